package dev.inlet.operate;

/**
 * Something an administrator asked for cannot be done. The faces turn it into an answer of theirs.
 */
@SuppressWarnings("serial")
public final class OperationRefused extends RuntimeException {
  /** Why something cannot be done. */
  public enum Reason {
    /** What was sent is wrong, and has to change. */
    WRONG,
    /** What was asked for does not exist. */
    MISSING,
    /** It stands against what is there already. */
    TAKEN,
    /** What was asked for is not kept any more. */
    GONE
  }

  private final Reason reason;

  private OperationRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** What was sent is wrong; the message says what to send instead. */
  public static OperationRefused wrong(String message) {
    return new OperationRefused(Reason.WRONG, message);
  }

  /** What was asked for does not exist. */
  public static OperationRefused missing(String message) {
    return new OperationRefused(Reason.MISSING, message);
  }

  /** It stands against what is there already. */
  public static OperationRefused taken(String message) {
    return new OperationRefused(Reason.TAKEN, message);
  }

  /** What was asked for is not kept any more; the message says how to go on. */
  public static OperationRefused gone(String message) {
    return new OperationRefused(Reason.GONE, message);
  }

  /** There is no such account. */
  public static OperationRefused noSuchAccount(String account) {
    return missing("No such account: " + account);
  }

  /** The account has no such contact. */
  public static OperationRefused noSuchContact(String account, String id) {
    return missing("Account %s has no contact %s".formatted(account, id));
  }

  /** Why it cannot be done; a face makes its status of it. */
  public Reason reason() {
    return reason;
  }

  /** What is wrong, and what to change. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
