package dev.inlet.conformance;

import dev.inlet.call.CallType;
import dev.inlet.codec.Json;
import dev.inlet.conformance.Result.Outcome;
import dev.inlet.conformance.Result.Sent;
import dev.inlet.tester.Draft;
import dev.inlet.tester.HttpCall;
import dev.inlet.tester.Reply;
import dev.inlet.tester.ScenarioRun.Door;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tries every requirement on a destination, one after the other. What is sent are real calls about
 * people who do not exist; they stay there.
 */
public final class Suite {
  private static final int AT_ONCE = 50;
  private static final int LARGE = 31 * 1024;
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration DECADE = Duration.ofDays(3_652);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String AUTHORIZATION = "Authorization";
  private static final String SETTINGS = "X-Segment-Settings";

  private final Trial trial;
  private final InstantSource clock;
  private final Calls calls;

  /** A trial with people of its own. */
  public Suite(Trial trial, InstantSource clock) {
    this.trial = trial;
    this.clock = clock;
    this.calls = new Calls(trial.supported(), clock);
  }

  /**
   * Tries everything.
   *
   * @param progress told of each result as soon as it is known
   * @throws IllegalArgumentException when nothing can be sent there at all
   */
  public Report run(Consumer<Result> progress) {
    Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var results = new ArrayList<Result>();
    try (var destination = new Destination(trial)) {
      var answers = new AllAnswers(destination);
      for (Requirement requirement : Requirement.values()) {
        long from = System.nanoTime();
        Observation seen =
            isInVain(results)
                ? Observation.skipped("Nothing can be tried where no call is taken")
                : look(requirement, destination, answers);
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        var result = new Result(requirement, seen.outcome(), seen.detail(), took, seen.shown());
        results.add(result);
        progress.accept(result);
      }
    }
    return new Report(trial.uri(), start, calls.people(), results);
  }

  /** Whether the first call of all came to nothing, so that the others would, too. */
  private static boolean isInVain(List<Result> results) {
    return results.stream()
        .anyMatch(
            result ->
                result.requirement() == Requirement.POST && result.outcome() == Outcome.FAILED);
  }

