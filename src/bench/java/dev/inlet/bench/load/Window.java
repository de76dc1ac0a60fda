package dev.inlet.bench.load;

import java.time.Duration;

/**
 * The measured time of a turn, on the clock of {@link System#nanoTime()}. A call belongs to it when
 * it was due within it, however late its answer came.
 */
record Window(long from, long to) {
  /** The window that opens after {@code warmUp}, counted from now. */
  static Window after(Duration warmUp, Duration measured) {
    long from = System.nanoTime() + warmUp.toNanos();
    return new Window(from, from + measured.toNanos());
  }

  boolean contains(long nanoTime) {
    return nanoTime - from >= 0 && nanoTime - to < 0;
  }

  boolean isOver(long nanoTime) {
    return nanoTime - to >= 0;
  }

  double seconds() {
    return (to - from) / 1e9;
  }
}
