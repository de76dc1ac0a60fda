package dev.inlet.command;

/** What a command ends with. */
final class ExitCode {
  /** It did what it was asked for, and all is as it should be. */
  static final int DONE = 0;

  /** It could not, or something is not as it should be. */
  static final int FAILED = 1;

  /** It was called wrongly, and has done nothing. */
  static final int WRONG_USAGE = 2;

  private ExitCode() {}

  /** By whether all is as it should be. */
  static int of(boolean isWell) {
    return isWell ? DONE : FAILED;
  }
}