  private Observation look(Requirement requirement, Destination to, AllAnswers answers) {
    return switch (requirement) {
      case TRANSPORT -> Transport.of(to.uri(), trial.trust(), clock.instant());
      case POST -> isAnswered(to.send(calls.identify()));
      case IDENTIFY -> isTakenOrUnsupported(CallType.IDENTIFY, to);
      case TRACK -> isTakenOrUnsupported(CallType.TRACK, to);
      case PAGE -> isTakenOrUnsupported(CallType.PAGE, to);
      case GROUP -> isTakenOrUnsupported(CallType.GROUP, to);
      case SCREEN -> isTakenOrUnsupported(CallType.SCREEN, to);
      case DELETE -> isTakenOrUnsupported(CallType.DELETE, to);
      case UNKNOWN_TYPE ->
          Observation.status(to.send(calls.identify().with("type", "\"wave\"")), 501);
      case TYPE_IN_ANY_CASE -> Observation.taken(to.send(calls.usualOfOddType()));
      case KEY_MISSING -> Observation.status(to.sendWith(calls.usual(), AUTHORIZATION, null), 401);
      case KEY_UNKNOWN ->
          Observation.status(
              to.sendWith(
                  calls.usual(), AUTHORIZATION, HttpCall.authorization("nobody-has-this-key")),
              401,
              403);
      case KEY_MALFORMED ->
          Observation.status(to.sendWith(calls.usual(), AUTHORIZATION, "Nonsense %%%"), 401);
      case NO_JSON -> Observation.status(to.send(new Draft("{\"type\":\"identify\",", "")), 400);
      case NO_BODY -> Observation.status(to.send(new Draft("", "")), 400);
      case NO_OBJECT -> Observation.status(to.send(new Draft("[\"identify\"]", "")), 400);
      case NOBODY ->
          Observation.status(to.send(calls.usual().without("userId").without("anonymousId")), 400);
      case CASING -> Observation.taken(to.send(calls.inOddCasing(calls.usual())));
      case UNKNOWN_FIELDS -> Observation.taken(to.send(Calls.asSegmentAdds(calls.usual())));
      case NUMERIC_ID ->
          Observation.taken(to.send(calls.usual().with("userId", Calls.number())), 400);
      case ANONYMOUS ->
          Observation.taken(
              to.send(
                  calls
                      .usual()
                      .without("userId")
                      .with("anonymousId", Json.quote(calls.newPerson()))),
              400);
      case UNICODE -> Observation.taken(to.send(Calls.marked(calls.usual(), "Zoë 名前 🌍 \u202e")));
      case LARGE -> Observation.taken(to.send(Calls.marked(calls.usual(), "x".repeat(LARGE))));
      case SETTINGS ->
          Observation.taken(
              to.send(
                  calls
                      .usual()
                      .withSettings(
                          "{\"list\":[\"a\",{\"b\":null}],\"map\":{\"c\":1},\"on\":true}")));
      case SETTINGS_BLANK ->
          Observation.taken(
              to.send(calls.usual().withSettings("{\"text\":\"\",\"list\":[],\"number\":0}")));
      case SETTINGS_MALFORMED ->
          Observation.taken(to.sendWith(calls.usual(), SETTINGS, "!not base64!"), 400);
      case REPEAT -> repeat(to);
      case OUT_OF_ORDER -> outOfOrder(to);
      case OLD -> Observation.taken(to.send(Calls.at(calls.usual(), clock.instant().minus(YEAR))));
      case WRONG_CLOCK ->
          Observation.taken(to.send(Calls.at(calls.usual(), clock.instant().plus(DECADE))), 400);
      case ODD_CLOCKS -> oddClocks(to);
      case AT_ONCE -> atOnce(to);
      case MAINTENANCE -> maintenance(to);
      case RETRIES -> answers.retries();
      case CONTACT -> effect(to, calls.identify(), to::send);
      case CONTACT_IN_ANY_CASE ->
          effect(to, calls.identify(), one -> to.send(calls.inOddCasing(one)));
      case NEWER_WINS -> newerWins(to);
      case MESSAGES -> answers.messages();
      case NOTHING_LEAKED -> answers.leaks();
      case IN_TIME -> answers.times();
    };
  }

  private static Observation isAnswered(Sent sent) {
    int status = sent.status();
    return switch (status) {
      case 0 -> Observation.failed("There is " + sent.answer(), sent);
      case 301, 302, 303, 307, 308 ->
          Observation.failed("It answered " + status + "; Segment does not follow redirects", sent);
      case 401, 403 ->
          Observation.failed("It answered " + status + ": try with an API key that it knows", sent);
      case 404, 405 ->
          Observation.failed(
              "It answered " + status + ": nothing takes calls at this address", sent);
      default -> Observation.passed("It answered " + status, sent);
    };
  }

  private Observation isTakenOrUnsupported(CallType type, Destination to) {
    Sent sent = to.send(calls.sample(type));
    boolean isSaid = trial.supported().contains(type);
    if (sent.status() != 501) {
      return Observation.taken(sent);
    }
    if (isSaid) {
      return Observation.failed("It is said to take them, and answered 501", sent);
    }
    return trial.supported().isEmpty() && type != CallType.DELETE && type != CallType.SCREEN
        ? Observation.warned("It answered 501: reviewers see a type that is not supported", sent)
        : Observation.passed("It answered 501: not supported", sent);
  }

  private Observation repeat(Destination to) {
    Draft draft = calls.usual();
    Sent first = to.send(draft);
    Sent again = to.send(draft);
    return first.status() / 100 == 2 && again.status() / 100 == 2
        ? Observation.passed(
            "It answered %s and %s".formatted(first.answer(), again.answer()), again)
        : Observation.failed(
            "It answered %s and %s".formatted(first.answer(), again.answer()), again);
  }

  private Observation outOfOrder(Destination to) {
    Draft newer = calls.usual();
    Sent first = to.send(newer);
    Sent second = to.send(Calls.at(Calls.renamed(newer, "-older"), clock.instant().minus(HOUR)));
    return first.status() / 100 == 2 ? Observation.taken(second) : Observation.taken(first);
  }

