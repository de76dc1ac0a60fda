package dev.inlet.console.tester;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Asks again and again whether something has become so. */
final class Polling {
  private Polling() {}

  /**
   * Waits until it is so.
   *
   * @param patience how long at most
   * @param pause between two looks
   * @return false when it has not become so in that time, or somebody wants this thread to end
   */
  static boolean until(BooleanSupplier isSo, Duration patience, Duration pause) {
    long start = System.nanoTime();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - start > patience.toNanos() || !sleep(pause)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sleep(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
