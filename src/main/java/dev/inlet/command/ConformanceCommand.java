package dev.inlet.command;

import dev.inlet.call.CallType;
import dev.inlet.codec.JsonMembers;
import dev.inlet.command.remote.Failed;
import dev.inlet.command.remote.Surroundings;
import dev.inlet.command.remote.TrustOption;
import dev.inlet.conformance.Format;
import dev.inlet.conformance.Report;
import dev.inlet.conformance.Result;
import dev.inlet.conformance.Result.Outcome;
import dev.inlet.conformance.Suite;
import dev.inlet.conformance.Trial;
import dev.inlet.tester.ScenarioRun.Door;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

/** Segment's contract, played against any destination. */
@Command(
    name = "conformance",
    description = {
      "Plays Segment's contract against a destination, ours or any other, and reports what it"
          + " meets: types, keys, bodies, settings, casing, repeats, order, clocks, messages, time.",
      "",
      "Some hundred calls are sent, about people whose ids begin with conformance-; they stay"
          + " there. It ends with 0 when nothing failed, and with 1 otherwise."
    },
    sortOptions = false)
final class ConformanceCommand implements Callable<Integer> {
  private final Surroundings around;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description =
          "where to; if not given, the destination on this machine at MICRONAUT_SERVER_PORT, or"
              + " 8080")
  private @Nullable URI url;

  @Option(
      names = "--key",
      paramLabel = "TEXT",
      description =
          "an API key for every type; if not given, INLET_KEY of the environment or the demo"
              + " account's")
  private @Nullable String key;

  @Mixin private TrustOption trust = new TrustOption();

  @Option(
      names = "--types",
      split = ",",
      paramLabel = "TYPE",
      description = "the types that must be taken, such as identify,track")
  private List<String> types = new ArrayList<>();

  @Option(
      names = "--look",
      paramLabel = "URL",
      description =
          "where a person can be seen, with {userId} in it; then the effects of calls are tried too")
  private @Nullable String look;

  @Option(
      names = "--look-header",
      paramLabel = "NAME:VALUE",
      description = "a header to look with, such as an authorization; may be repeated")
  private List<String> lookHeaders = new ArrayList<>();

  @Option(
      names = "--close",
      paramLabel = "COMMAND",
      description = "closes the destination for maintenance, by the shell")
  private @Nullable String close;

  @Option(names = "--open", paramLabel = "COMMAND", description = "opens it again")
  private @Nullable String open;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "writes a report, as its name ends: .txt, .html, .xml (JUnit) or .svg (a badge); may be"
              + " repeated")
  private List<Path> reports = new ArrayList<>();

  @Option(
      names = {"-q", "--quiet"},
      description = "prints what is not passed alone")
  private boolean quiet;

  @Option(names = "--json", description = "prints an object for each requirement, a line each")
  private boolean json;

  ConformanceCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Map<Path, Format> files = files();
    Report report;
    try {
      report = new Suite(trial(), around.clock()).run(this::print);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    if (!json) {
      around.out().printf("%n%s%n", report.summary());
    }
    files.forEach((file, format) -> OutputFile.write(file, format.write(report)));
    return ExitCode.of(report.isMet());
  }

  private Trial trial() {
    URI target = url == null ? around.destination() : url;
    if (target.getHost() == null || !String.valueOf(target.getScheme()).startsWith("http")) {
      throw wrong("URL must begin with https:// or http://; it is " + target);
    }
    if (look != null && !look.contains("{userId}")) {
      throw wrong("--look must contain {userId}");
    }
    return new Trial(
        target,
        key == null ? around.destinationKey() : key,
        supported(),
        look,
        headers(),
        door(),
        trusted());
  }

  private @Nullable SSLContext trusted() {
    SSLContext named = trust.trust();
    return named == null && url == null ? around.tls().intakeTrust() : named;
  }

  private Set<CallType> supported() {
    Set<CallType> supported = EnumSet.noneOf(CallType.class);
    types.forEach(name -> supported.add(Commands.type(name.strip(), spec)));
    return supported;
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header : lookHeaders) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw wrong("--look-header must be NAME:VALUE");
      }
      headers.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    return headers;
  }

  private @Nullable Door door() {
    if (close == null && open == null) {
      return null;
    }
    if (close == null || open == null) {
      throw wrong("--close and --open go together");
    }
    return new ShellDoor(close, open);
  }

  private Map<Path, Format> files() {
    Map<Path, Format> files = new LinkedHashMap<>();
    for (Path file : reports) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null || !Files.isWritable(folder)) {
        throw wrong("nothing can be written where " + file + " is to be");
      }
      files.put(
          file,
          Format.ofFile(file.toString())
              .orElseThrow(
                  () -> wrong("--report must end in .txt, .html, .xml or .svg; it is " + file)));
    }
    return files;
  }

  private void print(Result result) {
    if (!quiet || result.outcome() == Outcome.FAILED || result.outcome() == Outcome.WARNED) {
      around.out().println(json ? asJson(result) : Format.line(result));
    }
    around.out().flush();
  }

  private static String asJson(Result result) {
    return new JsonMembers()
        .text("requirement", result.requirement().slug())
        .text("area", result.requirement().area().title())
        .text("sentence", result.requirement().sentence())
        .text("outcome", result.outcome().word().toLowerCase(Locale.ROOT))
        .text("detail", result.detail())
        .number("milliseconds", result.took().toMillis())
        .toString();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** What commands of the shell close and open. */
  private record ShellDoor(String closing, String opening) implements Door {
    @Override
    public void close() {
      run(closing);
    }

    @Override
    public void open() {
      run(opening);
    }

    private static void run(String command) {
      try {
        Process process =
            new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int code = process.waitFor();
        if (code != 0) {
          throw new Failed("\"" + command + "\" ended with " + code);
        }
      } catch (IOException e) {
        throw new Failed("cannot run \"" + command + "\"");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failed("interrupted");
      }
    }
  }
}
