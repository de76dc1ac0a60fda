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
 * others wait for their 200. Therefore an account may have no more unprocessed calls than are
 * processed within {@link #WINDOW}, unless nobody else has sent for {@link #ALONE_AFTER}. Once
 * processing is {@link #BEHIND_AFTER} behind, nobody gets a 200 in time, and the window of those
 * who are not to blame would only turn their 202 into 503: it is an even share of all that is
 * unprocessed then, {@link #WINDOW_BEHIND} at least and {@link #WIDEST_WINDOW_BEHIND} at most, of
 * which whoever is to blame has more already. While processing stands still there are no windows.
 *
 * <p>Not for several threads at once.
 */
final class Backlog {
  static final Duration WINDOW = Duration.ofMillis(20);

  /** Far below {@link #BEHIND_AFTER}, so that it is no reason to stay behind. */
  static final Duration WINDOW_BEHIND = Duration.ofMillis(100);

  /** Enough for a minute of what a well-behaved sender sends while all of it waits. */
  static final Duration WIDEST_WINDOW_BEHIND = Duration.ofSeconds(2);

  static final Duration BEHIND_AFTER = Duration.ofSeconds(1);

  static final Duration ALONE_AFTER = Duration.ofSeconds(10);

  /** When processing stands still: no batch takes as long, not of the heaviest people. */
  static final Duration STALLED_AFTER = Duration.ofSeconds(5);

  private record Stretch(long lastSeq, Map<String, Long> calls, long journaledAt) {}

  private final ProcessingCost cost;
  private final ArrayDeque<Stretch> stretches = new ArrayDeque<>();
  private final Map<String, Long> unprocessed = new HashMap<>();
  private long processedUpTo;

  /** When something was processed, or there was something to be processed again. */
  private long movedAt;

  /** Reckoned once for everybody who is asked about at a time. */
  private long evenShare;

  private @Nullable Long sharedAt;

  private @Nullable String latest;
  private @Nullable Long takenTurnsAt;

  Backlog(ProcessingCost cost) {
    this.cost = cost;
  }

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
        ? window(accountId, nowNanos) - unprocessed.getOrDefault(accountId, 0L)
        : Long.MAX_VALUE;
  }

  /** How many of its calls an account may have unprocessed; one always. */
  private long window(String accountId, long nowNanos) {
    long nanos =
        isBehind(nowNanos)
            ? Math.clamp(
                evenShare(nowNanos), WINDOW_BEHIND.toNanos(), WIDEST_WINDOW_BEHIND.toNanos())
            : WINDOW.toNanos();
    return Math.max(1, nanos / cost.ofCall(accountId));
  }

  /** What each account would have unprocessed, in nanoseconds, if all of them had as much. */
  private long evenShare(long nowNanos) {
    if (sharedAt == null || sharedAt != nowNanos) {
      sharedAt = nowNanos;
      long all = 0;
      for (Map.Entry<String, Long> account : unprocessed.entrySet()) {
        all += account.getValue() * cost.ofCall(account.getKey());
      }
      evenShare = all / Math.max(1, unprocessed.size());
    }
    return evenShare;
  }

  private boolean isBehind(long nowNanos) {
    return !stretches.isEmpty()
        && nowNanos - stretches.getFirst().journaledAt() > BEHIND_AFTER.toNanos();
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
    stretches.add(new Stretch(lastSeq, calls, nowNanos));
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
