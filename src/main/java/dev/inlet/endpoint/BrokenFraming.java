package dev.inlet.endpoint;

import io.micronaut.http.HttpStatus;
import java.io.IOException;

/**
 * Says that a request is not HTTP as it is understood here, so that where it ends cannot be told.
 * That is its sender's fault.
 */
final class BrokenFraming extends IOException {
  private static final long serialVersionUID = 1;

  private final HttpStatus status;

  BrokenFraming(String problem) {
    this(HttpStatus.BAD_REQUEST, problem);
  }

  BrokenFraming(HttpStatus status, String problem) {
    super(problem);
    this.status = status;
  }

  /** What the sender is answered. */
  HttpStatus status() {
    return status;
  }

  /** What the sender is told. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
