package dev.inlet.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers how long the answers to the newest accepted calls took, in memory and as well as
 * possible: some {@value #PLACES}, of which one may push out another before its time.
 */
@Singleton
public final class AnswerTimes {
  private static final int PLACES = 1 << 15;

  /** The lowest bits hold the time, the others tell whose it is. */
  private static final int TIME_BITS = 24;

  private static final long TIME_MASK = (1L << TIME_BITS) - 1;
  private static final long UNIT_NANOS = 10_000;
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private final AtomicLongArray times = new AtomicLongArray(PLACES);

  /** Notes how long an answer took, 160 seconds at most. */
  public void note(String accountId, String messageId, Instant storedAt, Duration took) {
    long hash = hash(accountId, messageId, storedAt);
    long units = Math.clamp(took.toNanos() / UNIT_NANOS, 1, TIME_MASK);
    times.set(place(hash), hash & ~TIME_MASK | units);
  }

  /** How long the answer to a call took; null when that is not known any more. */
  public @Nullable Duration of(String accountId, @Nullable String messageId, Instant storedAt) {
    if (messageId == null) {
      return null;
    }
    long hash = hash(accountId, messageId, storedAt);
    long found = times.get(place(hash));
    boolean isIts = (found & ~TIME_MASK) == (hash & ~TIME_MASK) && (found & TIME_MASK) != 0;
    return isIts ? Duration.ofNanos((found & TIME_MASK) * UNIT_NANOS) : null;
  }

  private static int place(long hash) {
    return (int) (hash & PLACES - 1);
  }

  private static long hash(String accountId, String messageId, Instant storedAt) {
    long hash = accountId.hashCode();
    hash = (hash ^ messageId.hashCode()) * ODD;
    hash = (hash ^ storedAt.getEpochSecond()) * ODD;
    hash = (hash ^ storedAt.getNano()) * ODD;
    return hash ^ hash >>> 29;
  }
}
