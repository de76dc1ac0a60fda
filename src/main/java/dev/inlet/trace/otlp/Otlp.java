package dev.inlet.trace.otlp;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.trace.Tracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Starts OpenTelemetry's SDK by its usual variables, for traces alone. */
public final class Otlp {
  private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");

  /** What nobody has set. */
  private static final Map<String, String> USUAL =
      Map.of(
          "otel.service.name", "inlet",
          "otel.propagators", "none",
          "otel.exporter.otlp.protocol", "http/protobuf");

  /** Metrics are scraped, and the log is the system's. */
  private static final Map<String, String> TRACES_ALONE =
      Map.of("otel.metrics.exporter", "none", "otel.logs.exporter", "none");

  /** Collectors are told passwords by headers. */
  private static final Pattern HEADERS = Pattern.compile("(headers)=.*", Pattern.DOTALL);

  private Otlp() {}

  /** The SDK calls some of what is wrong unexpected, and says behind that what it is. */
  private static String reason(Throwable why) {
    String said = String.valueOf(why.getMessage());
    return said.startsWith("Unexpected") && why.getCause() != null ? reason(why.getCause()) : said;
  }

  /** The configuration is none to start with; the message says why not. */
  @SuppressWarnings("serial")
  public static final class Unusable extends Exception {
    private Unusable(String why) {
      super(why);
    }
  }

  /**
   * Begins to send traces.
   *
   * @param properties by their names, such as {@code otel.exporter.otlp.endpoint}; what stands in
   *     the environment or is set for the JVM wins
   */
  public static Tracing start(Map<String, String> properties, InstantSource clock, Ticker ticker)
      throws Unusable {
    SdkLog.begin();
    var all = new HashMap<>(USUAL);
    all.putAll(properties);
    try {
      var configured =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() -> all)
              .addPropertiesCustomizer(set -> TRACES_ALONE)
              .addResourceCustomizer((resource, set) -> versioned(resource))
              .build();
      return new OtlpTracing(configured.getOpenTelemetrySdk(), clock, ticker);
    } catch (ConfigurationException e) {
      throw new Unusable(HEADERS.matcher(reason(e)).replaceAll("$1"));
    }
  }

  private static Resource versioned(Resource resource) {
    String version = Otlp.class.getPackage().getImplementationVersion();
    return version == null
        ? resource
        : resource.merge(Resource.create(Attributes.of(VERSION, version)));
  }
}
