package dev.inlet.command.remote;

import dev.inlet.tls.LocalTls;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around itself.
 *
 * @param variables of the environment
 * @param in what it is given
 * @param out what it was asked for
 * @param err everything else, so that the other may be read by programs
 */
public record Surroundings(
    InstantSource clock,
    Map<String, String> variables,
    InputStream in,
    PrintWriter out,
    PrintWriter err) {
  /** What stands in the place of a file for the standard input or output. */
  static final String STANDARD = "-";

  private static final String USUAL_PUBLIC_PORT = "8080";
  private static final String USUAL_CONSOLE_PORT = "8081";

  /** A variable's text; null when it is not set, or blank. */
  public @Nullable String variable(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private String variable(String name, String otherwise) {
    String value = variable(name);
    return value == null ? otherwise : value;
  }

  /** The port at which an Inlet of the same environment takes calls. */
  public String publicPort() {
    return variable("MICRONAUT_SERVER_PORT", USUAL_PUBLIC_PORT);
  }

  /** Where it takes calls, but for the path. */
  public String intakeAddress() {
    return tls().intakeScheme() + "://localhost:" + publicPort();
  }

  /** Where it has its admin API. */
  public String consoleAddress() {
    return "%s://localhost:%s"
        .formatted(tls().consoleScheme(), variable("INLET_CONSOLE_PORT", USUAL_CONSOLE_PORT));
  }

  /** Whether it speaks TLS there, and with what. */
  public LocalTls tls() {
    return new LocalTls(this::variable);
  }

  /**
   * Where it takes Segment's calls, on this machine.
   *
   * @throws IllegalArgumentException when the port is none
   */
  public URI destination() {
    try {
      return URI.create(intakeAddress() + "/destination");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "MICRONAUT_SERVER_PORT must be a port; it is \"" + publicPort() + "\"");
    }
  }

  /** The API key for it: that of the environment, or the demo account's. */
  public String destinationKey() {
    return variable("INLET_KEY", "segment");
  }
}
