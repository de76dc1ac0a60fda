package dev.inlet.command.copy;

import dev.inlet.codec.JsonMembers;
import dev.inlet.command.remote.Pace;
import dev.inlet.operate.CopyAtRest;
import dev.inlet.operate.CopyAtRest.Copied;
import dev.inlet.operate.CopyAtRest.Step;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From H2 to PostgreSQL. */
@Command(
    name = "copy",
    description = {
      "Copies all that is stored from H2 and the journal's files into an empty PostgreSQL, while"
          + " Inlet is stopped.",
      "",
      "At the end it compares what is there with the files, which stay as they are. If it is"
          + " killed, run it again: it goes on where it was. No server starts on half of a copy.",
      "",
      "The password is read from DATASOURCES_DEFAULT_PASSWORD, and the user, unless it is named"
          + " here, from DATASOURCES_DEFAULT_USERNAME, as a server on PostgreSQL has them."
    })
public final class CopyCommand implements Runnable {
  private final PrintWriter out;
  private final PrintWriter err;
  private final InstantSource clock;
  private final Function<Function<CopyAtRest, Copied>, Copied> data;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "such as jdbc:postgresql://localhost/inlet")
  private String to = "";

  @Option(names = "--username", paramLabel = "USER", description = "PostgreSQL's user")
  private @Nullable String username;

  @Option(names = "--json", description = "prints an object")
  private boolean json;

  /**
   * @param out gets what was copied
   * @param err gets how far it is, a line every two seconds at most
   * @param data has work done with the files that are configured
   */
  public CopyCommand(
      PrintWriter out,
      PrintWriter err,
      InstantSource clock,
      Function<Function<CopyAtRest, Copied>, Copied> data) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    this.data = data;
  }

  @Override
  public void run() {
    var pace = new Pace(err, clock);
    Copied copied =
        data.apply(files -> files.copy(to, username, step -> pace.at(() -> line(step))));
    out.println(json ? asJson(copied) : shown(copied));
  }

  private static String shown(Copied copied) {
    return ("Copied %,d rows of %d tables to %s, the same in number and digest: start Inlet with"
            + " DATASOURCES_DEFAULT_URL there, and never again on %s")
        .formatted(copied.rows(), copied.tables().size(), copied.place(), copied.from());
  }

  private static String asJson(Copied copied) {
    return new JsonMembers()
        .text("to", copied.place())
        .text("from", copied.from())
        .number("rows", copied.rows())
        .array(
            "tables",
            copied.tables(),
            table ->
                new JsonMembers()
                    .text("name", table.table())
                    .number("rows", table.rows())
                    .text("digest", table.digest())
                    .toString())
        .toString();
  }

  private static String line(Step step) {
    String line =
        "%s%s %,d".formatted(step.isComparing() ? "compared " : "", step.table(), step.rows());
    return step.of().isPresent() ? line + " of %,d".formatted(step.of().getAsLong()) : line;
  }
}
