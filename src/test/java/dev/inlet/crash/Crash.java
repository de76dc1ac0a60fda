package dev.inlet.crash;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends this process at its crash point, as kill -9 does: nothing is flushed, closed or told. */
final class Crash {
  private static volatile Crash ahead = new Crash(null);

  private final CrashPoint point;
  private final AtomicInteger reached = new AtomicInteger();

  private Crash(CrashPoint point) {
    this.point = point;
  }

  /** The one that this process is to die of. */
  static Crash ahead() {
    return ahead;
  }

  /** Has this process die at a point, counted from now on. */
  static void ahead(CrashPoint point) {
    ahead = new Crash(point);
  }

  /** Takes a step, if the process survives that. */
  <T> T around(Step step, Callable<T> work) throws Exception {
    reach(CrashPoint.Side.BEFORE, step);
    T result = work.call();
    reach(CrashPoint.Side.AFTER, step);
    return result;
  }

  void reach(CrashPoint.Side side, Step step) {
    if (point != null
        && point.side() == side
        && point.step() == step
        && reached.incrementAndGet() == point.occurrence()) {
      Runtime.getRuntime().halt(CrashPoint.EXIT_CODE);
    }
  }
}
