package dev.inlet.overview;

/**
 * What the counters say at one moment. Calls are counted since the start.
 *
 * @param accepted deliveries answered 200 or 202
 * @param refused deliveries answered with an error
 * @param repeated deliveries, among the accepted, of a message that was processed before
 * @param waiting calls that are not processed yet, now
 * @param median how long an answer takes, in milliseconds: half take less; 0 when there was none
 * @param slow likewise: 95 of 100 take less
 */
public record Reading(
    long accepted, long refused, long repeated, long waiting, double median, double slow) {
  /** Before anything was counted. */
  public static final Reading NONE = new Reading(0, 0, 0, 0, 0, 0);

  /** What was counted since another reading; without any answer since, none took any time. */
  Reading since(Reading before) {
    boolean isQuiet = answered() == before.answered();
    return new Reading(
        accepted - before.accepted,
        refused - before.refused,
        repeated - before.repeated,
        waiting,
        isQuiet ? 0 : median,
        isQuiet ? 0 : slow);
  }

  /** Both together: counts added up, the worse of what is not counted. */
  public Reading and(Reading other) {
    return new Reading(
        accepted + other.accepted,
        refused + other.refused,
        repeated + other.repeated,
        Math.max(waiting, other.waiting),
        Math.max(median, other.median),
        Math.max(slow, other.slow));
  }

  /** Deliveries answered, whatever the answer. */
  public long answered() {
    return accepted + refused;
  }

  /** Accepted deliveries of messages that were new. */
  public long fresh() {
    return Math.max(0, accepted - repeated);
  }
}
