package dev.inlet.delivery;

import java.io.IOException;

/**
 * Says that too much comes at once for something that a delivery needs, which neither it nor we are
 * to blame for. It is answered 503, and worth no line in the log, because it comes by the thousand.
 */
public final class Crowded extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * @param problem what the sender is told
   */
  public Crowded(String problem) {
    super(problem);
  }

  /** What the sender is told. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
