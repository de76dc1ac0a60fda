package dev.inlet.journal;

import java.time.Duration;

/** How much time has passed, whatever anybody sets the clock to. */
@FunctionalInterface
public interface Uptime {

  /** Since some moment, which stays the same while Inlet runs. */
  Duration soFar();
}
