package dev.inlet.config;

import dev.inlet.naming.Nearest;
import io.micronaut.core.naming.NameUtils;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Inlet reads by names that are not its own: Micronaut's and OpenTelemetry's. Of Micronaut's
 * there are many more, so that only what is nearly one of these is taken for a misspelled one.
 */
final class BorrowedNames {
  /** Whatever begins so is meant to say where data goes. */
  private static final Pattern OF_A_DATABASE = Pattern.compile("data[._-]?sources?[._-].*");

  private static final List<String> DATABASE =
      List.of(
          "datasources.default.url",
          "datasources.default.username",
          "datasources.default.password");

  /** Set by Inlet itself. */
  private static final String DIALECT = "datasources.default.dialect";

  private static final List<String> MICRONAUT =
      List.of(
          "micronaut.config.files",
          "micronaut.environments",
          "micronaut.server.host",
          "micronaut.server.port");

  private static final String TRACES = "otel.";

  /** What is for other signals, for an agent, or for others in the same container. */
  private static final Pattern NOT_OF_TRACES =
      Pattern.compile(
          "otel[.](exporter[.]otlp[.])?(metrics?|logs?|logrecord|blrp|instrumentation|javaagent"
              + "|node|pod)[.].*");

  /** What OpenTelemetry's SDK reads for traces, behind that. */
  private static final Set<String> OPEN_TELEMETRY =
      Set.of(
          "attribute.count.limit",
          "attribute.value.length.limit",
          "bsp.export.timeout",
          "bsp.export.unsampled.spans",
          "bsp.max.export.batch.size",
          "bsp.max.queue.size",
          "bsp.schedule.delay",
          "config.file",
          "exporter.otlp.certificate",
          "exporter.otlp.client.certificate",
          "exporter.otlp.client.key",
          "exporter.otlp.compression",
          "exporter.otlp.endpoint",
          "exporter.otlp.headers",
          "exporter.otlp.protocol",
          "exporter.otlp.timeout",
          "exporter.otlp.traces.certificate",
          "exporter.otlp.traces.client.certificate",
          "exporter.otlp.traces.client.key",
          "exporter.otlp.traces.compression",
          "exporter.otlp.traces.endpoint",
          "exporter.otlp.traces.headers",
          "exporter.otlp.traces.protocol",
          "exporter.otlp.traces.timeout",
          "java.disabled.resource.providers",
          "java.enabled.resource.providers",
          "java.exporter.memory.mode",
          "java.exporter.otlp.retry.disabled",
          "link.attribute.count.limit",
          "event.attribute.count.limit",
          "propagators",
          "resource.attributes",
          "resource.disabled.keys",
          "sdk.disabled",
          "service.name",
          "span.attribute.count.limit",
          "span.attribute.value.length.limit",
          "span.event.count.limit",
          "span.link.count.limit",
          "traces.exporter",
          "traces.sampler",
          "traces.sampler.arg");

  private BorrowedNames() {}

  /**
   * What nobody reads, a sentence for each, with what was probably meant.
   *
   * @param variables of the environment
   * @param properties those that are set otherwise
   */
  static List<String> unknown(Map<String, String> variables, Collection<String> properties) {
    return Stream.of(
            ofDatabase(variables, properties).stream(),
            nearly(MICRONAUT, variables, properties),
            ofTraces(variables, properties))
        .flatMap(sentences -> sentences)
        .toList();
  }

  /** Of those, what was meant to say where data goes. */
  static List<String> ofDatabase(Map<String, String> variables, Collection<String> properties) {
    Stream<String> begun =
        each(
            variables,
            properties,
            (name, written) ->
                OF_A_DATABASE.matcher(name.toLowerCase(Locale.ROOT)).matches()
                        && !DATABASE.contains(name)
                        && !DIALECT.equals(name)
                    ? sentence(written, meant(name))
                    : "");
    return Stream.concat(begun, nearly(DATABASE, variables, properties)).distinct().toList();
  }

  private static String meant(String name) {
    return DATABASE.stream()
        .filter(one -> one.startsWith(name))
        .findFirst()
        .or(() -> Nearest.to(name, DATABASE))
        .orElse(DATABASE.getFirst());
  }

  private static Stream<String> nearly(
      List<String> names, Map<String, String> variables, Collection<String> properties) {
    return each(
        variables,
        properties,
        (name, written) ->
            names.contains(name)
                ? ""
                : Nearest.slip(name, names).map(near -> sentence(written, near)).orElse(""));
  }

  private static Stream<String> ofTraces(
      Map<String, String> variables, Collection<String> properties) {
    return each(
        variables,
        properties,
        (name, written) ->
            name.startsWith(TRACES)
                    && !OPEN_TELEMETRY.contains(name.substring(TRACES.length()))
                    && !NOT_OF_TRACES.matcher(name).matches()
                ? Nearest.to(name.substring(TRACES.length()), OPEN_TELEMETRY)
                    .map(near -> sentence(written, TRACES + near))
                    .orElseGet(() -> KnownNames.unread(written))
                : "");
  }

  /** What is said of a name, nothing for most. */
  private interface Judgement {
    String of(String property, String written);
  }

  private static Stream<String> each(
      Map<String, String> variables, Collection<String> properties, Judgement judgement) {
    Stream<String> ofVariables =
        new TreeMap<>(variables)
            .entrySet().stream()
                .filter(one -> !KnownNames.isOfKubernetes(one.getKey(), one.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> name.equals(name.toUpperCase(Locale.ROOT)))
                .map(name -> judgement.of(property(name), name));
    Stream<String> ofProperties =
        new TreeSet<>(properties)
            .stream()
                .filter(name -> name.contains("."))
                .map(name -> judgement.of(NameUtils.hyphenate(name), name));
    return Stream.concat(ofVariables, ofProperties).filter(sentence -> !sentence.isEmpty());
  }

  /** None of these has a hyphen in its name. */
  private static String property(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** As it was written: a property, or the variable that sets it. */
  private static String sentence(String written, String near) {
    boolean isVariable = !written.contains(".");
    return KnownNames.unread(written)
        + ": did you mean "
        + (isVariable ? KnownNames.variable(near) : near)
        + "?";
  }
}
