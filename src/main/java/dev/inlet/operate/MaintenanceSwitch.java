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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns maintenance on and off, of all accounts or of one: at once here, within a second on every
 * other instance.
 */
@Singleton
public final class MaintenanceSwitch {
  private final MaintenanceStore store;
  private final MaintenanceWatch watch;
  private final Gate gate;
  private final KnownAccounts accounts;
  private final AuditLog audit;
  private final InstantSource clock;

  MaintenanceSwitch(
      MaintenanceStore store,
      MaintenanceWatch watch,
      Gate gate,
      KnownAccounts accounts,
      AuditLog audit,
      InstantSource clock) {
    this.accounts = accounts;
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

  /** How it stands here for one account, likewise. */
  public Maintenance here(String accountId) {
    return gate.maintenance(accountId);
  }

  /** How it stands, on all instances. */
  public Maintenance read() {
    return store.read();
  }

  /** Those whose calls alone are refused, as far as this instance has looked; never blocks. */
  public Set<String> accounts() {
    return gate.accounts();
  }

  /** How it stands for one account, which must exist, on all instances. */
  public Maintenance read(String accountId) {
    accounts.require(accountId);
    return store.accounts().getOrDefault(accountId, Maintenance.OFF);
  }

  /**
   * Turns it, durably.
   *
   * @param message what senders are told meanwhile; nothing of their own when null or blank
   * @param until when it ends by itself; null when somebody ends it
   */
  public Maintenance set(boolean enabled, @Nullable String message, @Nullable Instant until) {
    Maintenance maintenance = checked(enabled, message, until);
    return turn(maintenance, null, () -> store.write(maintenance));
  }

  /** Turns it for one account, which must exist and not be closed; otherwise as for all. */
  public Maintenance set(
      String accountId, boolean enabled, @Nullable String message, @Nullable Instant until) {
    Maintenance maintenance = checked(enabled, message, until);
    accounts.require(accountId);
    if (enabled) {
      accounts.requireOpen(accountId);
    }
    return turn(maintenance, accountId, () -> store.write(accountId, maintenance));
  }

  private Maintenance checked(boolean enabled, @Nullable String message, @Nullable Instant until) {
    if (enabled && until != null && !until.isAfter(clock.instant())) {
      throw OperationRefused.wrong("until must be in the future");
    }
    if (message != null && message.length() > Outcome.LONGEST_MESSAGE) {
      throw OperationRefused.wrong(
          "message must be at most " + Outcome.LONGEST_MESSAGE + " characters");
    }
    return new Maintenance(
        enabled, message == null || message.isBlank() ? null : message, enabled ? until : null);
  }

  private Maintenance turn(Maintenance maintenance, @Nullable String accountId, Runnable write) {
    audit.noting(
        () -> {
          write.run();
          return maintenance;
        },
        turned -> deed(turned, accountId));
    watch.look();
    return maintenance;
  }

  private static Deed deed(Maintenance maintenance, @Nullable String accountId) {
    Instant until = maintenance.until();
    Action action = maintenance.enabled() ? Action.MAINTENANCE_STARTED : Action.MAINTENANCE_ENDED;
    return new Deed(action, accountId, accountId, Map.of())
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
