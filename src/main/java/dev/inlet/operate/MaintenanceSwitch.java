package dev.inlet.operate;

import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.delivery.Outcome;
import dev.inlet.receive.Gate;
import dev.inlet.receive.Maintenance;
import dev.inlet.receive.MaintenanceStore;
import dev.inlet.receive.MaintenanceWatch;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Turns maintenance on and off: at once here, within a second on every other instance. */
@Singleton
public final class MaintenanceSwitch {
  private final MaintenanceStore store;
  private final MaintenanceWatch watch;
  private final Gate gate;
  private final AuditLog audit;
  private final InstantSource clock;

  MaintenanceSwitch(
      MaintenanceStore store,
      MaintenanceWatch watch,
      Gate gate,
      AuditLog audit,
      InstantSource clock) {
    this.audit = audit;
    this.gate = gate;
    this.clock = clock;
    this.store = store;
    this.watch = watch;
  }

  /** How it stands here, as far as this instance has looked; never blocks. */
  public Maintenance here() {
    return gate.maintenance();
  }

  /** How it stands, on all instances. */
  public Maintenance read() {
    return store.read();
  }

  /**
   * Turns it, durably.
   *
   * @param message what senders are told meanwhile; nothing of their own when null or blank
   * @param until when it ends by itself; null when somebody ends it
   */
  public Maintenance set(boolean enabled, @Nullable String message, @Nullable Instant until) {
    if (enabled && until != null && !until.isAfter(clock.instant())) {
      throw OperationRefused.wrong("until must be in the future");
    }
    if (message != null && message.length() > Outcome.LONGEST_MESSAGE) {
      throw OperationRefused.wrong(
          "message must be at most " + Outcome.LONGEST_MESSAGE + " characters");
    }
    var maintenance =
        new Maintenance(
            enabled, message == null || message.isBlank() ? null : message, enabled ? until : null);
    audit.noting(
        () -> {
          store.write(maintenance);
          return maintenance;
        },
        MaintenanceSwitch::deed);
    watch.look();
    return maintenance;
  }

  private static Deed deed(Maintenance maintenance) {
    Instant until = maintenance.until();
    return Deed.of(
            maintenance.enabled() ? Action.MAINTENANCE_STARTED : Action.MAINTENANCE_ENDED, null)
        .with("message", maintenance.message())
        .with("until", until == null ? null : until.toString());
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
