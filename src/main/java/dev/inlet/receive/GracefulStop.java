package dev.inlet.receive;

import dev.inlet.delivery.AnswerPolicy;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Stops taking calls before anything is torn down: new deliveries are refused politely, for long
 * enough that senders hear so, and those at hand are finished and answered.
 */
@Singleton
public final class GracefulStop {
  /** How long refusals are still answered, so that nobody meets a closed connection first. */
  private static final Duration REFUSE_FOR = Duration.ofMillis(500);

  private final Gate gate;
  private final DeliveryMeter meter;
  private final AnswerPolicy policy;

  GracefulStop(Gate gate, DeliveryMeter meter, AnswerPolicy policy) {
    this.gate = gate;
    this.meter = meter;
    this.policy = policy;
  }

  /** Returns when every delivery at hand is answered, within the deadline for answering one. */
  public void refuseAndFinish() {
    gate.stop();
    long refusedFor = System.nanoTime() + REFUSE_FOR.toNanos();
    long latest = System.nanoTime() + policy.deadline().plus(policy.budget()).toNanos();
    while (System.nanoTime() < refusedFor || meter.atHand() > 0 && System.nanoTime() < latest) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
