package dev.inlet.storage.kafka;

import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Up to when all calls that were acknowledged are known to be moved: while more come all the time,
 * no look finds that nothing is behind. So the ends of one look are held against the places of
 * those that follow. What is looked is told by one thread.
 */
final class MovedUpTo {
  private volatile Instant reached = Instant.MIN;
  private Instant seenAt = Instant.MIN;
  private long[] ends = {};

  /**
   * Notes what was seen.
   *
   * @param at before the ends were asked for
   * @param now where each partition ended then
   * @param moved up to where each was moved at least, by its number
   */
  void seen(Instant at, long[] now, Map<Integer, Long> moved) {
    if (isMoved(ends, moved)) {
      reached = seenAt;
      seenAt = at;
      ends = now;
    }
    if (isMoved(ends, moved)) {
      reached = seenAt;
    }
  }

  private static boolean isMoved(long[] ends, Map<Integer, Long> moved) {
    return IntStream.range(0, ends.length).allMatch(i -> moved.getOrDefault(i, 0L) >= ends[i]);
  }

  /** Whether all that was acknowledged before a time is moved. */
  boolean hasReached(Instant time) {
    return !reached.isBefore(time);
  }
}
