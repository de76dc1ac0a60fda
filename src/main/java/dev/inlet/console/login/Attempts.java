package dev.inlet.console.login;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Slows down who guesses the password: {@value #AT_ONCE} wrong ones at once, then one every six
 * seconds, whoever asks. It counts for this instance and needs no memory that grows.
 */
@Singleton
public final class Attempts {
  public static final int AT_ONCE = 10;
  static final Duration PAUSE = Duration.ofSeconds(6);

  private final Ticker ticker;

  /** When the last wrong attempt is forgiven, by the ticker; each one moves it by a pause. */
  private long forgiven;

  /**
   * @param ticker elapsed time, since a clock that is set back would lock everybody out
   */
  Attempts(Ticker ticker) {
    this.ticker = ticker;
    this.forgiven = ticker.read();
  }

  /** How long to wait before the next attempt; zero when it may be made now. */
  synchronized Duration pause() {
    Duration wait = debt(ticker.read()).minus(PAUSE.multipliedBy(AT_ONCE - 1L));
    return wait.isPositive() ? wait : Duration.ZERO;
  }

  synchronized void failed() {
    long now = ticker.read();
    forgiven = now + debt(now).plus(PAUSE).toNanos();
  }

  private Duration debt(long now) {
    return Duration.ofNanos(Math.max(0, forgiven - now));
  }
}
