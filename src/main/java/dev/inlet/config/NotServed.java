package dev.inlet.config;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import java.util.List;

/**
 * Refuses the settings by which Micronaut itself would serve TLS or HTTP/2, which Inlet's ports do
 * by settings of their own: a start that says nothing would leave an operator with plain HTTP where
 * they believe to have TLS.
 */
@Context
@ReadFirst
final class NotServed {
  private static final String TLS =
      "Inlet reads it nowhere: set inlet.tls.certificate and inlet.tls.key, or inlet.tls.key-store,"
          + " for TLS and HTTP/2";

  /** Each with all that may stand below it. */
  private static final List<String> NAMES =
      List.of(
          "micronaut.server.ssl",
          "micronaut.ssl",
          "micronaut.certificate",
          "micronaut.server.dual-protocol",
          "micronaut.server.http-version",
          "micronaut.server.netty.listeners.public.ssl",
          "micronaut.server.netty.listeners.public.key-name",
          "micronaut.server.netty.listeners.console.ssl",
          "micronaut.server.netty.listeners.console.key-name");

  NotServed(ConfigurationReader reader, Environment environment) {
    NAMES.forEach(name -> reader.check(() -> refuseSet(reader, environment, name)));
  }

  private static void refuseSet(ConfigurationReader reader, Environment environment, String name) {
    if (environment.containsProperty(name)) {
      throw reader.wrong(name, TLS);
    }
    environment.getPropertyEntries(name).stream()
        .findFirst()
        .ifPresent(
            below -> {
              throw reader.wrong(name + "." + below, TLS);
            });
  }
}
