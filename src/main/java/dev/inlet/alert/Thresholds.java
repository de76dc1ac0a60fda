package dev.inlet.alert;

import java.util.Map;
import java.util.function.IntPredicate;

/**
 * When something is an alert, and when no longer: what lasts already ends at a lower mark than it
 * began at, so that nothing comes and goes by the minute.
 */
final class Thresholds {
  private static final long GIGABYTE = 1L << 30;

  private Thresholds() {}

  /**
   * Answers of an account in a time, as far as they say something about its calls: not that
   * something of ours was away or closed, as during a maintenance, about which no customer can do
   * anything.
   */
  record Answers(long all, long refused) {
    private static final int LOWEST_REFUSAL = 300;
    private static final int LOWEST_FAULT = 500;
    private static final int TYPE_NOT_TAKEN = 501;

    static Answers of(Map<Integer, Long> byStatus) {
      return new Answers(
          count(byStatus, status -> !isOurs(status)),
          count(byStatus, status -> !isOurs(status) && status >= LOWEST_REFUSAL));
    }

    private static boolean isOurs(int status) {
      return status >= LOWEST_FAULT && status != TYPE_NOT_TAKEN;
    }

    private static long count(Map<Integer, Long> byStatus, IntPredicate of) {
      return byStatus.entrySet().stream()
          .filter(one -> of.test(one.getKey()))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    double share() {
      return all == 0 ? 0 : (double) refused / all;
    }
  }

  /**
   * Whether an account's calls are refused far more often than they were.
   *
   * @param now of the last ten minutes
   * @param before of the day before that
   */
  static boolean isSpike(Answers now, Answers before, boolean lasts) {
    return lasts
        ? now.refused() >= 5 && now.share() >= 0.1 && now.share() > 1.2 * before.share()
        : now.refused() >= 20 && now.share() >= 0.25 && now.share() > 2 * before.share();
  }

  /** Whether so many calls are not processed. */
  static boolean isBehind(long waiting, boolean lasts) {
    return waiting >= (lasts ? 5_000 : 10_000);
  }

  /** Whether a subscriber is behind by so many seconds. */
  static boolean isLate(long seconds, boolean lasts) {
    return seconds >= (lasts ? 60 : 600);
  }

  /** Whether a disk is nearly full: by its share, unless that is a lot. */
  static boolean isNearlyFull(Gauges.DiskSpace disk, boolean lasts) {
    double share = (double) disk.free() / Math.max(1, disk.all());
    return share < (lasts ? 0.12 : 0.1) && disk.free() < (lasts ? 24 : 20) * GIGABYTE;
  }

  /** Whether somebody sends around the clock: in so many of the last 24 hours. */
  static boolean isSteady(long hours) {
    return hours >= 20;
  }
}
