package dev.inlet.simulation;

/** Inlet has not kept what it promises. */
@SuppressWarnings("serial")
final class Violation extends AssertionError {
  Violation(String what) {
    super(what);
  }

  Violation(String what, Throwable cause) {
    super(what, cause);
  }
}
