package dev.inlet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what happens behind the scenes. What takes longer is looked at less often: to look may
 * be dear, such as a server's figures, and takes from what is waited for.
 */
public final class Eventually {
  private static final int SOONEST_MILLIS = 20;
  private static final int LATEST_MILLIS = 100;

  private Eventually() {}

  /**
   * Returns as soon as something is so; fails when it is not within a minute, since others use the
   * machine too.
   */
  public static void become(String what, BooleanSupplier condition) {
    become(what, Duration.ofMinutes(1), condition);
  }

  /**
   * Returns as soon as a map is as expected; fails, with the entries that differ, when it is not
   * within the time.
   *
   * @param circumstances what else to tell then
   */
  public static <K, V> void equal(
      Duration within, Map<K, V> expected, Supplier<Map<K, V>> actual, Supplier<?> circumstances) {
    try {
      become("all is as expected", within, () -> actual.get().equals(expected));
    } catch (AssertionError late) {
      Map<K, V> last = actual.get();
      var missing = new HashMap<>(expected);
      missing.entrySet().removeAll(last.entrySet());
      var wrong = new HashMap<>(last);
      wrong.entrySet().removeAll(expected.entrySet());
      throw new AssertionError(
          "%s; expected %s, but there is %s; %s"
              .formatted(late.getMessage(), missing, wrong, circumstances.get()),
          late);
    }
  }

  /** Returns as soon as something is so; fails when it is not within the time. */
  public static void become(String what, Duration within, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      long waited = (System.nanoTime() - start) / 1_000_000;
      if (waited > within.toMillis()) {
        throw new AssertionError("not within " + within + ": " + what);
      }
      long pause = Math.clamp(waited / 10, SOONEST_MILLIS, LATEST_MILLIS);
      try {
        Thread.sleep(Math.min(pause, within.toMillis() - waited + 1));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
