package dev.inlet.command.remote;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.JsonMembers;
import dev.inlet.codec.Parsed;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes in what {@link ExportCommand} has written. */
@Command(
    name = "import",
    description = {
      "Takes a file of inlet export into an account, which must be there, while Inlet runs.",
      "",
      "It merges with what is stored as the calls did: a file that is imported again changes"
          + " nothing, and what is older than what is known loses. Lines that are wrong are named"
          + " with their number, and nothing of them is stored. If it is killed, run it again."
    })
public final class ImportCommand extends ServerCommand {
  /** So much is sent at a time, in bytes, unless one line is more. */
  private static final int PORTION = 1 << 19;

  /** With a portion before it, as much as the server takes at a time. */
  private static final int LONGEST_LINE = 3 << 20;

  private static final String BEGINNING = "{\"record\":\"export\"";
  private static final String END = "{\"record\":\"end\"";

  /** How what gzip has written begins (RFC 1952). */
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  /** What another version writes may mean something else, and a merge cannot be undone. */
  private static final String FORMAT = "1";

  @Option(names = "--account", required = true, paramLabel = "ACCOUNT", description = "into which")
  private String account = "";

  @Option(
      names = "--after",
      paramLabel = "LINES",
      defaultValue = "0",
      description = "goes on after so many lines; from the first on if not given")
  private long after;

  @Parameters(
      paramLabel = "FILE",
      description = "what inlet export has written, or that by gzip; - for the standard input")
  private Path file = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  private long lines;
  private long changes;
  private long leftOut;
  private long refused;

  /** A word of its own. */
  public ImportCommand(Surroundings around) {
    super(around);
  }

  @Override
  public void ask(AdminApi api) {
    if (after < 0) {
      throw new ParameterException(spec.commandLine(), "--after must be 0 or more");
    }
    var pace = new Pace(around().err(), around().clock());
    long imported = after;
    boolean isWhole;
    long there;
    try (InputStream in = opened()) {
      var reader = new Lines(in);
      for (Portion portion = reader.next(); portion != null; portion = reader.next()) {
        send(api, portion, imported);
        imported = portion.last();
        long soFar = imported;
        pace.at(() -> "%,d lines".formatted(soFar));
      }
      isWhole = reader.isWhole();
      there = reader.number;
    } catch (EOFException e) {
      throw failed(source() + " ends in its middle: export or copy it again", imported);
    } catch (IOException e) {
      throw failed(source() + " cannot be read: name what inlet export has written", imported);
    }
    if (there <= after) {
      throw new Failed("%s has %,d lines: nothing was imported".formatted(source(), there));
    }
    tell();
    if (!isWhole) {
      throw new Failed(source() + " is not whole: its last line is missing. Export it again");
    }
    if (refused > 0) {
      throw new Failed("%,d of %,d lines were refused".formatted(refused, lines));
    }
  }

  /** How the file is called to whoever reads what is told. */
  private String source() {
    return isStandard() ? "The standard input" : file.toString();
  }

  private boolean isStandard() {
    return file.toString().equals(Surroundings.STANDARD);
  }

  /** The lines, of a file that was zipped, too. */
  private InputStream opened() throws IOException {
    var in = new BufferedInputStream(isStandard() ? around().in() : Files.newInputStream(file));
    in.mark(GZIP.length);
    byte[] beginning = in.readNBytes(GZIP.length);
    in.reset();
    return Arrays.equals(beginning, GZIP) ? new BufferedInputStream(new GZIPInputStream(in)) : in;
  }

  private void send(AdminApi api, Portion portion, long imported) {
    JsonObject answer;
    try {
      answer =
          api.sendZipped(
              AccountCommands.path(account) + "/import?line=" + portion.first(), portion.text());
    } catch (Failed e) {
      throw failed(String.valueOf(e.getMessage()), imported);
    }
    lines += number(answer, "lines");
    changes += number(answer, "changes");
    leftOut += number(answer, "leftOut");
    Json.elements(answer.members().getOrDefault("refused", "[]")).stream()
        .map(Json::object)
        .forEach(one -> tellRefused(number(one, "line"), Members.shown(one, "reason")));
  }

