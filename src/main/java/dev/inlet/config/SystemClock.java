package dev.inlet.config;

import java.time.InstantSource;

/** The one real clock. Everything else is given it. */
public final class SystemClock {
  private SystemClock() {}

  /** The system's clock. */
  public static InstantSource get() {
    return InstantSource.system();
  }
}
