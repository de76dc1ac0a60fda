package dev.inlet.command.remote;

/** What somebody gave a command is wrong, as the server says, which has done nothing then. */
@SuppressWarnings("serial")
public final class WrongInput extends Failed {
  /** The message is what is printed. */
  public WrongInput(String message) {
    super(message);
  }
}
