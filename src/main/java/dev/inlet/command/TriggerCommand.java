package dev.inlet.command;

import dev.inlet.codec.Json;
import dev.inlet.codec.JsonMembers;
import dev.inlet.command.remote.Surroundings;
import dev.inlet.command.remote.TrustOption;
import dev.inlet.tester.Draft;
import dev.inlet.tester.Exchange;
import dev.inlet.tester.HttpCall;
import dev.inlet.tester.Reply;
import dev.inlet.tester.Scenario;
import dev.inlet.tester.ScenarioRun;
import dev.inlet.tester.Step;
import dev.inlet.tester.Verdict;
import dev.inlet.tester.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The event tester on the command line, for any destination. */
@Command(
    name = "trigger",
    description = {
      "Sends a call as Segment would, and says what Segment would do after the answer.",
      "",
      "It ends with 0 when each answer has Segment do what it should, and with 1 when one does not."
    },
    sortOptions = false)
final class TriggerCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Surroundings around;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "TYPE",
      description =
          "identify, track, page, screen, group or alias: a sample of it is sent, unless there is"
              + " --data")
  private @Nullable String type;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "the message to send, as it is; - for the standard input")
  private @Nullable String data;

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
      description =
          "where to; if not given, the destination on this machine at MICRONAUT_SERVER_PORT, or"
              + " 8080")
  private @Nullable URI url;

  @Option(
      names = "--key",
      paramLabel = "TEXT",
      description = "the API key; if not given, INLET_KEY of the environment or the demo account's")
  private @Nullable String key;

  @Option(names = "--settings", paramLabel = "JSON", description = "the customer's settings")
  private String settings = "";

  @Option(
      names = {"-q", "--quiet"},
      description = "prints the verdicts alone")
  private boolean quiet;

  @Mixin private TrustOption trust = new TrustOption();

  @Option(names = "--json", description = "prints an object for each call, in a line of its own")
  private boolean json;

  TriggerCommand(Surroundings around) {
    this.around = around;
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

  @Override
  public Integer call() {
    URI target = url == null ? ours() : url;
    String usedKey = key == null ? around.destinationKey() : key;
    List<Step> steps = scenario().steps(draft(), around.clock().instant());
    SSLContext named = trust.trust();
    try (var wire = new Wire(named == null && url == null ? around.tls().intakeTrust() : named)) {
      List<Exchange> exchanges =
          new ScenarioRun(wire, draft -> HttpCall.ofSegment(target, usedKey, draft), new NoDoor())
              .of(steps);
      exchanges.forEach(this::print);
      return ExitCode.of(exchanges.stream().allMatch(Exchange::isAsExpected));
    } catch (IllegalArgumentException e) {
      throw wrong("cannot send to " + target + ": " + e.getMessage());
    }
  }

  private URI ours() {
    try {
      return around.destination();
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Scenario scenario() {
    Scenario chosen =
        Scenario.named(scenario)
            .orElseThrow(
                () ->
                    wrong(
                        Commands.missing(
                            "scenario", scenario, copy(new ScenarioNames().iterator()))));
    if (chosen.closesDestination()) {
      throw wrong("only the console can run the scenario " + scenario);
    }
    return chosen;
  }

  private static List<String> copy(Iterator<String> names) {
    var copied = new ArrayList<String>();
    names.forEachRemaining(copied::add);
    return copied;
  }

  private Draft draft() {
    Draft draft = data == null ? sample() : read(data);
    boolean isChanged = !overrides.isEmpty() || data != null && type != null;
    String problem = draft.problem();
    if (problem != null && (isChanged || !scenario.equals(Scenario.ONCE.slug()))) {
      throw wrong(problem + ", so nothing can be changed in it");
    }
    if (data != null && type != null) {
      draft = draft.with("type", Json.quote(Commands.type(type, spec).wireName()));
    }
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      draft = draft.withTyped(override.getKey(), override.getValue());
    }
    return new Draft(draft.body(), settings);
  }

  private Draft sample() {
    if (type == null) {
      throw wrong("TYPE is missing, such as identify, or --data with a file");
    }
    return Draft.sample(
        Commands.type(type, spec), UUID.randomUUID().toString(), around.clock().instant());
  }

  private Draft read(String file) {
    try {
      byte[] bytes =
          file.equals(STANDARD_INPUT)
              ? System.in.readAllBytes()
              : Files.readAllBytes(Path.of(file));
      return new Draft(new String(bytes, StandardCharsets.UTF_8), "");
    } catch (IOException | UncheckedIOException e) {
      throw wrong("cannot read " + file);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void print(Exchange exchange) {
    PrintWriter out = around.out();
    if (json) {
      out.println(asJson(exchange));
      return;
    }
    out.println(verdict(exchange));
    if (!quiet) {
      out.printf("%nRequest from Segment%n%n%s%n%n", indented(exchange.call().head()));
      out.printf("%s%n%n", indented(exchange.step().draft().body()));
      out.printf("Response from destination%n%n%s%n%n", indented(shown(exchange.reply())));
    }
    out.flush();
  }

  private static String verdict(Exchange exchange) {
    Reply reply = exchange.reply();
    Verdict expected = exchange.step().expected();
    return "%s: %s (%s, %d ms)%s"
        .formatted(
            reply.verdict().word(),
            reply.verdict().sentence(),
            exchange.step().note(),
            reply.took().toMillis(),
            exchange.isAsExpected()
                ? ""
                : " It should have been " + expected.word().toLowerCase(Locale.ROOT) + ".");
  }

  private static String asJson(Exchange exchange) {
    Reply reply = exchange.reply();
    var members =
        new JsonMembers()
            .text("note", exchange.step().note())
            .text("verdict", lower(reply.verdict()))
            .text("expected", lower(exchange.step().expected()))
            .bool("asExpected", exchange.isAsExpected())
            .number("milliseconds", reply.took().toMillis());
    switch (reply) {
      case Reply.Answered answered ->
          members.number("status", answered.status()).text("body", answered.body());
      case Reply.Silent silent -> members.raw("status", null).text("reason", silent.reason());
    }
    return members.text("message", exchange.step().draft().body()).toString();
  }

  private static String lower(Verdict verdict) {
    return verdict.word().toLowerCase(Locale.ROOT);
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
