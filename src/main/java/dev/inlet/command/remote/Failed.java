package dev.inlet.command.remote;

/** A command could not do what it was asked for. The message says why, in one line. */
@SuppressWarnings("serial")
public sealed class Failed extends RuntimeException permits WrongInput {
  /** The message is what is printed. */
  public Failed(String message) {
    super(message);
  }
}
