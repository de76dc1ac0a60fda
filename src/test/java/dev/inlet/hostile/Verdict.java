package dev.inlet.hostile;

import java.util.Set;

/**
 * What may come of a request.
 *
 * @param statuses the answers it may get
 * @param mayBeClosed whether the connection may be closed without an answer, as HTTP allows where
 *     its own framing is broken
 */
record Verdict(Set<Integer> statuses, boolean mayBeClosed) {
  static final Verdict TAKEN = new Verdict(Set.of(200, 202), false);
  static final Verdict MALFORMED = of(400);
  static final Verdict UNAUTHORISED = of(401);
  static final Verdict UNSUPPORTED = of(501);

  /** Whatever the contract has for a call that is understood. */
  static final Verdict DOCUMENTED = new Verdict(Set.of(200, 202, 400, 401, 403, 501), false);

  /** The framing is broken: nothing is taken, and the connection ends. */
  static final Verdict BROKEN = new Verdict(Set.of(400, 401, 404, 405, 501, 503, 505), true);

  /** The request may be read one way or another, but what is hidden in it may not be found. */
  static final Verdict HARMLESS = new Verdict(Set.of(200, 202, 400, 401, 404, 405, 501, 505), true);

  static Verdict of(Integer... statuses) {
    return new Verdict(Set.of(statuses), false);
  }

  static Verdict takenIf(boolean good) {
    return good ? TAKEN : MALFORMED;
  }
}
