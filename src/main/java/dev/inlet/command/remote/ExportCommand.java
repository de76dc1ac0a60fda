package dev.inlet.command.remote;

import dev.inlet.codec.JsonMembers;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All that is stored of an account, as lines of JSON. */
@Command(
    name = "export",
    description = {
      "Writes the contacts, companies, memberships, events and pages of an account into a file, a"
          + " line of JSON for each, while Inlet runs.",
      "",
      "inlet import takes them in, here or elsewhere. The file holds what people sent, and who it"
          + " belongs to alone may read it."
    })
public final class ExportCommand extends ServerCommand {
  private static final String END = "{\"record\":\"end\"";

  @Option(names = "--account", required = true, paramLabel = "ACCOUNT", description = "whose")
  private String account = "";

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "such as acme.ndjson; must not be there. The standard output if - or not given")
  private @Nullable Path file;

  /** A word of its own. */
  public ExportCommand(Surroundings around) {
    super(around);
  }

  @Override
  public void ask(AdminApi api) {
    Path to = file;
    if (to == null || to.toString().equals(Surroundings.STANDARD)) {
      long lines = write(api, new PrintedBytes(around()));
      around().err().printf("Exported %,d lines of %s%n", lines, Terminal.oneLine(account));
      return;
    }
    long lines =
        WholeFile.write(
            to,
            part -> {
              try (OutputStream out = Files.newOutputStream(part)) {
                return write(api, out);
              }
            });
    around()
        .out()
        .println(
            isJson()
                ? new JsonMembers()
                    .text("account", account)
                    .text("file", to.toString())
                    .number("lines", lines)
                : "Exported %,d lines of %s to %s".formatted(lines, account, to));
  }

  private long write(AdminApi api, OutputStream out) {
    var counted = new Counted(out, new Pace(around().err(), around().clock()));
    try {
      api.download(AccountCommands.path(account) + "/export.ndjson", counted);
      counted.flush();
    } catch (IOException e) {
      throw new Failed("what is exported cannot be written: is there room for it?");
    }
    if (!counted.isWhole()) {
      throw new Failed("the export broke off after %,d lines: try again".formatted(counted.lines));
    }
    return counted.lines;
  }

  /** Counts lines, and looks at the last. */
  private static final class Counted extends FilterOutputStream {
    private final Pace pace;
    private final byte[] beginning = new byte[END.length()];
    private int column;
    private long lines;
    private String last = "";

    Counted(OutputStream out, Pace pace) {
      super(out);
      this.pace = pace;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      for (int i = from; i < from + length; i++) {
        if (bytes[i] == '\n') {
          last =
              new String(beginning, 0, Math.min(column, beginning.length), StandardCharsets.UTF_8);
          column = 0;
          lines++;
        } else {
          if (column < beginning.length) {
            beginning[column] = bytes[i];
          }
          column++;
        }
      }
      pace.at(() -> "%,d lines".formatted(lines));
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    boolean isWhole() {
      return column == 0 && last.equals(END);
    }
  }

  /** Bytes of UTF-8 to where text is printed; what is cut in the middle waits for its rest. */
  private static final class PrintedBytes extends OutputStream {
    private final Surroundings around;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private ByteBuffer left = ByteBuffer.allocate(0);

    PrintedBytes(Surroundings around) {
      this.around = around;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      ByteBuffer all = ByteBuffer.allocate(left.remaining() + length);
      all.put(left).put(bytes, from, length).flip();
      CharBuffer text = CharBuffer.allocate(all.remaining());
      decoder.decode(all, text, false);
      around.out().append(text.flip());
      left = all;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void flush() {
      around.out().flush();
    }
  }
}
