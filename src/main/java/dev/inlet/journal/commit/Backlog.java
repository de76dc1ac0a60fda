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
 * <p>Old calls, as of a replay, can wait: while anybody sends calls as they happen, all old ones
 * together may be no more than are processed within {@link #WINDOW_OLD}, whatever else holds.
 *
 * <p>Not for several threads at once.
 */
final class Backlog {
  static final Duration WINDOW = Duration.ofMillis(20);

  /** Little beside what a call takes anyhow, which is why whoever waits for 200 hardly feels it. */
  static final Duration WINDOW_OLD = Duration.ofMillis(5);

  /** Far below {@link #BEHIND_AFTER}, so that it is no reason to stay behind. */
  static final Duration WINDOW_BEHIND = Duration.ofMillis(100);

  /** Enough for a minute of what a well-behaved sender sends while all of it waits. */
  static final Duration WIDEST_WINDOW_BEHIND = Duration.ofSeconds(2);

  static final Duration BEHIND_AFTER = Duration.ofSeconds(1);

  static final Duration ALONE_AFTER = Duration.ofSeconds(10);

  /** When processing stands still: no batch takes as long, not of the heaviest people. */
  static final Duration STALLED_AFTER = Duration.ofSeconds(5);

  private record Stretch(long lastSeq, Map<Lane, Long> calls, long journaledAt) {}

  private final ProcessingCost cost;
  private final ArrayDeque<Stretch> stretches = new ArrayDeque<>();
  private final Map<Lane, Long> unprocessed = new HashMap<>();
  private long processedUpTo;

  /** When something was processed, or there was something to be processed again. */
  private long movedAt;

  /** Reckoned once for everybody who is asked about at a time. */
  private long evenShare;

  private @Nullable Long sharedAt;

  private @Nullable String latest;
  private @Nullable Long takenTurnsAt;

  /** When the last call came that was not old. */
  private @Nullable Long liveAt;

  Backlog(ProcessingCost cost) {
    this.cost = cost;
  }

  /** An account has sent something. */
  void heard(Lane lane, long nowNanos) {
    if (latest != null && !latest.equals(lane.accountId())) {
      takenTurnsAt = nowNanos;
    }
    latest = lane.accountId();
    if (!lane.isOld()) {
      liveAt = nowNanos;
    }
  }

  /** How many more calls of a lane may become durable now. */
  long room(Lane lane, long nowNanos) {
    if (lane.isOld() && liveAt != null && nowNanos - liveAt < ALONE_AFTER.toNanos()) {
      return roomForOld(lane.accountId());
    }
    return isShared(nowNanos) && !isStalled(nowNanos)
        ? window(lane.accountId(), nowNanos) - unprocessed.getOrDefault(lane, 0L)
        : Long.MAX_VALUE;
  }

  /** One always, when there is none yet. */
  private long roomForOld(String accountId) {
    long nanos = 0;
    for (Map.Entry<Lane, Long> lane : unprocessed.entrySet()) {
      if (lane.getKey().isOld()) {
        nanos += nanos(lane);
      }
    }
    long room = (WINDOW_OLD.toNanos() - nanos) / cost.ofCall(accountId);
    return nanos == 0 ? Math.max(1, room) : room;
  }

  private long nanos(Map.Entry<Lane, Long> lane) {
    return lane.getValue() * cost.ofCall(lane.getKey().accountId());
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

  /** What each lane would have unprocessed, in nanoseconds, if all of them had as much. */
  private long evenShare(long nowNanos) {
    if (sharedAt == null || sharedAt != nowNanos) {
      sharedAt = nowNanos;
      long all = 0;
      for (Map.Entry<Lane, Long> lane : unprocessed.entrySet()) {
        all += nanos(lane);
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
    Map<Lane, Long> calls = new HashMap<>();
    batch.forEach(one -> calls.merge(one.lane(), (long) one.size(), Long::sum));
    calls.forEach((lane, count) -> unprocessed.merge(lane, count, Long::sum));
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

  private void forget(Lane lane, long calls) {
    unprocessed.computeIfPresent(
        lane, (its, count) -> count == calls ? null : Long.valueOf(count - calls));
  }
}
