package dev.inlet.bench.load;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What came of the calls of one turn. Rate and latency count the right answers to calls that were
 * due in the measured window; everything else counts the warm-up as well, for a wrong answer is
 * wrong at any time.
 *
 * <p>It is filled on the event loop and read when the turn is over.
 */
public final class Measurement {
  private static final long SHORTEST_NANOS = 1_000;
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final Histogram latency = new Histogram(SHORTEST_NANOS, LONGEST_NANOS, 3);
  private final SortedMap<Integer, Long> statuses = new TreeMap<>();
  private final Set<Integer> rightStatuses;
  private final Window window;
  private long unanswered;
  private @Nullable Throwable fault;

  Measurement(Set<Integer> rightStatuses, Window window) {
    this.rightStatuses = rightStatuses;
    this.window = window;
  }

  void answered(int status, long due, long now) {
    statuses.merge(status, 1L, Long::sum);
    if (rightStatuses.contains(status) && window.contains(due)) {
      latency.recordValue(Math.clamp(now - due, SHORTEST_NANOS, LONGEST_NANOS));
    }
  }

  void unanswered(long calls) {
    unanswered += calls;
  }

  /** Something broke on a connection; the first such fault is kept. */
  void broken(Throwable cause) {
    fault = fault == null ? cause : fault;
  }

  /** The rate of right answers in the measured window. */
  public double callsPerSecond() {
    return latency.getTotalCount() / window.seconds();
  }

  /** What so many of a hundred right answers took at most, from when their calls were due. */
  public double latencyMillis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e6;
  }

  /** How many calls were answered with this status. */
  public long answers(int status) {
    return statuses.getOrDefault(status, 0L);
  }

  /** Every status that came, with its count. */
  public SortedMap<Integer, Long> statuses() {
    return Collections.unmodifiableSortedMap(statuses);
  }

  /** Answers of any other status than the right ones. */
  public long wrongAnswers() {
    return allAnswers() - rightStatuses.stream().mapToLong(this::answers).sum();
  }

  /** Answers of any status. */
  public long allAnswers() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Calls whose connection broke, or that were still waiting long after the turn. */
  public long unanswered() {
    return unanswered;
  }

  /** The first thing that broke on a connection, if any did. */
  public @Nullable Throwable fault() {
    return fault;
  }
}
