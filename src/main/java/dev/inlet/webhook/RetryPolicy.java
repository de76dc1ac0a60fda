package dev.inlet.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When something is tried again that was not delivered. */
final class RetryPolicy {
  /**
   * After that long a change is set aside, and a subscriber that never answered is switched off.
   */
  static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryPolicy() {}

  /**
   * When to try again: after twice as long each time, up to an hour, less up to half of it by
   * chance, so that many do not come at once; and not before the subscriber asks for. Null when it
   * was tried for long enough.
   */
  static @Nullable Instant next(
      int attempts, Instant since, @Nullable Duration advice, Instant now, RandomGenerator random) {
    if (!now.isBefore(since.plus(GIVE_UP_AFTER))) {
      return null;
    }
    long doubled = FIRST.toMillis() << Math.min(attempts - 1, 20);
    long pause = Math.min(doubled, LONGEST.toMillis());
    Duration wait = Duration.ofMillis(pause - random.nextLong(pause / 2 + 1));
    return now.plus(advice == null || advice.compareTo(wait) < 0 ? wait : advice);
  }
}
