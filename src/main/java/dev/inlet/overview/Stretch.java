package dev.inlet.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted in a stretch of time, by all instances.
 *
 * @param begin when it begins
 * @param end when the next one begins
 * @param answers how many answers there were of each status, and how long they took
 * @param repeated deliveries of messages that were processed before; not among those accepted here
 *     when they were answered in the stretch before
 * @param waiting the most calls that waited to be processed, at a time
 */
public record Stretch(
    Instant begin,
    Instant end,
    SortedMap<Integer, Histogram> answers,
    long repeated,
    long waiting) {
  private static final int LOWEST_REFUSAL = 300;
  private static final double MEDIAN = 0.5;
  private static final double SLOW = 0.95;

  /** Nothing, in a time. */
  static Stretch quiet(Instant begin, Instant end) {
    return new Stretch(begin, end, new TreeMap<>(), 0, 0);
  }

  /** Adds answers of one status. */
  Stretch with(int status, Histogram times) {
    var all = new TreeMap<>(answers);
    all.merge(status, times, Histogram::and);
    return new Stretch(begin, end, all, repeated, waiting);
  }

  /** Adds what else was read. */
  Stretch with(LoadFigure load) {
    return new Stretch(
        begin, end, answers, repeated + load.repeated(), Math.max(waiting, load.waiting()));
  }

  /**
   * Deliveries, among the accepted, of messages that were processed before: those of a moment ago,
   * answered 202 in the stretch before, count where several stretches are together.
   */
  @Override
  public long repeated() {
    return Math.min(repeated, accepted());
  }

  /** Both together, from the earlier beginning to the later end. */
  public Stretch and(Stretch other) {
    Stretch sum =
        new Stretch(
            begin.isBefore(other.begin) ? begin : other.begin,
            end.isAfter(other.end) ? end : other.end,
            answers,
            repeated + other.repeated,
            Math.max(waiting, other.waiting));
    for (var one : other.answers.entrySet()) {
      sum = sum.with(one.getKey(), one.getValue());
    }
    return sum;
  }

  /** Deliveries answered, whatever the answer. */
  public long answered() {
    return count(answers);
  }

  /** Deliveries answered 200 or 202. */
  public long accepted() {
    return count(answers.headMap(LOWEST_REFUSAL));
  }

  /** Deliveries answered with an error. */
  public long refused() {
    return count(answers.tailMap(LOWEST_REFUSAL));
  }

  /** Accepted deliveries of messages that were new. */
  public long fresh() {
    return accepted() - repeated();
  }

  private static long count(SortedMap<Integer, Histogram> some) {
    return some.values().stream().mapToLong(Histogram::count).sum();
  }

  /** How long all answers took. */
  public Histogram times() {
    return answers.values().stream().reduce(Histogram.NONE, Histogram::and);
  }

  /** Half of the answers took less; zero when there was none. */
  public Duration median() {
    return times().within(MEDIAN);
  }

  /** 95 of 100 answers took less; zero when there was none. */
  public Duration slow() {
    return times().within(SLOW);
  }
}
