package dev.inlet.codec;

/** The way a message came, which decides what its clocks mean. */
public enum Route {
  /** Through Segment, which set {@code receivedAt} and corrected {@code timestamp}. */
  RELAYED,
  /**
   * Straight from its sender: Inlet is the first to receive it, and {@code timestamp} is by the
   * sender's own clock.
   */
  DIRECT
}
