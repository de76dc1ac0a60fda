package dev.inlet.console;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Slows down who guesses the password: {@value #AT_ONCE} wrong ones at once, then one every six
 * seconds, whoever asks. It counts for this instance and needs no memory that grows.
 */
@Singleton
final class Attempts {
  static final int AT_ONCE = 10;
  static final Duration PAUSE = Duration.ofSeconds(6);

  private final InstantSource clock;

  /** When the last wrong attempt is forgiven; each one moves it by a pause. */
  private Instant forgiven = Instant.MIN;

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  /** How long to wait before the next attempt; zero when it may be made now. */
  synchronized Duration pause() {
    Instant now = clock.instant();
    Duration debt = forgiven.isAfter(now) ? Duration.between(now, forgiven) : Duration.ZERO;
    Duration wait = debt.minus(PAUSE.multipliedBy(AT_ONCE - 1L));
    return wait.isPositive() ? wait : Duration.ZERO;
  }

  synchronized void failed() {
    Instant now = clock.instant();
    forgiven = (forgiven.isAfter(now) ? forgiven : now).plus(PAUSE);
  }
}
