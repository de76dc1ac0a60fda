package dev.inlet;

import java.util.regex.Pattern;

/** What holds for every message to a sender, whatever it says. */
public final class Wording {
  private static final int LONGEST = 160;

  /** What belongs to us and not into a message: names of classes, traces, keys. */
  private static final Pattern OURS =
      Pattern.compile(
          "Exception|Throwable|Error:|\\bat [a-z]+\\.|java\\.|jdk\\.|io\\.netty|io\\.micronaut"
              + "|com\\.fasterxml|dev\\.inlet|org\\.h2|inlet_[a-z0-9]|\\p{Cntrl}");

  private Wording() {}

  /** Whether a message may be shown: there is one, it is short, and it gives nothing away. */
  public static boolean isFit(String message) {
    return !message.isBlank() && message.length() <= LONGEST && !OURS.matcher(message).find();
  }
}
