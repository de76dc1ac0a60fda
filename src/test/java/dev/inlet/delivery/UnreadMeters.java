package dev.inlet.delivery;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/** Meters that count for nobody. */
public final class UnreadMeters {
  private UnreadMeters() {}

  /** Of what was repaired. */
  public static WarningMeter ofWarnings() {
    return new WarningMeter(new CompositeMeterRegistry());
  }
}
