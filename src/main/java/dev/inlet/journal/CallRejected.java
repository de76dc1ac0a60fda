package dev.inlet.journal;

/**
 * The store is well, but these calls cannot be processed: it refuses their data, they are too much
 * at once, or processing them fails. The message says why, and holds no data.
 */
@SuppressWarnings("serial")
public final class CallRejected extends RuntimeException {
  private final String reason;

  /** Rejects calls because of a failure; the reason holds no data. */
  public CallRejected(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** Rejects calls for a reason, which holds no data. */
  public CallRejected(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why they cannot be processed; holds no data. */
  public String reason() {
    return reason;
  }
}
