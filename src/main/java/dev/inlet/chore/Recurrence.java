package dev.inlet.chore;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something is due that is done now and then: at once, and again after a pause. A clock that
 * was set back makes nothing wait. For one thread at a time.
 */
public final class Recurrence {
  private final Duration pause;
  private @Nullable Instant last;

  /**
   * @param pause how long after it was done it is due again
   */
  public Recurrence(Duration pause) {
    this.pause = pause;
  }

  /** Whether it is due by now. */
  public boolean isDue(Instant now) {
    return last == null || now.isBefore(last) || !now.isBefore(last.plus(pause));
  }

  /** Notes that it was done, or begun. */
  public void done(Instant now) {
    last = now;
  }

  /** Has it be due at once. */
  public void again() {
    last = null;
  }
}
