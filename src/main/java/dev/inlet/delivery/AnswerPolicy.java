package dev.inlet.delivery;

import java.time.Duration;

/**
 * When a delivery is answered.
 *
 * @param waitsForProcessing whether 200 is tried for; otherwise every durable call answers 202
 * @param budget how long after it became durable a call may take to be processed and answer 200
 * @param deadline how long looking up the key and making the call durable may take together before
 *     503; below the few seconds that senders wait
 * @param retryAfter what a 503 or 429 advises
 * @param flood what an account is told that has far more waiting than others: {@link
 *     Cause#TOO_MANY_CALLS}, as when all have too much, or {@link Cause#FLOOD}
 */
public record AnswerPolicy(
    boolean waitsForProcessing,
    Duration budget,
    Duration deadline,
    Duration retryAfter,
    Cause flood) {

  /** The part of the deadline in which the API key must be looked up. */
  public Duration keyDeadline() {
    return deadline.dividedBy(3);
  }

  /** The part of the deadline in which the call must become durable. */
  public Duration journalDeadline() {
    return deadline.minus(keyDeadline());
  }
}