  private static Failed failed(String why, long imported) {
    return imported == 0
        ? new Failed(why)
        : new Failed(
            "%s; lines up to %d are imported: go on with --after %d"
                .formatted(why, imported, imported));
  }

  private static long number(JsonObject object, String name) {
    return Long.parseLong(object.members().getOrDefault(name, "0"));
  }

  /** One that is not even sent. */
  private void refuse(long line, String reason) {
    lines++;
    tellRefused(line, reason);
  }

  private void tellRefused(long line, String reason) {
    refused++;
    if (isJson()) {
      around().out().println(new JsonMembers().number("line", line).text("reason", reason));
    } else {
      around().err().println(Terminal.oneLine("line %d: %s".formatted(line, reason)));
    }
  }

  private void tell() {
    if (isJson()) {
      around()
          .out()
          .println(
              new JsonMembers()
                  .text("account", account)
                  .text("file", file.toString())
                  .number("lines", lines)
                  .number("changes", changes)
                  .number("leftOut", leftOut)
                  .number("refused", refused));
      return;
    }
    around()
        .out()
        .println(
            "Imported %,d lines of %s into %s: %,d changes%s"
                .formatted(
                    lines - refused,
                    isStandard() ? "the standard input" : file,
                    account,
                    changes,
                    leftOut == 0
                        ? ""
                        : ", and %,d lines about people who were erased here".formatted(leftOut)));
  }

  /**
   * Some lines.
   *
   * @param first the number of the first
   * @param last the number of the last
   */
  private record Portion(byte[] text, long first, long last) {}

  /** Reads a file portion by portion, never more of it than is sent at a time. */
  private final class Lines {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;
    private boolean isExport;
    private String lastBeginning = "";

    Lines(InputStream in) {
      this.in = in;
    }

    /** The next lines that are wanted; null at the end. */
    @Nullable Portion next() throws IOException {
      var text = new ByteArrayOutputStream();
      long first = Math.max(number, after) + 1;
      while (text.size() < PORTION && read()) {
        if (number > after) {
          if (line.size() > LONGEST_LINE) {
            refuse(number, "It is larger than 3 MB");
            line.reset(); // an empty one in its place, so that the others keep their numbers
          }
          line.writeTo(text);
          text.write('\n');
        }
      }
      return text.size() == 0 ? null : new Portion(text.toByteArray(), first, number);
    }

    /** Reads one line, of one that is too long a little too much; false at the end. */
    private boolean read() throws IOException {
      line.reset();
      int one = in.read();
      if (one < 0) {
        return false;
      }
      while (one >= 0 && one != '\n') {
        if (line.size() <= LONGEST_LINE) {
          line.write(one);
        }
        one = in.read();
      }
      number++;
      look();
      return true;
    }

    private void look() {
      byte[] bytes = line.toByteArray();
      String beginning =
          new String(bytes, 0, Math.min(bytes.length, BEGINNING.length()), StandardCharsets.UTF_8);
      if (number == 1) {
        isExport = beginning.equals(BEGINNING);
        lookAtFirst(bytes);
      }
      if (!beginning.isBlank()) {
        lastBeginning = beginning;
      }
    }

    private void lookAtFirst(byte[] text) {
      if (!(Json.object(text, "The first line") instanceof Parsed.Ok<JsonObject> first)) {
        throw new Failed(
            source() + " is not what inlet export writes: its first line is no JSON object");
      }
      if (!isExport) {
        return; // A part of one, or made by others: the server says what is wrong with a line.
      }
      Map<String, String> members = first.value().members();
      if (!FORMAT.equals(members.get("format"))) {
        throw new Failed(
            source()
                + " is of another format than "
                + FORMAT
                + ": import it by the version that wrote it, or a newer one. Nothing was imported");
      }
      String from = Json.text(members.get("account"));
      if (from != null && !from.equals(account)) {
        around()
            .err()
            .println(
                Terminal.oneLine("This is account %s, imported into %s".formatted(from, account)));
      }
    }

    /** Whether an export is all here: its first line promises a last one. */
    boolean isWhole() {
      return !isExport || lastBeginning.startsWith(END);
    }
  }
}
