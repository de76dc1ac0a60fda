package dev.inlet.overview;

import dev.inlet.overview.FigureStore.AccountCount;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How calls have been answered, by all instances: what they have written, which is at most a minute
 * old, and what this one has counted since. Kept for {@link #KEPT}.
 */
@Singleton
public final class AnswerHistory {
  /** How far back it goes. */
  public static final Duration KEPT = FigureRecorder.DAYS_FOR;

  /** From which age on there are only hours, and only days. */
  public static final Duration MINUTES_FOR = FigureRecorder.MINUTES_FOR;

  public static final Duration HOURS_FOR = FigureRecorder.HOURS_FOR;

  private final FigureStore store;
  private final FigureRecorder recorder;
  private final LoadReadings readings;

  AnswerHistory(FigureStore store, FigureRecorder recorder, LoadReadings readings) {
    this.store = store;
    this.recorder = recorder;
    this.readings = readings;
  }

  /**
   * Stretches of one length, oldest first, the last of which is the one at hand. They begin at
   * multiples of their length, in UTC.
   *
   * @param accountId whose calls; {@link AnswerFigure#ALL} for everybody's, with which alone comes
   *     what was repeated and what waited
   * @param length whole minutes within {@link #MINUTES_FOR}, whole hours within {@link #HOURS_FOR},
   *     whole days beyond
   */
  public List<Stretch> stretches(String accountId, Instant now, Duration length, int count) {
    Instant begin = begin(now, length, count);
    var stretches = new ArrayList<Stretch>();
    for (int i = 0; i < count; i++) {
      Instant from = begin.plus(length.multipliedBy(i));
      stretches.add(Stretch.quiet(from, from.plus(length)));
    }
    fill(stretches, accountId);
    return stretches;
  }

  /**
   * A stretch of any length.
   *
   * @param accountId as in {@link #stretches}
   * @param begin a whole minute within {@link #MINUTES_FOR}, likewise an hour or a day; what was
   *     made one with an earlier time is not in it
   */
  public Stretch stretch(String accountId, Instant begin, Instant end) {
    var one = new ArrayList<>(List.of(Stretch.quiet(begin, end)));
    fill(one, accountId);
    return one.getFirst();
  }

  private void fill(List<Stretch> stretches, String accountId) {
    Instant begin = stretches.getFirst().begin();
    Instant end = stretches.getLast().end();
    for (AnswerFigure figure : store.answers(accountId, begin, end)) {
      add(stretches, figure);
    }
    List<MinuteFigures> unwritten = recorder.unwritten();
    for (MinuteFigures minute : unwritten) {
      minute.answers().stream()
          .filter(figure -> figure.accountId().equals(accountId))
          .forEach(figure -> add(stretches, figure));
    }
    if (accountId.equals(AnswerFigure.ALL)) {
      store.loads(begin, end).forEach(load -> add(stretches, load));
      unwritten.forEach(minute -> add(stretches, minute.load()));
    }
  }

  /** When the first of so many stretches begins, the last of which is the one at hand. */
  public static Instant begin(Instant now, Duration length, int count) {
    long seconds = length.toSeconds();
    long last = Math.floorDiv(now.getEpochSecond(), seconds) * seconds;
    return Instant.ofEpochSecond(last - (count - 1) * seconds);
  }

  private static void add(List<Stretch> stretches, AnswerFigure figure) {
    int index = index(stretches, figure.begin());
    if (index >= 0) {
      stretches.set(index, stretches.get(index).with(figure.status(), figure.times()));
    }
  }

  private static void add(List<Stretch> stretches, LoadFigure load) {
    int index = index(stretches, load.begin());
    if (index >= 0) {
      stretches.set(index, stretches.get(index).with(load));
    }
  }

  /** Where a time lies; -1 for outside of all. */
  private static int index(List<Stretch> stretches, Instant time) {
    Stretch first = stretches.getFirst();
    long length = Duration.between(first.begin(), first.end()).toSeconds();
    long index = Math.floorDiv(time.getEpochSecond() - first.begin().getEpochSecond(), length);
    return index >= 0 && index < stretches.size() ? (int) index : -1;
  }

  /**
   * How many answers each account got since a time, by status: of those that were among the {@value
   * FigureStore#MOST_ACCOUNTS} busiest of a minute.
   */
  public Map<String, Map<Integer, Long>> accounts(Instant from, Instant until) {
    var accounts = new HashMap<String, Map<Integer, Long>>();
    for (AccountCount one : store.accounts(from, until)) {
      count(accounts, one.accountId(), one.status(), one.count());
    }
    for (MinuteFigures minute : recorder.unwritten()) {
      if (!minute.begin().isBefore(from) && minute.begin().isBefore(until)) {
        for (AnswerFigure figure : minute.answers()) {
          if (!figure.accountId().equals(AnswerFigure.ALL)) {
            count(accounts, figure.accountId(), figure.status(), figure.times().count());
          }
        }
      }
    }
    return accounts;
  }

  private static void count(
      Map<String, Map<Integer, Long>> accounts, String accountId, int status, long count) {
    accounts.computeIfAbsent(accountId, first -> new TreeMap<>()).merge(status, count, Long::sum);
  }

  /** How many calls wait to be processed, now, as this instance sees it. */
  public long waiting() {
    return readings.waiting();
  }
}
