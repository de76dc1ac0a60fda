package dev.inlet.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows down whoever is wrong about the same thing again and again. The fifth time, the answer
 * waits 100 ms, each time after that twice as long, up to {@link #LONGEST}; a minute without being
 * wrong makes good for all. Nobody else waits.
 *
 * <p>What is wrong is known by a name: of a key its digest, never an address, since all customers
 * come from Segment's; of an admin password the address. {@value #REMEMBERED} names are remembered
 * at a time.
 */
public final class Brake {
  /** With the time for everything else, still within the three seconds that senders wait. */
  public static final Duration LONGEST = Duration.ofSeconds(2);

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final int FREE = 4;
  private static final Duration FORGETS_AFTER = Duration.ofMinutes(1);
  private static final int REMEMBERED = 20_000;

  private final int mostWaiting;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Cache<String, Integer> times;

  /**
   * @param ticker elapsed time, which goes on whatever the clock is set to
   * @param mostWaiting how many answers may wait at a time; beyond that they are given at once
   */
  public Brake(Ticker ticker, int mostWaiting) {
    this.mostWaiting = mostWaiting;
    this.times =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(FORGETS_AFTER)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Whether as many answers wait as may. */
  public boolean isCrowded() {
    return waiting.get() >= mostWaiting;
  }

  /** Notes that somebody was wrong about something, and answers after the pause for that. */
  public <T> CompletionStage<T> slow(String name, T answer) {
    Duration pause = pause(name);
    if (pause.isZero() || !mayWait()) {
      return CompletableFuture.completedFuture(answer);
    }
    return new CompletableFuture<T>()
        .completeOnTimeout(answer, pause.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((given, failure) -> waiting.decrementAndGet());
  }

  /** Notes that somebody was wrong about something, and tells how long the answer is to wait. */
  Duration pause(String name) {
    int before = times.asMap().merge(name, 1, (count, one) -> Math.min(count + one, 100)) - 1;
    if (before < FREE) {
      return Duration.ZERO;
    }
    Duration pause = FIRST.multipliedBy(1L << Math.min(before - FREE, 10));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }

  /** How often somebody was wrong about something lately. */
  int times(String name) {
    return times.asMap().getOrDefault(name, 0);
  }

  private boolean mayWait() {
    if (waiting.incrementAndGet() <= mostWaiting) {
      return true;
    }
    waiting.decrementAndGet();
    return false;
  }
}
