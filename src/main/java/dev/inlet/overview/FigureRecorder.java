package dev.inlet.overview;

import dev.inlet.chore.Chore;
import dev.inlet.chore.Recurrence;
import dev.inlet.fault.Fault;
import dev.inlet.journal.RetentionClock;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was counted once a minute, and makes hours and days of what is older. While the
 * database is away the last {@value #MOST_UNWRITTEN} minutes wait for it.
 */
@Singleton
final class FigureRecorder implements Chore {
  static final int MOST_UNWRITTEN = 120;

  private static final Logger LOG = LoggerFactory.getLogger(FigureRecorder.class);

  /** How long minutes are kept, and hours. */
  static final Duration MINUTES_FOR = Duration.ofHours(7);

  static final Duration HOURS_FOR = Duration.ofDays(8);
  static final Duration DAYS_FOR = Duration.ofDays(35);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Between two looks at how many calls wait. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** Between two tries to write while that fails. */
  private static final Duration RETRY = Duration.ofSeconds(10);

  private record Over(AnswerCounts.Over answers, LoadFigure load) {}

  private final AnswerCounts counts;
  private final LoadReadings readings;
  private final FigureStore store;
  private final InstantSource clock;
  private final RetentionClock retention;
  private final String run = UUID.randomUUID().toString();
  private final ArrayDeque<Over> unwritten = new ArrayDeque<>();
  private LoadFigure load;
  private final Recurrence look = new Recurrence(LOOK);
  private final Recurrence tryToWrite = new Recurrence(RETRY);
  private final Recurrence tidyUp = new Recurrence(MINUTE);

  FigureRecorder(
      AnswerCounts counts,
      LoadReadings readings,
      FigureStore store,
      InstantSource clock,
      RetentionClock retention) {
    this.counts = counts;
    this.readings = readings;
    this.store = store;
    this.clock = clock;
    this.retention = retention;
    this.load = new LoadFigure(counts.begin(), 0, 0);
  }

  @Override
  public synchronized boolean step() {
    Instant now = clock.instant();
    if (look.isDue(now)) {
      look.done(now);
      load = load.and(readings.read(load.begin()));
    }
    write(now);
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    if (!minute.equals(counts.begin())) {
      turn(minute);
      return false;
    }
    return tidy(now);
  }

  /**
   * What is over is written at a later step, when nobody counts in it any more. What was repeated
   * is read here once more, since the answers to it are counted in this minute.
   */
  private void turn(Instant minute) {
    load = load.and(readings.read(load.begin()));
    unwritten.addLast(new Over(counts.turn(minute), load));
    load = new LoadFigure(minute, 0, 0);
    if (unwritten.size() > MOST_UNWRITTEN) {
      unwritten.removeFirst();
    }
  }

  private void write(Instant now) {
    if (!unwritten.isEmpty() && tryToWrite.isDue(now)) {
      tryToWrite.done(now);
      writeAll();
      tryToWrite.again();
    }
  }

  private void writeAll() {
    while (!unwritten.isEmpty()) {
      Over over = unwritten.getFirst();
      store.write(run, over.answers().begin(), over.answers().figures(), over.load());
      unwritten.removeFirst();
    }
  }

  /** One stretch at a time, so that no step is long. */
  private boolean tidy(Instant now) {
    if (!tidyUp.isDue(now)) {
      return false;
    }
    Instant present = retention.now();
    if (store.condense(MINUTE, HOUR, present.minus(MINUTES_FOR).truncatedTo(ChronoUnit.HOURS))
        || store.condense(HOUR, DAY, present.minus(HOURS_FOR).truncatedTo(ChronoUnit.DAYS))) {
      return true;
    }
    store.purge(present.minus(DAYS_FOR));
    tidyUp.done(now);
    return false;
  }

  /** What is not written yet, the minute at hand included. */
  synchronized List<MinuteFigures> unwritten() {
    var minutes = new ArrayList<MinuteFigures>();
    for (Over over : unwritten) {
      minutes.add(new MinuteFigures(over.answers().begin(), over.answers().figures(), over.load()));
    }
    minutes.add(
        new MinuteFigures(counts.begin(), counts.now(), load.and(readings.peek(load.begin()))));
    return minutes;
  }

  /** Keeps what the minute at hand has so far. */
  @PreDestroy
  synchronized void stop() {
    turn(clock.instant().truncatedTo(ChronoUnit.MINUTES));
    try {
      writeAll();
    } catch (RuntimeException e) {
      LOG.warn("The last answers could not be written for the overview: {}", new Fault(e));
    }
  }
}
