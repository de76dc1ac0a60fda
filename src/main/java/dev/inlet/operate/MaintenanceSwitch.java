package dev.inlet.operate;

import dev.inlet.delivery.Outcome;
import dev.inlet.receive.Maintenance;
import dev.inlet.receive.MaintenanceStore;
import dev.inlet.receive.MaintenanceWatch;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Turns maintenance on and off: at once here, within a second on every other instance. */
@Singleton
public final class MaintenanceSwitch {
  private final MaintenanceStore store;
  private final MaintenanceWatch watch;

  MaintenanceSwitch(MaintenanceStore store, MaintenanceWatch watch) {
    this.store = store;
    this.watch = watch;
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
      throw OperationRefused.wrong(
          "message must be at most " + Outcome.LONGEST_MESSAGE + " characters");
    }
    var maintenance =
        new Maintenance(enabled, message == null || message.isBlank() ? null : message);
    store.write(maintenance);
    watch.look();
    return maintenance;
  }

  /**
   * Closes Inlet for a rehearsal, whatever the switch says; false when another one goes on. Without
   * an end it ends after {@link MaintenanceStore#LONGEST_REHEARSAL}.
   */
  public boolean beginRehearsal(String id) {
    boolean hasBegun = store.beginRehearsal(id);
    watch.look();
    return hasBegun;
  }

  /** Ends a rehearsal, unless somebody has turned the switch since it began. */
  public void endRehearsal(String id) {
    store.endRehearsal(id);
    watch.look();
  }
}
