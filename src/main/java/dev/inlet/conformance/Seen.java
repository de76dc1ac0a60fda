package dev.inlet.conformance;

import dev.inlet.conformance.Result.Outcome;
import dev.inlet.conformance.Result.Sent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen of a requirement. */
record Seen(Outcome outcome, String detail, @Nullable Sent shown) {
  static Seen passed(String detail, @Nullable Sent shown) {
    return new Seen(Outcome.PASSED, detail, shown);
  }

  static Seen warned(String detail, @Nullable Sent shown) {
    return new Seen(Outcome.WARNED, detail, shown);
  }

  static Seen failed(String detail, @Nullable Sent shown) {
    return new Seen(Outcome.FAILED, detail, shown);
  }

  static Seen skipped(String detail) {
    return new Seen(Outcome.SKIPPED, detail, null);
  }

  /** Passed by one of these statuses. */
  static Seen status(Sent sent, Integer... right) {
    List<Integer> all = List.of(right);
    return all.contains(sent.status())
        ? passed("It answered " + sent.status(), sent)
        : failed("It answered %s, not %s".formatted(sent.answer(), all.getFirst()), sent);
  }

  /** Passed by 200 or 202, or by one of these statuses. */
  static Seen taken(Sent sent, Integer... otherwise) {
    int status = sent.status();
    if (status == 200 || status == 202 || List.of(otherwise).contains(status)) {
      return passed("It answered " + status, sent);
    }
    return status / 100 == 2
        ? warned("It answered " + status + "; Segment's document knows 200 and 202", sent)
        : failed("It answered " + sent.answer(), sent);
  }
}
