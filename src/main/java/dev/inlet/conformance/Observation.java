package dev.inlet.conformance;

import dev.inlet.conformance.Result.Outcome;
import dev.inlet.conformance.Result.Sent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen of a requirement. */
record Observation(Outcome outcome, String detail, @Nullable Sent shown) {
  static Observation passed(String detail, @Nullable Sent shown) {
    return new Observation(Outcome.PASSED, detail, shown);
  }

  static Observation warned(String detail, @Nullable Sent shown) {
    return new Observation(Outcome.WARNED, detail, shown);
  }

  static Observation failed(String detail, @Nullable Sent shown) {
    return new Observation(Outcome.FAILED, detail, shown);
  }

  static Observation skipped(String detail) {
    return new Observation(Outcome.SKIPPED, detail, null);
  }

  /** Passed by one of these statuses. */
  static Observation status(Sent sent, Integer... right) {
    List<Integer> all = List.of(right);
    return all.contains(sent.status())
        ? passed("It answered " + sent.status(), sent)
        : failed("It answered %s, not %s".formatted(sent.answer(), all.getFirst()), sent);
  }

  /** Passed by 200 or 202, or by one of these statuses. */
  static Observation taken(Sent sent, Integer... otherwise) {
    int status = sent.status();
    if (status == 200 || status == 202 || List.of(otherwise).contains(status)) {
      return passed("It answered " + status, sent);
    }
    return status / 100 == 2
        ? warned("It answered " + status + "; Segment's document knows 200 and 202", sent)
        : failed("It answered " + sent.answer(), sent);
  }
}
