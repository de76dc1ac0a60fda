package dev.inlet.command;

import dev.inlet.command.remote.Surroundings;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Somebody at a shell, who gives commands to a server.
 *
 * @param variables of the shell's environment
 */
public record Shell(Map<String, String> variables) {

  /**
   * What a command printed, and ended with.
   *
   * @param out line by line
   * @param err line by line
   */
  public record Ended(int code, List<String> out, List<String> err) {
    /** All that was printed to the standard output. */
    public String text() {
      return String.join("\n", out);
    }
  }

  /** Runs one command. */
  public Ended run(String... arguments) {
    return run(InputStream.nullInputStream(), arguments);
  }

  /** Runs one command that is given something. */
  public Ended run(InputStream in, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Commands.run(
            new Surroundings(
                InstantSource.system(), variables, in, new PrintWriter(out), new PrintWriter(err)),
            arguments);
    return new Ended(code, out.toString().lines().toList(), err.toString().lines().toList());
  }
}
