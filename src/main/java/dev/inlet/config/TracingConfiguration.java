package dev.inlet.config;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.trace.Tracing;
import dev.inlet.trace.otlp.Otlp;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Traces, where OpenTelemetry's usual variables ask for them. */
@Factory
final class TracingConfiguration {
  private static final String EXPORTER = "otel.traces.exporter";
  private static final String DISABLED = "otel.sdk.disabled";
  private static final List<String> ENDPOINTS =
      List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");
  private static final List<String> PROTOCOLS =
      List.of("otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol");

  private static final String OTLP = "otlp";
  private static final String NONE = "none";

  /** The one that the JDK's client speaks. */
  private static final String HTTP = "http/protobuf";

  /** What may stand among Inlet's properties; the SDK reads the environment by itself. */
  private static final List<String> NAMES =
      List.of(
          "otel.bsp.export.timeout",
          "otel.bsp.max.export.batch.size",
          "otel.bsp.max.queue.size",
          "otel.bsp.schedule.delay",
          "otel.exporter.otlp.certificate",
          "otel.exporter.otlp.compression",
          "otel.exporter.otlp.endpoint",
          "otel.exporter.otlp.headers",
          "otel.exporter.otlp.timeout",
          "otel.exporter.otlp.traces.endpoint",
          "otel.exporter.otlp.traces.headers",
          "otel.resource.attributes",
          "otel.service.name",
          "otel.traces.sampler",
          "otel.traces.sampler.arg");

  private final ConfigurationReader reader;
  private final Environment environment;

  TracingConfiguration(ConfigurationReader reader, Environment environment) {
    this.reader = reader;
    this.environment = environment;
  }

  /** Off, unless an endpoint or an exporter is set. */
  @Context
  @ReadFirst
  @Bean(preDestroy = "close")
  Tracing tracing(InstantSource clock, Ticker ticker) {
    return isWanted() ? reader.read(() -> start(clock, ticker), Tracing.OFF) : Tracing.OFF;
  }

  private boolean isWanted() {
    boolean isAskedFor = isSet(EXPORTER) || ENDPOINTS.stream().anyMatch(this::isSet);
    return isAskedFor && !NONE.equals(value(EXPORTER)) && !"true".equals(value(DISABLED));
  }

  private boolean isSet(String name) {
    return !value(name).isEmpty();
  }

  private String value(String name) {
    return environment.getProperty(name, String.class).orElse("").strip();
  }

  private Tracing start(InstantSource clock, Ticker ticker) {
    refuseOthers(List.of(EXPORTER), OTLP, OTLP + " or " + NONE);
    refuseOthers(PROTOCOLS, HTTP, HTTP);
    try {
      return Otlp.start(properties(), clock, ticker);
    } catch (Otlp.Unusable e) {
      throw new WrongSetting("The variables of OpenTelemetry are wrong: " + e.getMessage());
    }
  }

  private void refuseOthers(List<String> names, String supported, String expected) {
    for (String name : names) {
      if (isSet(name) && !value(name).equals(supported)) {
        throw reader.wrong(name, expected, value(name));
      }
    }
  }

  private Map<String, String> properties() {
    var properties = new HashMap<String, String>();
    for (String name : NAMES) {
      if (isSet(name)) {
        properties.put(name, value(name));
      }
    }
    return properties;
  }
}
