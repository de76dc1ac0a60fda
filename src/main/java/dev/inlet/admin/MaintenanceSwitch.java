package dev.inlet.admin;

import dev.inlet.receive.Gate;
import dev.inlet.receive.Maintenance;
import dev.inlet.receive.MaintenanceStore;
import dev.inlet.receive.Outcome;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Turns maintenance on and off: at once here, within a second on every other instance. */
@Singleton
public final class MaintenanceSwitch {
  private final MaintenanceStore store;
  private final Gate gate;

  MaintenanceSwitch(MaintenanceStore store, Gate gate) {
    this.store = store;
    this.gate = gate;
  }

  /** How it stands, on all instances. */
  public Maintenance read() {
    return store.read();
  }

  /**
   * Turns it, durably.
   *
   * @param message what senders are told meanwhile; nothing of their own when null or blank
   */
  public Maintenance set(boolean enabled, @Nullable String message) {
    if (message != null && message.length() > Outcome.LONGEST_MESSAGE) {
      throw AdminRefusal.wrong(
          "message must be at most " + Outcome.LONGEST_MESSAGE + " characters");
    }
    var maintenance =
        new Maintenance(enabled, message == null || message.isBlank() ? null : message);
    store.write(maintenance);
    gate.set(maintenance);
    return maintenance;
  }
}
