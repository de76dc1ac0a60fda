package dev.inlet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The real time, which began some while ago and is moved on until it is now. */
public final class SteppedClock implements InstantSource {
  private volatile Duration behind;

  public SteppedClock(Duration behind) {
    this.behind = behind;
  }

  /** Moves it on, but never past now. */
  public void step(Duration length) {
    Duration left = behind.minus(length);
    behind = left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether it is not now yet. */
  public boolean isBehind() {
    return behind.isPositive();
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().minus(behind);
  }
}
