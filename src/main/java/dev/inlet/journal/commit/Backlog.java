package dev.inlet.journal.commit;

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
 * calls, unless nobody else has sent for {@link #ALONE_AFTER}. While processing stands still nobody
 * gets a 200, and there are no windows: calls are answered 202 rather than 503.
 *
 * <p>Not for several threads at once.
 */
final class Backlog {
  /** Some 20 ms of processing. */
  static final int WINDOW = 128;

  static final Duration ALONE_AFTER = Duration.ofSeconds(10);

  /** When processing stands still: no batch takes as long. */
  static final Duration STALLED_AFTER = Duration.ofSeconds(1);

  private record Stretch(long lastSeq, Map<String, Long> calls) {}

  private final ArrayDeque<Stretch> stretches = new ArrayDeque<>();
  private final Map<String, Long> unprocessed = new HashMap<>();
  private long processedUpTo;

  /** When something was processed, or there was something to be processed again. */
  private long movedAt;

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
    return isShared(nowNanos) && !isStalled(nowNanos)
        ? WINDOW - unprocessed.getOrDefault(accountId, 0L)
        : Long.MAX_VALUE;
  }

  private boolean isStalled(long nowNanos) {
    return !stretches.isEmpty() && nowNanos - movedAt > STALLED_AFTER.toNanos();
  }

  /** Whether several accounts are sending. */
  boolean isShared(long nowNanos) {
    return takenTurnsAt != null && nowNanos - takenTurnsAt < ALONE_AFTER.toNanos();
  }

  /** These calls have become durable, in the order of the journal; maybe they are processed too. */
  void journaled(List<WaitingRequest> batch, long nowNanos) {
    long lastSeq = batch.getLast().lastSeq();
    if (lastSeq <= processedUpTo) {
      return;
    }
    if (stretches.isEmpty()) {
      movedAt = nowNanos;
    }
    Map<String, Long> calls = new HashMap<>();
    batch.forEach(one -> calls.merge(one.accountId(), (long) one.size(), Long::sum));
    calls.forEach((account, count) -> unprocessed.merge(account, count, Long::sum));
    stretches.add(new Stretch(lastSeq, calls));
  }

  /** Calls up to this sequence number are processed. */
  void processed(long upTo, long nowNanos) {
    if (upTo > processedUpTo) {
      movedAt = nowNanos;
    }
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
