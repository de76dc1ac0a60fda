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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Traces, where OpenTelemetry's usual variables ask for them. */
@Factory
final class TracingConfiguration {
  private static final String EXPORTER = "otel.traces.exporter";
  private static final String DISABLED = "otel.sdk.disabled";
  private static final List<String> ENDPOINTS =
      List.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint");
  private static final List<String> PROTOCOLS =
      List.of("otel.exporter.otlp.protocol", "otel.exporter.otlp.traces.protocol");

  private static final String SAMPLER = "otel.traces.sampler";
  private static final String SAMPLER_ARG = "otel.traces.sampler.arg";
  private static final List<String> RATIO_SAMPLERS =
      List.of("traceidratio", "parentbased_traceidratio");

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
          "otel.exporter.otlp.traces.certificate",
          "otel.exporter.otlp.traces.compression",
          "otel.exporter.otlp.traces.endpoint",
          "otel.exporter.otlp.traces.headers",
          "otel.exporter.otlp.traces.timeout",
          "otel.resource.attributes",
          "otel.service.name",
          SAMPLER,
          SAMPLER_ARG);

  /** How the SDK names what is wrong, where it does. */
  private static final Pattern NAME = Pattern.compile("otel(\\.[a-z_]+)+");

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
    refuseWrongRatio();
    try {
      return Otlp.start(properties(), clock, ticker);
    } catch (Otlp.Unusable e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  /** The SDK does not say whose ratio is out of range, and takes one that is no number at all. */
  private void refuseWrongRatio() {
    if (RATIO_SAMPLERS.contains(value(SAMPLER)) && isSet(SAMPLER_ARG) && !isRatio()) {
      throw reader.wrong(SAMPLER_ARG, "a number from 0 to 1, such as 0.01", value(SAMPLER_ARG));
    }
  }

  private boolean isRatio() {
    try {
      double ratio = Double.parseDouble(value(SAMPLER_ARG));
      return ratio >= 0 && ratio <= 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** What the SDK says, with the variable that it is about: it names that, or shows its value. */
  private WrongSetting wrong(String sentence) {
    return NAME.matcher(sentence)
        .results()
        .map(MatchResult::group)
        .findFirst()
        .or(
            () ->
                NAMES.stream()
                    .filter(this::isSet)
                    .filter(n -> sentence.contains(value(n)))
                    .findFirst())
        .map(name -> reader.wrong(name, sentence))
        .orElseGet(() -> new WrongSetting("The variables of OpenTelemetry are wrong: " + sentence));
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
