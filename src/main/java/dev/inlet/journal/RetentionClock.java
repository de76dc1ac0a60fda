package dev.inlet.journal;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what time it is to whatever removes what is old. A clock that is wrong for a moment must
 * not remove the journal of a week, so a leap is not believed: the time goes on as it passes. When
 * the clock has stood by its leap for {@link #DOUBT}, a {@linkplain #STEP day} of it is believed,
 * and so on. Whoever was switched off for weeks catches up that way.
 *
 * <p>At the start it takes the newest call for the last time that is known, but no later than the
 * oldest becomes too old: the newest may have been stored by the same wrong clock. It is never
 * later than the clock of a database that has one of its own.
 */
@Singleton
public final class RetentionClock {
  static final Duration DOUBT = Duration.ofHours(1);
  static final Duration STEP = Duration.ofDays(1);

  /** Clocks are set right by less all the time. */
  static final Duration SLACK = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(RetentionClock.class);

  private final InstantSource clock;
  private final Uptime uptime;
  private final Archive archive;
  private final RetentionPolicy policy;

  private @Nullable Instant believed;
  private @Nullable Duration doubtedSince;
  private Duration lookedAt = Duration.ZERO;

  RetentionClock(InstantSource clock, Uptime uptime, Archive archive, RetentionPolicy policy) {
    this.clock = clock;
    this.uptime = uptime;
    this.archive = archive;
    this.policy = policy;
  }

  /** The time by which things are old. May block. */
  public synchronized Instant now() {
    Duration soFar = uptime.soFar(); // first, so that what passes meanwhile counts the next time
    Instant told = told();
    boolean isFirst = believed == null;
    Instant expected = believed == null ? atFirst(told) : believed.plus(soFar.minus(lookedAt));
    lookedAt = soFar;
    believed = told.isAfter(expected.plus(SLACK)) ? doubt(told, expected, isFirst) : trust(told);
    return believed;
  }

  private Instant told() {
    Instant ours = clock.instant();
    return earlier(ours, archive.databaseTime().orElse(ours));
  }

  private Instant atFirst(Instant told) {
    Instant latest = archive.oldest().map(one -> one.plus(policy.calls())).orElse(told);
    return earlier(told, earlier(latest, archive.newest().orElse(told)));
  }

  private Instant trust(Instant told) {
    doubtedSince = null;
    return told;
  }

  /**
   * @param isFirst whether nobody has looked since the start: then most often nobody has called, or
   *     nothing ran, for a night
   */
  private Instant doubt(Instant told, Instant expected, boolean isFirst) {
    if (doubtedSince == null) {
      doubtedSince = lookedAt;
      Duration ahead = Duration.between(expected, told);
      if (!isFirst || ahead.compareTo(STEP) > 0) {
        LOG.warn(
            "The clock is {} ahead of what was expected: what is old by it is kept for now, and"
                + " removed by a day's worth an hour",
            ahead);
      }
    } else if (lookedAt.minus(doubtedSince).compareTo(DOUBT) >= 0) {
      doubtedSince = lookedAt;
      return earlier(told, expected.plus(STEP));
    }
    return expected;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
