package dev.inlet.config;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.env.Environment;
import java.util.Map;

/**
 * Refuses what Micronaut could do by its settings and Inlet's ports do not: a start that says
 * nothing would leave an operator with plain HTTP where they believe to have TLS.
 */
@Context
final class NotServed {
  private static final String TLS =
      "Inlet serves plain HTTP: leave it out, and put a proxy that terminates TLS in front";

  private static final Map<String, String> SWITCHES =
      Map.of(
          "micronaut.server.ssl.enabled", TLS,
          "micronaut.ssl.enabled", TLS,
          "micronaut.server.dual-protocol", TLS);

  private static final String HTTP_VERSION = "micronaut.server.http-version";

  NotServed(ConfigurationReader reader, Environment environment) {
    SWITCHES.forEach(
        (name, problem) -> {
          if (environment.getProperty(name, Boolean.class).orElse(false)) {
            throw reader.wrong(name, problem);
          }
        });
    environment
        .getProperty(HTTP_VERSION, String.class)
        .filter(version -> version.contains("2"))
        .ifPresent(
            version -> {
              throw reader.wrong(HTTP_VERSION, "Inlet serves HTTP/1.1: leave it out");
            });
  }
}
