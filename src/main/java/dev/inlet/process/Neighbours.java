package dev.inlet.process;

import java.time.Duration;

/**
 * How soon to look at the journal again for calls that other instances have taken: soon while they
 * take any, since their senders wait for 200.
 *
 * <p>Of one thread.
 */
final class Neighbours {
  static final Duration SOON = Duration.ofMillis(20);
  static final Duration QUIET = Duration.ofMillis(100);

  /** Where nobody else appends. */
  static final Duration ALONE = Duration.ofSeconds(1);

  /** For how long they are thought of after they took a call. */
  static final Duration REMEMBERED = Duration.ofSeconds(10);

  private final boolean mayExist;
  private long journaled;
  private boolean wereHeard;
  private long heardAt;

  /**
   * @param mayExist whether other instances may append to the same journal
   */
  Neighbours(boolean mayExist) {
    this.mayExist = mayExist;
  }

  /**
   * The journal was looked at.
   *
   * @param last where it ends
   * @param ours the last call that this instance appended
   */
  void looked(long last, long ours, long nowNanos) {
    if (last > Math.max(journaled, ours)) {
      wereHeard = true;
      heardAt = nowNanos;
    }
    journaled = Math.max(last, ours);
  }

  /** How long to wait before the next look. */
  Duration pause(long nowNanos) {
    if (!mayExist) {
      return ALONE;
    }
    return wereHeard && nowNanos - heardAt < REMEMBERED.toNanos() ? SOON : QUIET;
  }
}
