package dev.inlet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownNamesTest {
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `(inlet\\.[a-z.-]+)` \\|");

  /** Whole ones: what goes on with {@code _*} stands for many. */
  private static final Pattern VARIABLE = Pattern.compile("\\bINLET_[A-Z_]*[A-Z]\\b(?!_)");

  private static final Pattern PROPERTY =
      Pattern.compile("`(inlet(?:\\.[a-z][a-z-]*)+)(?:[=:][^`]*)?`");
  private static final Set<String> NAMES_IN_KAFKA = Set.of("inlet.journal", "inlet.journal.movers");

  @Test
  void allThatIsDocumentedIsKnownAndNothingElse() throws IOException {
    String operating =
        Files.readString(Path.of("src", "site", "OPERATING.md"))
            .split("## Settings of Inlet", 2)[1]
            .split("\n## ", 2)[0];

    Set<String> documented =
        DOCUMENTED
            .matcher(operating)
            .results()
            .map(property -> property.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(documented, new TreeSet<>(KnownNames.PROPERTIES));
  }

  /** In a sentence or a command, whichever: nobody is told to set what nobody reads. */
  @Test
  void allVariablesAndPropertiesThatAreNamedAnywhereAreKnown() throws IOException {
    Set<String> groups =
        KnownNames.PROPERTIES.stream().map(KnownNamesTest::group).collect(Collectors.toSet());
    for (Path file : whatOperatorsRead()) {
      String text = Files.readString(file);
      Map<String, String> variables =
          VARIABLE
              .matcher(text)
              .results()
              .map(MatchResult::group)
              .distinct()
              .collect(Collectors.toMap(name -> name, name -> "x"));
      List<String> properties =
          PROPERTY
              .matcher(text)
              .results()
              .map(name -> name.group(1))
              .filter(name -> groups.contains(group(name)) && !NAMES_IN_KAFKA.contains(name))
              .toList();

      assertEquals(List.of(), KnownNames.unknown(variables, properties), file::toString);
    }
  }

  private static String group(String property) {
    return property.split("[.]")[1];
  }

  private static List<Path> whatOperatorsRead() throws IOException {
    try (Stream<Path> here = Files.list(Path.of(""));
        Stream<Path> site = Files.list(Path.of("src", "site"));
        Stream<Path> packed = Files.walk(Path.of("src", "dist"))) {
      return Stream.concat(
              Stream.concat(here, site).filter(file -> file.toString().endsWith(".md")),
              packed.filter(Files::isRegularFile))
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INLET_ANSWR|INLET_ANSWR is nothing that Inlet reads: did you mean INLET_ANSWER?",
        "INLET_DATADIR|INLET_DATADIR is nothing that Inlet reads: did you mean INLET_DATA_DIR?",
        "INLET_ADMIN_PASWORD|INLET_ADMIN_PASWORD is nothing that Inlet reads: did you mean"
            + " INLET_ADMIN_PASSWORD?",
        "INLET_COLOUR|INLET_COLOUR is nothing that Inlet reads",
      })
  void variableThatNobodyReadsIsNamedWithTheNearest(String name, String sentence) {
    assertEquals(List.of(sentence), KnownNames.unknown(Map.of(name, "x"), List.of()));
  }

  @Test
  void propertyThatNobodyReadsIsNamedWithTheNearest() {
    assertEquals(
        List.of("inlet.anser is nothing that Inlet reads: did you mean inlet.answer?"),
        KnownNames.unknown(
            Map.of(),
            List.of("inlet.anser", "inlet.answer", "micronaut.port", "inlet.settings[0].name")));
  }

  @Test
  void whatKafkasProducerReadsIsKnown() {
    assertEquals(
        List.of(
            "INLET_FORWARD_KAFKA_PROPERTIES_SASL_MECHANISMS is nothing that Inlet reads: did you"
                + " mean INLET_FORWARD_KAFKA_PROPERTIES_SASL_MECHANISM?",
            "inlet.forward.kafka.properties.linger is nothing that Inlet reads: did you mean"
                + " inlet.forward.kafka.properties.linger.ms?"),
        KnownNames.unknown(
            Map.of("INLET_FORWARD_KAFKA_PROPERTIES_SASL_MECHANISMS", "PLAIN"),
            List.of(
                "inlet.forward.kafka.properties.linger",
                "inlet.forward.kafka.properties.security.protocol")));
  }

  @Test
  void howKafkasClientsConnectIsKnown() {
    assertEquals(
        List.of(
            "inlet.journal.kafka.properties.ssl.keystore is nothing that Inlet reads: did you mean"
                + " inlet.journal.kafka.properties.ssl.keystore.key?"),
        KnownNames.unknown(
            Map.of("INLET_JOURNAL_KAFKA_PROPERTIES_SASL_MECHANISM", "PLAIN"),
            List.of(
                "inlet.journal.kafka.properties.ssl.keystore",
                "inlet.journal.kafka.properties.security.protocol")));
  }

  @ParameterizedTest
  @CsvSource({
    "DATASOURCE_URL, DATASOURCES_DEFAULT_URL",
    "DATASOURCE_DEFAULT_URL, DATASOURCES_DEFAULT_URL",
    "DATASOURCES_URL, DATASOURCES_DEFAULT_URL",
    "DATASOURCES_DEFAULT_USER, DATASOURCES_DEFAULT_USERNAME",
    "DATASOURCES_DEFAULT_JDBC, DATASOURCES_DEFAULT_URL",
    "DATASOURSES_DEFAULT_URL, DATASOURCES_DEFAULT_URL",
    "datasource.default.url, datasources.default.url",
    "datasources.default.user-name, datasources.default.username",
    "MICRONAUT_ENVIRONMENT, MICRONAUT_ENVIRONMENTS",
    "MICRONAUT_CONFIG_FILE, MICRONAUT_CONFIG_FILES",
    "MICRONAUT_SERVER_PROT, MICRONAUT_SERVER_PORT",
    "MICRONAT_SERVER_HOST, MICRONAUT_SERVER_HOST",
    "micronaut.server.ports, micronaut.server.port",
    "OTEL_EXPORTER_OTLP_ENDPOINTS, OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_TRACE_SAMPLER, OTEL_TRACES_SAMPLER",
    "otel.servicename, otel.service.name"
  })
  void nameOfMicronautOrOpenTelemetryThatIsMisspelledIsNamed(String name, String meant) {
    String sentence = name + " is nothing that Inlet reads: did you mean " + meant + "?";
    boolean isVariable = name.equals(name.toUpperCase(Locale.ROOT));

    assertEquals(
        List.of(sentence),
        KnownNames.unknown(
            isVariable ? Map.of(name, "x") : Map.of(), isVariable ? List.of() : List.of(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATASOURCES_DEFAULT_URL",
        "DATASOURCES_DEFAULT_USERNAME",
        "datasources.default.dialect",
        "MICRONAUT_SERVER_PORT",
        "MICRONAUT_SERVER_CORS_ENABLED",
        "MICRONAUT_HTTP_SERVICES_A_URL",
        "micronaut.server.netty.max-header-size",
        "OTEL_EXPORTER_OTLP_TRACES_HEADERS",
        "OTEL_METRICS_EXPORTER",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
        "OTEL_INSTRUMENTATION_COMMON_DB_STATEMENT_SANITIZER_ENABLED",
        "data",
        "HOME"
      })
  void whatIsReadOrForOthersIsNotNamed(String name) {
    assertEquals(List.of(), KnownNames.unknown(Map.of(name, "x"), List.of(name)));
  }

  @ParameterizedTest
  @CsvSource({
    "INLET_SERVICE_HOST, 10.0.0.1",
    "INLET_SERVICE_PORT, 8080",
    "INLET_SERVICE_PORT_HTTP, 8080",
    "INLET_PORT, tcp://10.0.0.1:8080",
    "INLET_PORT_8080_TCP, tcp://10.0.0.1:8080",
    "INLET_PORT_8080_TCP_ADDR, 10.0.0.1",
    "INLET_CONSOLE_PORT, 8081",
    "INLET_KEY, segment",
    "INLET_LOG, json",
    "OTEL_COLLECTOR_SERVICE_HOST, 10.0.0.1",
    "OTEL_COLLECTOR_SERVICE_PORT_OTLP_HTTP, 4318",
    "OTEL_COLLECTOR_PORT, tcp://10.0.0.1:4318",
    "OTEL_COLLECTOR_PORT_4318_TCP_ADDR, 10.0.0.1",
    "DATASOURCE_SERVICE_PORT, 5432",
    "OTHER_ANSWR, x"
  })
  void whatKubernetesOrTheCommandLineSetsIsNotNamed(String name, String value) {
    assertEquals(List.of(), KnownNames.unknown(Map.of(name, value), List.of()));
  }
}
