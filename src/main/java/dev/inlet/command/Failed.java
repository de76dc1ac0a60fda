package dev.inlet.command;

/** A command could not do what it was asked for. The message says why, in one line. */
@SuppressWarnings("serial")
final class Failed extends RuntimeException {
  Failed(String message) {
    super(message);
  }
}
