package dev.inlet.journal.commit;

import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Outcome.Unavailable;

/** What is answered when more calls wait than there is room for. */
final class TooMany {
  private TooMany() {}

  /** When it is nobody's doing in particular. */
  static Unavailable ofAll(AnswerPolicy policy) {
    return of(Cause.TOO_MANY_CALLS, policy);
  }

  /** When it is the doing of the account that is told. */
  static Unavailable ofOne(AnswerPolicy policy) {
    return of(policy.flood(), policy);
  }

  private static Unavailable of(Cause cause, AnswerPolicy policy) {
    return new Unavailable(cause, "Too many calls at once", policy.retryAfter());
  }
}
