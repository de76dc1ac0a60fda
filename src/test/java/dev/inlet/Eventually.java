package dev.inlet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

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
