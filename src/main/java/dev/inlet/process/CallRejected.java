package dev.inlet.process;

/** The store is well, but refuses the data of a call. */
@SuppressWarnings("serial")
public final class CallRejected extends RuntimeException {
  public CallRejected(Throwable cause) {
    super(cause);
  }
}
