package dev.inlet.endpoint;

import dev.inlet.delivery.Outcome;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The body of every answer that is an error.
 *
 * @param message what is wrong and what to change, at most {@value #MAX_LENGTH} characters
 */
@Serdeable
public record ErrorBody(String message) {
  static final int MAX_LENGTH = Outcome.LONGEST_MESSAGE;

  /** An error body whose message is cut to the length that Segment shows. */
  public static ErrorBody of(String message) {
    if (message.length() <= MAX_LENGTH) {
      return new ErrorBody(message);
    }
    int end = MAX_LENGTH - 1;
    boolean splitsPair = Character.isHighSurrogate(message.charAt(end - 1));
    return new ErrorBody(message.substring(0, splitsPair ? end - 1 : end) + "…");
  }
}
