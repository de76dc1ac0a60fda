package dev.inlet.forward;

import java.time.Duration;
import java.time.Instant;

/**
 * How often those who send changes look for more while there always are some. What they are shown
 * is forced to the disk first, and each force on H2 holds up calls; so they look together.
 */
public final class ForwardPace {
  private static final long MILLIS = 200;

  private ForwardPace() {}

  /** How long one rests who has sent all that there was, until all look again. */
  public static Duration rest(Instant now) {
    return Duration.ofMillis(MILLIS - Math.floorMod(now.toEpochMilli(), MILLIS));
  }
}
