package dev.inlet.conformance;

import dev.inlet.tester.HttpCall;
import dev.inlet.tester.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a destination meets a requirement.
 *
 * @param detail what was seen, as a sentence
 * @param shown the request and its answer that tell most about it; null when there is none
 */
public record Result(
    Requirement requirement, Outcome outcome, String detail, Duration took, @Nullable Sent shown) {

  /** How it ended. */
  public enum Outcome {
    PASSED("passed"),
    /** It works, and a reviewer may ask about it. */
    WARNED("warning"),
    FAILED("FAILED"),
    /** It could not be tried. */
    SKIPPED("skipped");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    /** Its name in reports. */
    public String word() {
      return word;
    }
  }

  /** A request, and what came back. */
  public record Sent(HttpCall call, Reply reply) {

    /** The status of the answer; 0 when there was none. */
    public int status() {
      return reply instanceof Reply.Answered answered ? answered.status() : 0;
    }

    /** The status, or why there is none. */
    public String answer() {
      return switch (reply) {
        case Reply.Answered answered -> Integer.toString(answered.status());
        case Reply.Silent silent -> "no answer (" + silent.reason() + ")";
      };
    }
  }
}
