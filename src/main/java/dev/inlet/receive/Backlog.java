package dev.inlet.receive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many calls of each account are durable and not yet processed.
 *
 * <p>The journal is processed in its order, so whoever puts thousands of calls into it makes all
 * others wait for their 200. Therefore an account has a {@linkplain #WINDOW window} of unprocessed
 * calls, unless nobody else has sent for {@link #ALONE_AFTER}.
 *
 * <p>Not for several threads at once.
 */
final class Backlog {
  /** Some 20 ms of processing. */
  static final int WINDOW = 128;

  static final Duration ALONE_AFTER = Duration.ofSeconds(10);

  private record Stretch(long lastSeq, Map<String, Long> calls) {}

  private final ArrayDeque<Stretch> stretches = new ArrayDeque<>();
  private final Map<String, Long> unprocessed = new HashMap<>();
  private long processedUpTo;
  private @Nullable String latest;
  private @Nullable Long takenTurnsAt;

  /** An account has sent something. */
  void heard(String accountId, long nowNanos) {
    if (latest != null && !latest.equals(accountId)) {
      takenTurnsAt = nowNanos;
    }
    latest = accountId;
  }

  /** How many more calls of an account may become durable now. */
  long room(String accountId, long nowNanos) {
    return isShared(nowNanos) ? WINDOW - unprocessed.getOrDefault(accountId, 0L) : Long.MAX_VALUE;
  }

  /** Whether several accounts are sending. */
  boolean isShared(long nowNanos) {
    return takenTurnsAt != null && nowNanos - takenTurnsAt < ALONE_AFTER.toNanos();
  }

  /** These calls have become durable, in the order of the journal; maybe they are processed too. */
  void journaled(List<Pending> batch) {
    long lastSeq = batch.getLast().lastSeq();
    if (lastSeq <= processedUpTo) {
      return;
    }
    Map<String, Long> calls = new HashMap<>();
    batch.forEach(one -> calls.merge(one.accountId(), (long) one.size(), Long::sum));
    calls.forEach((account, count) -> unprocessed.merge(account, count, Long::sum));
    stretches.add(new Stretch(lastSeq, calls));
  }

  /** Calls up to this sequence number are processed. */
  void processed(long upTo) {
    processedUpTo = upTo;
    while (!stretches.isEmpty() && stretches.getFirst().lastSeq() <= upTo) {
      stretches.removeFirst().calls().forEach(this::forget);
    }
  }

  private void forget(String accountId, long calls) {
    unprocessed.computeIfPresent(
        accountId, (account, count) -> count == calls ? null : Long.valueOf(count - calls));
  }
}
