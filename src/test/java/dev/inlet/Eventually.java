package dev.inlet;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what happens behind the scenes. */
public final class Eventually {
  private Eventually() {}

  /**
   * Returns as soon as something is so; fails when it is not within a minute, since others use the
   * machine too.
   */
  public static void become(String what, BooleanSupplier condition) {
    become(what, Duration.ofMinutes(1), condition);
  }

  /** Returns as soon as something is so; fails when it is not within the time. */
  public static void become(String what, Duration within, BooleanSupplier condition) {
    long latest = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > latest) {
        throw new AssertionError("not within " + within + ": " + what);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
