package dev.inlet.forward;

import java.time.Duration;
import java.time.Instant;

/**
 * How often those who send changes look for more while there always are some. What they are shown
 * is forced to the disk first, and each force on H2 holds up calls; so they look together.
 */
public final class ForwardPace {
  private static final long MILLIS = 200;

  /** While there is much each time, one force serves more. */
  private static final long MILLIS_OF_MUCH = 1_000;

  private static final int MUCH = 500;

  private ForwardPace() {}

  /**
   * How long one rests who has sent all that there was, until all look again.
   *
   * @param sent how many changes were sent since the last look
   */
  public static Duration rest(Instant now, int sent) {
    long every = sent < MUCH ? MILLIS : MILLIS_OF_MUCH;
    return Duration.ofMillis(every - Math.floorMod(now.toEpochMilli(), every));
  }
}
