package dev.inlet.fault;

/**
 * Inlet and its database are well, but somebody asked for more than they do for one who asks. The
 * message says so, and what to do instead; it holds nothing of what people sent.
 */
@SuppressWarnings("serial")
public final class TooMuch extends RuntimeException {

  /**
   * @param message what is too much, and what to do; at most 160 characters
   */
  public TooMuch(String message, Throwable cause) {
    super(message, cause);
  }

  /** Somebody asked for more than fits into memory. */
  public TooMuch(String message) {
    super(message);
  }

  /** What is too much, and what to do instead. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
