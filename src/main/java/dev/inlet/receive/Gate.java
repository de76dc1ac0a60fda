package dev.inlet.receive;

import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Outcome.Unavailable;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls are let in at all: not during maintenance, of everybody or of their account, and
 * not while Inlet stops.
 */
@Singleton
public final class Gate {
  static final String CLOSED = "Temporarily not accepting messages";

  private final AnswerPolicy policy;
  private volatile Maintenance maintenance = Maintenance.OFF;
  private volatile Map<String, Maintenance> accounts = Map.of();
  private volatile boolean stopping;

  Gate(AnswerPolicy policy) {
    this.policy = policy;
  }

  /** Why nothing is let in; null when the gate is open. */
  @Nullable Unavailable closed() {
    if (stopping) {
      return new Unavailable(Cause.STOPPING, CLOSED, policy.retryAfter(), true);
    }
    Maintenance now = maintenance;
    return now.enabled() ? refused(now) : null;
  }

  /** Why nothing of this account is let in; null when the gate is open for it. */
  @Nullable Unavailable closedTo(String accountId) {
    Maintenance now = accounts.get(accountId);
    return now == null ? null : refused(now);
  }

  private Unavailable refused(Maintenance now) {
    return new Unavailable(
        Cause.MAINTENANCE, now.message() == null ? CLOSED : now.message(), policy.retryAfter());
  }

  /**
   * Opens or closes the gate for maintenance.
   *
   * @param accounts those that it is closed to, whatever it is for the others
   */
  public void set(Maintenance maintenance, Map<String, Maintenance> accounts) {
    this.maintenance = maintenance;
    this.accounts = accounts;
  }

  /** Whether it is closed for maintenance. */
  public Maintenance maintenance() {
    return maintenance;
  }

  /** How it stands for an account, beside how it stands for all. */
  public Maintenance maintenance(String accountId) {
    return accounts.getOrDefault(accountId, Maintenance.OFF);
  }

  /** The accounts that it is closed to, whatever it is for the others. */
  public Set<String> accounts() {
    return accounts.keySet();
  }

  /** Closes the gate for good. */
  public void stop() {
    stopping = true;
  }
}
