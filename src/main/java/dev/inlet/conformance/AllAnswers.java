package dev.inlet.conformance;

import dev.inlet.codec.Json;
import dev.inlet.conformance.Result.Sent;
import dev.inlet.tester.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all answers of a trial have in common. */
final class AllAnswers {
  private static final Duration LATE = Duration.ofSeconds(5);
  private static final Duration SLOW = Duration.ofSeconds(3);
  private static final int LONGEST_MESSAGE = 1_000;

  /** Of Java, JavaScript, Python, Ruby, PHP, Go and .NET. */
  private static final Pattern TRACE =
      Pattern.compile(
          "\\bat [\\w.$/<>]+\\(|\\n\\s+at |Traceback \\(most|\\.rb:\\d+:in|#\\d+ /|goroutine \\d+"
              + "|\\.java:\\d+|Exception:");

  private final Destination destination;

  AllAnswers(Destination destination) {
    this.destination = destination;
  }

  /** Whether each answer that is no success says why in the way that Segment shows. */
  Observation messages() {
    int looked = 0;
    for (Sent sent : destination.all()) {
      if (sent.reply() instanceof Reply.Answered answered && answered.status() / 100 != 2) {
        String problem = problem(answered);
        if (problem != null) {
          return Observation.failed("An answer %d %s".formatted(answered.status(), problem), sent);
        }
        looked++;
      }
    }
    return looked == 0
        ? Observation.skipped("Every call was taken")
        : Observation.passed("All of %d answers do".formatted(looked), null);
  }

  private static @Nullable String problem(Reply.Answered answered) {
    List<String> types = answered.headers().getOrDefault("content-type", List.of());
    if (types.stream().noneMatch(type -> type.toLowerCase(Locale.ROOT).contains("json"))) {
      return "has Content-Type " + (types.isEmpty() ? "missing" : types.getFirst());
    }
    if (!Json.isObject(answered.body())) {
      return "is not a JSON object";
    }
    String message = Json.text(Json.object(answered.body()).members().get("message"));
    if (message == null || message.isBlank()) {
      return "has no text under \"message\"";
    }
    return message.length() > LONGEST_MESSAGE
        ? "has a message of %,d characters".formatted(message.length())
        : null;
  }

  /** Whether an answer shows what is the vendor's alone. */
  Observation leaks() {
    for (Sent sent : destination.all()) {
      if (sent.reply() instanceof Reply.Answered answered) {
        String body = answered.body();
        if (TRACE.matcher(body).find()) {
          return Observation.failed(
              "An answer %d shows a stack trace".formatted(answered.status()), sent);
        }
        if (body.stripLeading().startsWith("<")) {
          return Observation.failed("An answer %d is a page".formatted(answered.status()), sent);
        }
      }
    }
    return Observation.passed("None of %d answers does".formatted(destination.all().size()), null);
  }

  /** How long answers took. */
  Observation times() {
    List<Sent> byTime =
        destination.all().stream()
            .sorted((one, other) -> one.reply().took().compareTo(other.reply().took()))
            .toList();
    Sent slowest = byTime.getLast();
    Duration p95 = byTime.get((byTime.size() - 1) * 95 / 100).reply().took();
    String detail =
        "median %d ms, p95 %d ms, slowest %d ms of %d calls"
            .formatted(
                byTime.get(byTime.size() / 2).reply().took().toMillis(),
                p95.toMillis(),
                slowest.reply().took().toMillis(),
                byTime.size());
    if (slowest.reply().took().compareTo(LATE) > 0 || p95.compareTo(SLOW) > 0) {
      return Observation.failed(detail, slowest);
    }
    return slowest.reply().took().compareTo(SLOW) > 0
        ? Observation.warned(detail, slowest)
        : Observation.passed(detail, null);
  }

  /** Whether what had to be tried again was taken, or refused for good, at last. */
  Observation retries() {
    if (destination.triedAgain().isEmpty()) {
      return Observation.skipped("Nothing had to be tried again");
    }
    if (!destination.givenUp().isEmpty()) {
      Sent last = destination.givenUp().getFirst();
      return Observation.failed(
          "%d calls were to be tried again to the end, as with %s"
              .formatted(destination.givenUp().size(), last.answer()),
          last);
    }
    return Observation.warned(
        "%d calls had to be tried again".formatted(destination.triedAgain().size()),
        destination.triedAgain().getFirst());
  }
}
