package dev.inlet.journal.commit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;

/**
 * How long it takes lately to process a call of each account. A call about somebody of whom a
 * megabyte is stored takes a thousand times as long as another one, and nothing about the call
 * itself tells.
 *
 * <p>The median of the last {@value #SAMPLES} times counts: while memory is short, a collection of
 * garbage hits now and then a call of somebody whose calls take no time.
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

  private static final int SAMPLES = 5;

  /** What a call took the last times, in nanoseconds, the latest at the end. */
  private final Cache<String, long[]> nanos;

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
    nanos.asMap().merge(accountId, new long[] {each}, ProcessingCost::appended);
  }

  private static long[] appended(long[] before, long[] next) {
    int kept = Math.min(before.length, SAMPLES - 1);
    long[] all = Arrays.copyOfRange(before, before.length - kept, before.length + 1);
    all[kept] = next[0];
    return all;
  }

  /** What a call of the account takes, in nanoseconds; what is usual at least. */
  public long ofCall(String accountId) {
    long[] samples = nanos.asMap().get(accountId);
    return samples == null ? USUAL : Math.max(USUAL, median(samples));
  }

  private static long median(long[] samples) {
    long[] sorted = samples.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }
}
