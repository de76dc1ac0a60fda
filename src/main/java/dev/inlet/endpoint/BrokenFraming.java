package dev.inlet.endpoint;

import java.io.IOException;

/** Says that where a request ends cannot be told, which is its sender's fault. */
final class BrokenFraming extends IOException {
  private static final long serialVersionUID = 1;

  BrokenFraming(String problem) {
    super(problem);
  }

  /** What the sender is told. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
