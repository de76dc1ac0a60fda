package dev.inlet.tester;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came back on a request. */
public sealed interface Reply {
  Duration took();

  /** What Segment would do next. */
  Verdict verdict();

  /**
   * An answer.
   *
   * @param body as text; cut when it is very long
   */
  record Answered(int status, Map<String, List<String>> headers, String body, Duration took)
      implements Reply {
    @Override
    public Verdict verdict() {
      return Verdict.of(status);
    }

    /** The answer's first line and headers. */
    public String head() {
      return "HTTP/1.1 %d\n%s"
          .formatted(
              status,
              headers.entrySet().stream()
                  .map(header -> header.getKey() + ": " + String.join(", ", header.getValue()))
                  .collect(Collectors.joining("\n")));
    }
  }

  /** No answer: no connection, or none in time. */
  record Silent(String reason, Duration took) implements Reply {
    @Override
    public Verdict verdict() {
      return Verdict.RETRIED;
    }
  }
}
