package dev.inlet.chore;

/** Something to be done beside the calls, in steps so small that they hold nothing up. */
public interface Chore {

  /**
   * Does the next step, in milliseconds rather than seconds. It may throw, and is tried again.
   *
   * @return whether there is more to do at once
   */
  boolean step();
}
