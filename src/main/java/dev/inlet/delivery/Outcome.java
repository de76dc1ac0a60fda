package dev.inlet.delivery;

import java.time.Duration;
import java.util.List;

/**
 * What is answered to a delivery, and why. Refusals are expected, so they are outcomes and not
 * exceptions.
 */
public sealed interface Outcome {
  /** The longest {@link Refused#message} that Segment shows whole, in characters. */
  int LONGEST_MESSAGE = 160;

  Outcome PROCESSED = new Processed();
  Outcome ACCEPTED = new Accepted();

  /** The call is durable and done. */
  record Processed() implements Outcome {}

  /** The call is durable, and will be done. */
  record Accepted() implements Outcome {}

  /**
   * Some calls of a batch are durable, and others of it are not taken.
   *
   * @param taken what became of those that are
   * @param refused the others, in their order; one at least
   */
  record Partial(Outcome taken, List<RefusedCall> refused) implements Outcome {}

  /**
   * A call of a batch that is not taken, while others of it are.
   *
   * @param index where it stood in the batch, from 0
   * @param message what is wrong with it and what to change
   */
  record RefusedCall(int index, String message) {}

  /** The call is not taken. Nothing of it was stored that could have an effect later. */
  sealed interface Refused extends Outcome {
    /** What is wrong and what to change, for the person who reads it inside Segment. */
    String message();
  }

  /** The call itself is wrong; Segment will not send it again. */
  record Malformed(String message) implements Refused {}

  /** The API key is wrong; Segment will not send the call again. */
  record Unauthorised(String message) implements Refused {}

  /** The API key is good but does not allow this; Segment will not send the call again. */
  record Forbidden(String message) implements Refused {}

  /** Calls of this type are not taken here; Segment will not send it again. */
  record Unsupported(String message) implements Refused {}

  /**
   * Not now, through no fault of the call. Segment sends it again for four hours.
   *
   * @param retryAfter how long to wait before the next try
   * @param isLast whether nothing more is answered on this connection, because Inlet stops
   */
  record Unavailable(String message, Duration retryAfter, boolean isLast) implements Refused {
    /** Not now, on a connection that stays open. */
    public Unavailable(String message, Duration retryAfter) {
      this(message, retryAfter, false);
    }
  }

  /** The status that Segment's documentation assigns to an outcome. */
  static int status(Outcome outcome) {
    return switch (outcome) {
      case Processed processed -> 200;
      case Accepted accepted -> 202;
      case Partial partial -> status(partial.taken());
      case Malformed malformed -> 400;
      case Unauthorised unauthorised -> 401;
      case Forbidden forbidden -> 403;
      case Unsupported unsupported -> 501;
      case Unavailable unavailable -> 503;
    };
  }
}
