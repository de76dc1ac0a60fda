package dev.inlet.command;

import dev.inlet.command.remote.Failed;
import dev.inlet.operate.Finding;
import dev.inlet.tls.PortCertificate;
import dev.inlet.tls.ServerTls;
import io.micronaut.core.value.PropertyResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * One of the two that Inlet listens on.
 *
 * @param subject what it is for, in a word
 * @param host where it listens
 * @param port as it is set, which may be no number
 * @param variable what sets it
 * @param scheme what it speaks, {@code http} or {@code https}
 */
record Port(String subject, String host, String port, String variable, String scheme) {

  /** For calls. */
  static Port intake(PropertyResolver properties, ServerTls tls) {
    return new Port(
        "intake",
        properties.getProperty("micronaut.server.host", String.class).orElse("0.0.0.0"),
        properties.getRequiredProperty("micronaut.server.port", String.class),
        "MICRONAUT_SERVER_PORT",
        scheme(tls.intake()));
  }

  /** For administrators. */
  static Port console(PropertyResolver properties, ServerTls tls) {
    return new Port(
        "console",
        properties.getRequiredProperty("inlet.console.host", String.class),
        properties.getRequiredProperty("inlet.console.port", String.class),
        "INLET_CONSOLE_PORT",
        scheme(tls.console()));
  }

  private static String scheme(@Nullable PortCertificate certificate) {
    return certificate == null ? "http" : "https";
  }

  /** Whether a server can listen there. */
  Finding look() {
    try {
      listen();
      return Finding.well(subject, place() + " is free");
    } catch (IllegalArgumentException e) {
      return Finding.unwell(subject, variable + " must be a port; it is \"" + port + "\"");
    } catch (IOException e) {
      return Finding.unwell(subject, taken());
    }
  }

  /**
   * Refuses a place that a server cannot listen at. What is no port at all, the configuration
   * refuses.
   *
   * @throws Failed saying what to do
   */
  void refuseTaken() {
    try {
      listen();
    } catch (IllegalArgumentException e) {
      return;
    } catch (IOException e) {
      throw new Failed(taken());
    }
  }

  /** For a moment. */
  private void listen() throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as the server does, for what a connection before has left
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port)));
    }
  }

  private String taken() {
    return "%s is taken, or no address of this machine: stop who has it, or set %s"
        .formatted(place(), variable);
  }

  private String place() {
    return host + ":" + port;
  }

  /** Its address, for people on this machine. */
  String url() {
    return "%s://%s:%s"
        .formatted(
            scheme, host.equals("0.0.0.0") || host.equals("127.0.0.1") ? "localhost" : host, port);
  }
}
