package dev.inlet.command.remote;

import dev.inlet.call.JsonObject;
import java.util.Locale;

/** One that prints a secret as it is issued. */
abstract class IssuingCommand extends ServerCommand {
  private final String what;

  /**
   * A word of its own.
   *
   * @param what is issued, such as {@code key}; the answer has the secret under that name
   */
  IssuingCommand(Surroundings around, String what) {
    super(around);
    this.what = what;
  }

  /** The secret alone is what was asked for, so that a shell can keep it. */
  final void printIssued(JsonObject issued) {
    print(issued, one -> Members.shown(one, what));
    if (!isJson()) {
      around()
          .err()
          .printf(
              "%s %s: it is shown this once, and never again%n",
              what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1),
              Members.shown(issued, "id"));
    }
  }
}
