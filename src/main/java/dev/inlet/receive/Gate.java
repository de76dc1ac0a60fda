package dev.inlet.receive;

import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Outcome.Unavailable;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Whether calls are let in at all: not during maintenance, and not while Inlet stops. */
@Singleton
public final class Gate {
  static final String CLOSED = "Temporarily not accepting messages";

  private final AnswerPolicy policy;
  private volatile Maintenance maintenance = Maintenance.OFF;
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
    return now.enabled()
        ? new Unavailable(
            Cause.MAINTENANCE, now.message() == null ? CLOSED : now.message(), policy.retryAfter())
        : null;
  }

  /** Opens or closes the gate for maintenance. */
  public void set(Maintenance maintenance) {
    this.maintenance = maintenance;
  }

  /** Whether it is closed for maintenance. */
  public Maintenance maintenance() {
    return maintenance;
  }

  /** Closes the gate for good. */
  public void stop() {
    stopping = true;
  }
}
