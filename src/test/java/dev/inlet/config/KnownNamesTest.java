package dev.inlet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    "INLET_SERVICE_HOST, 10.0.0.1",
    "INLET_SERVICE_PORT, 8080",
    "INLET_SERVICE_PORT_HTTP, 8080",
    "INLET_PORT, tcp://10.0.0.1:8080",
    "INLET_PORT_8080_TCP, tcp://10.0.0.1:8080",
    "INLET_PORT_8080_TCP_ADDR, 10.0.0.1",
    "INLET_CONSOLE_PORT, 8081",
    "INLET_KEY, segment",
    "INLET_LOG, json",
    "OTHER_ANSWR, x"
  })
  void whatKubernetesOrTheCommandLineSetsIsNotNamed(String name, String value) {
    assertEquals(List.of(), KnownNames.unknown(Map.of(name, value), List.of()));
  }
}