  private Observation oddClocks(Destination to) {
    long now = clock.millis();
    for (String odd :
        List.of(
            Json.quote("2026-03-01 12:00:00 +0000 UTC"),
            Json.quote("2026-03-01T12:00:00.029:Z"),
            Long.toString(now),
            Long.toString(now / 1_000),
            "null",
            Json.quote(""))) {
      Observation seen = Observation.taken(to.send(calls.usual().with("timestamp", odd)), 400);
      if (seen.outcome() != Outcome.PASSED) {
        return new Observation(seen.outcome(), odd + ": " + seen.detail(), seen.shown());
      }
    }
    return Observation.passed("It answered six of them", null);
  }

  private Observation atOnce(Destination to) {
    List<Draft> drafts = IntStream.range(0, AT_ONCE).mapToObj(i -> calls.usual()).toList();
    List<Future<Sent>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      drafts.forEach(draft -> answers.add(threads.submit(() -> to.send(draft))));
    }
    for (Future<Sent> answer : answers) {
      Sent sent = done(answer);
      if (sent.status() / 100 != 2) {
        return Observation.failed("One of them was answered " + sent.answer(), sent);
      }
    }
    return Observation.passed("It took all of them", null);
  }

  private static Sent done(Future<Sent> answer) {
    try {
      return answer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Observation maintenance(Destination to) {
    Door door = trial.door();
    if (door == null) {
      return Observation.skipped("Nobody has said how to close it");
    }
    Draft draft = calls.usual();
    Sent closed;
    door.close();
    try {
      closed = to.sendOnce(draft);
    } finally {
      door.open();
    }
    return closed.status() == 503
        ? Observation.taken(to.send(draft))
        : Observation.failed("While it was closed it answered " + closed.answer(), closed);
  }

  /** Sends a call, and waits until its person shows the e-mail address. */
  private Observation effect(Destination to, Draft identify, Function<Draft, Sent> send) {
    String look = trial.look();
    if (look == null) {
      return Observation.skipped("Nobody has said where people are shown");
    }
    Sent sent = send.apply(identify);
    if (sent.status() / 100 != 2) {
      return Observation.taken(sent);
    }
    var shown = new Shown(to, look, trial.lookHeaders(), identify.text("userId"));
    String email = identify.text("traits.email");
    return shown.says(email)
        ? Observation.passed("The person is shown with the e-mail address", sent)
        : Observation.failed(
            "The person is not shown with the e-mail address %s; %s"
                .formatted(email, shown.lastLook()),
            sent);
  }

  private Observation newerWins(Destination to) {
    String look = trial.look();
    if (look == null) {
      return Observation.skipped("Nobody has said where people are shown");
    }
    Draft draft = calls.identify();
    Sent newer = to.send(Calls.marked(draft, "said-by-the-newer"));
    Draft late =
        Calls.at(
            Calls.marked(Calls.renamed(draft, "-older"), "said-by-the-older"),
            clock.instant().minus(HOUR));
    Sent older = to.send(late);
    Sent last = to.send(Calls.renamed(draft, "-last").with("traits.last", "\"said-by-the-last\""));
    for (Sent sent : List.of(newer, older, last)) {
      if (sent.status() / 100 != 2) {
        return Observation.taken(sent);
      }
    }
    var shown = new Shown(to, look, trial.lookHeaders(), draft.text("userId"));
    if (!shown.says("said-by-the-last")) {
      return Observation.failed("The person is not shown with the last call's trait", last);
    }
    return shown.says("said-by-the-newer")
        ? Observation.passed("The newer value is shown", older)
        : Observation.failed("The older call, which came later, has won", older);
  }

  /** Where a person is shown. */
  private record Shown(Destination to, String look, Map<String, String> headers, String userId) {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** What the last look found. */
    String lastLook() {
      return to.get(address(), headers) instanceof Reply.Answered answered
          ? "looking answers " + answered.status()
          : "looking is not answered";
    }

    private URI address() {
      return URI.create(look.replace("{userId}", userId));
    }

    boolean says(String text) {
      long end = System.nanoTime() + WITHIN.toNanos();
      while (true) {
        if (to.get(address(), headers) instanceof Reply.Answered answered
            && answered.body().contains(text)) {
          return true;
        }
        if (System.nanoTime() > end) {
          return false;
        }
        Destination.rest(PAUSE);
      }
    }
  }
}
