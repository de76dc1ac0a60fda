package dev.inlet.delivery;

import dev.inlet.codec.Parsed;
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
   * @param refused why not; its message does not say where it stood
   */
  record RefusedCall(int index, Rejected refused) {}

  /** The call is not taken. Nothing of it was stored that could have an effect later. */
  sealed interface Refused extends Outcome {
    /** Why, and what follows from that. */
    Cause cause();

    /** What is wrong and what to change, for the person who reads it inside Segment. */
    String message();
  }

  /**
   * The call is not taken, and Segment will not send it again.
   *
   * @param cause one that is not tried again
   */
  record Rejected(Cause cause, String message) implements Refused {
    /** Refuses a cause that asks for another try. */
    public Rejected {
      if (cause.isRetried()) {
        throw new IllegalArgumentException(cause + " is no reason to give a call up");
      }
    }

    /** Why a body, or a call in it, could not be read. */
    public static Rejected of(Parsed.Bad<?> bad) {
      return new Rejected(Cause.of(bad.flaw()), bad.problem());
    }
  }

  /**
   * Not now, through no fault of the call. Segment sends it again for four hours.
   *
   * @param cause one that is tried again
   * @param retryAfter how long to wait before the next try
   * @param isLast whether nothing more is answered on this connection, because Inlet stops
   */
  record Unavailable(Cause cause, String message, Duration retryAfter, boolean isLast)
      implements Refused {
    /** Refuses a cause that no other try helps. */
    public Unavailable {
      if (!cause.isRetried()) {
        throw new IllegalArgumentException(cause + " is no reason to try again");
      }
    }

    /** Not now, on a connection that stays open. */
    public Unavailable(Cause cause, String message, Duration retryAfter) {
      this(cause, message, retryAfter, false);
    }
  }

  /** The status that Segment's documentation assigns to an outcome. */
  static int status(Outcome outcome) {
    return switch (outcome) {
      case Processed processed -> 200;
      case Accepted accepted -> 202;
      case Partial partial -> status(partial.taken());
      case Refused refused -> refused.cause().status();
    };
  }
}
