package dev.inlet;

/** Why something failed: the innermost cause says what to change, the outer ones name beans. */
public final class Causes {
  private Causes() {}

  /** The innermost cause of a failure, or the failure itself. */
  public static Throwable innermost(Throwable failure) {
    return failure.getCause() == null ? failure : innermost(failure.getCause());
  }

  /** What that says. */
  public static String message(Throwable failure) {
    return String.valueOf(innermost(failure).getMessage());
  }
}
