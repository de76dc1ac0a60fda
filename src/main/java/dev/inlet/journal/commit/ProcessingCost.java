package dev.inlet.journal.commit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How long it takes lately to process a call of each account. A call about somebody of whom a
 * megabyte is stored takes a thousand times as long as another one, and nothing about the call
 * itself tells.
 *
 * <p>Of one instance, and forgotten after a minute. {@value #REMEMBERED} accounts are remembered at
 * a time.
 */
@Singleton
public final class ProcessingCost {
  /** What a usual call takes, in nanoseconds. */
  static final long USUAL = 150_000;

  private static final int REMEMBERED = 10_000;
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private final Cache<String, Long> nanos;

  /**
   * @param ticker elapsed time, which goes on whatever the clock is set to
   */
  ProcessingCost(Ticker ticker) {
    this.nanos =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(FORGOTTEN_AFTER)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Some calls of an account were processed. */
  public void took(String accountId, int calls, long elapsedNanos) {
    long each = elapsedNanos / Math.max(1, calls);
    nanos.asMap().merge(accountId, each, (before, now) -> (before + now) / 2);
  }

  /** What a call of the account takes, in nanoseconds; what is usual at least. */
  long ofCall(String accountId) {
    return Math.max(USUAL, nanos.asMap().getOrDefault(accountId, USUAL));
  }
}
