package dev.inlet.journal.commit;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses between tries, each twice as long as the one before, up to a bound. */
public final class Backoff {
  private static final Logger LOG = LoggerFactory.getLogger(Backoff.class);
  private static final Duration FIRST = Duration.ofMillis(20);

  private final Duration longest;
  private Duration next = FIRST;

  /** Begins with a short pause; none is longer than this. */
  public Backoff(Duration longest) {
    this.longest = longest;
  }

  /** Pauses the thread, which goes on even when it is interrupted: giving up would lose calls. */
  public void pause() {
    try {
      Thread.sleep(next);
    } catch (InterruptedException e) {
      LOG.warn("{} was interrupted, and goes on", Thread.currentThread().getName());
    }
    Duration twice = next.multipliedBy(2);
    next = twice.compareTo(longest) < 0 ? twice : longest;
  }

  /** Begins again, after a try that succeeded. */
  public void reset() {
    next = FIRST;
  }
}
