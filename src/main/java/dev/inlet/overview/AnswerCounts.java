package dev.inlet.overview;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts the answers of this instance, minute by minute: in memory, without a lock, of at most
 * {@value #MOST_ACCOUNTS} accounts a minute. What is beyond them counts for all together alone.
 */
@Singleton
public final class AnswerCounts {
  static final int MOST_ACCOUNTS = 500;

  /** What was counted since a minute began: by account, then by status. */
  private record Minute(Instant begin, Map<String, Map<Integer, AtomicIntegerArray>> accounts) {
    Minute(Instant begin) {
      this(begin, new ConcurrentHashMap<>());
    }

    AtomicIntegerArray buckets(String accountId, int status) {
      Map<Integer, AtomicIntegerArray> found = accounts.get(accountId);
      if (found == null) {
        String counted = accounts.size() < MOST_ACCOUNTS ? accountId : AnswerFigure.ALL;
        found = accounts.computeIfAbsent(counted, first -> new ConcurrentHashMap<>());
      }
      AtomicIntegerArray buckets = found.get(status);
      return buckets == null
          ? found.computeIfAbsent(status, first -> new AtomicIntegerArray(Histogram.BUCKETS))
          : buckets;
    }
  }

  private volatile Minute open;

  AnswerCounts(InstantSource clock) {
    this.open = new Minute(clock.instant().truncatedTo(ChronoUnit.MINUTES));
  }

  /**
   * Counts an answer.
   *
   * @param accountId whose call it was; {@link AnswerFigure#ALL} when nobody knows
   * @param nanos how long it took
   */
  public void count(String accountId, int status, long nanos) {
    open.buckets(accountId, status).incrementAndGet(Histogram.place(nanos));
  }

  /** When the minute began that is counted now. */
  Instant begin() {
    return open.begin();
  }

  /** What was counted of the minute at hand. */
  List<AnswerFigure> now() {
    return figures(open);
  }

  /** A minute that is over, in which a thread that was just counting may still add to it. */
  interface Over {
    /** When it began. */
    Instant begin();

    /** What was counted in it. */
    List<AnswerFigure> figures();
  }

  /** Begins another minute; returns the one before. */
  Over turn(Instant begin) {
    Minute before = open;
    open = new Minute(begin);
    return new Over() {
      @Override
      public Instant begin() {
        return before.begin();
      }

      @Override
      public List<AnswerFigure> figures() {
        return AnswerCounts.figures(before);
      }
    };
  }

  private static List<AnswerFigure> figures(Minute minute) {
    var figures = new ArrayList<AnswerFigure>();
    var all = new TreeMap<Integer, Histogram>();
    minute
        .accounts()
        .forEach(
            (account, statuses) ->
                statuses.forEach(
                    (status, buckets) -> {
                      Histogram times = histogram(buckets);
                      all.merge(status, times, Histogram::and);
                      if (!account.equals(AnswerFigure.ALL)) {
                        figures.add(new AnswerFigure(minute.begin(), account, status, times));
                      }
                    }));
    all.forEach(
        (status, times) ->
            figures.add(new AnswerFigure(minute.begin(), AnswerFigure.ALL, status, times)));
    return figures;
  }

  private static Histogram histogram(AtomicIntegerArray buckets) {
    var counts = new long[Histogram.BUCKETS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Integer.toUnsignedLong(buckets.get(i));
    }
    return Histogram.of(counts);
  }
}
