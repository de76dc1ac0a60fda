package dev.inlet.process;

/** The store is well, but refuses the data of a call. The message says why, and holds no data. */
@SuppressWarnings("serial")
public final class CallRejected extends RuntimeException {
  private final String reason;

  public CallRejected(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
