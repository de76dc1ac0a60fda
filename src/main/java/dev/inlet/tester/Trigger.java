package dev.inlet.tester;

import dev.inlet.call.CallType;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The event tester on the command line, for any destination. It ends with 0 when each answer has
 * Segment do what it should, with 1 when one does not, with 2 when it was called wrongly.
 */
@Command(
    name = Trigger.NAME,
    description = "Sends a sample call as Segment would, and prints the answer.",
    sortOptions = false)
public final class Trigger implements Callable<Integer> {
  public static final String NAME = "trigger";

  private final InstantSource clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "TYPE", description = "identify, track, page, screen, group or alias")
  private String type = "";

  @Option(
      names = "--override",
      paramLabel = "PATH=VALUE",
      description = "another value in the message, such as traits.plan=pro; may be repeated")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      completionCandidates = ScenarioNames.class,
      description = "one of: ${COMPLETION-CANDIDATES}")
  private String scenario = Scenario.ONCE.slug();

  @Option(
      names = "--url",
      defaultValue = "http://localhost:8080/destination",
      description = "where to; ${DEFAULT-VALUE} if not given")
  private URI url = URI.create("http://localhost:8080/destination");

  @Option(
      names = "--key",
      defaultValue = "${env:INLET_KEY:-segment}",
      description = "the API key; if not given, INLET_KEY of the environment or the demo account's")
  private String key = "";

  @Option(names = "--settings", paramLabel = "JSON", description = "the customer's settings")
  private String settings = "";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "prints this")
  @SuppressWarnings("UnusedVariable") // picocli's alone
  private boolean help;

  private Trigger(InstantSource clock) {
    this.clock = clock;
  }

  /** The scenarios that need nothing but calls. */
  static final class ScenarioNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Scenario.values())
          .filter(one -> !one.closesDestination())
          .map(Scenario::slug)
          .iterator();
    }
  }

  /** Runs the command with its arguments; returns the exit code. */
  public static int run(InstantSource clock, String... arguments) {
    return new CommandLine(new Trigger(clock)).execute(arguments);
  }

  @Override
  public Integer call() {
    List<Step> steps = scenario().steps(draft(), clock.instant());
    try (var wire = new Wire()) {
      List<Exchange> exchanges =
          new ScenarioRun(wire, draft -> HttpCall.ofSegment(url, key, draft), new NoDoor())
              .of(steps);
      exchanges.forEach(this::print);
      return exchanges.stream().allMatch(Exchange::isAsExpected) ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw wrong("Cannot send to " + url + ": " + e.getMessage());
    }
  }

  private Scenario scenario() {
    Scenario chosen =
        Scenario.named(scenario).orElseThrow(() -> wrong("There is no scenario " + scenario));
    if (chosen.closesDestination()) {
      throw wrong("Only the console can run the scenario " + scenario);
    }
    return chosen;
  }

  private Draft draft() {
    CallType named =
        CallType.named(type).orElseThrow(() -> wrong("There is no type of call " + type));
    Draft draft = Draft.sample(named, UUID.randomUUID().toString(), clock.instant());
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      draft = draft.withTyped(override.getKey(), override.getValue());
    }
    return draft.withSettings(settings);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(Exchange exchange) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("# %s%n%n", exchange.step().note());
    out.printf("Request from Segment%n%n%s%n%n", indented(exchange.call().head()));
    out.printf("%s%n%n", indented(exchange.step().draft().body()));
    out.printf("Response from destination%n%n%s%n%n", indented(shown(exchange.reply())));
    out.printf(
        "%s: %s (%d ms)%n%n",
        exchange.reply().verdict().word(),
        exchange.reply().verdict().sentence(),
        exchange.reply().took().toMillis());
    out.flush();
  }

  private static String shown(Reply reply) {
    return switch (reply) {
      case Reply.Answered answered -> (answered.head() + "\n\n" + answered.body()).stripTrailing();
      case Reply.Silent silent -> "No answer: " + silent.reason();
    };
  }

  private static String indented(String text) {
    return text.indent(2).stripTrailing();
  }

  /** Nobody here may close a destination that is not ours. */
  private static final class NoDoor implements ScenarioRun.Door {
    @Override
    public void close() {
      throw new IllegalStateException("not on the command line");
    }

    @Override
    public void open() {}
  }
}
