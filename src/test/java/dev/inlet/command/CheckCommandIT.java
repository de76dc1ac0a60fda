package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.EmbeddedPostgresql;
import dev.inlet.FreePort;
import dev.inlet.RunningInlet;
import dev.inlet.kafka.KafkaBroker;
import dev.inlet.storage.file.JournalContents;
import dev.inlet.tls.MadeCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LogLevels.class)
class CheckCommandIT {
  private static final String CALL = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}";

  @TempDir Path folder;

  private Map<String, String> variables(Object... more) {
    var variables = new HashMap<String, String>();
    variables.put("INLET_DATA_DIR", folder.toString());
    variables.put("MICRONAUT_SERVER_PORT", Integer.toString(FreePort.take()));
    variables.put("INLET_CONSOLE_PORT", Integer.toString(FreePort.take()));
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i].toString(), more[i + 1].toString());
    }
    return variables;
  }

  private static Shell.Ended check(Map<String, String> variables, String... options) {
    var words = new ArrayList<>(List.of("check"));
    words.addAll(List.of(options));
    return new Shell(variables).run(words.toArray(String[]::new));
  }

  private static void isWell(Shell.Ended ended, String... parts) {
    assertEquals(0, ended.code(), ended::toString);
    assertTrue(ended.out().stream().allMatch(line -> line.startsWith("ok  ")), ended::toString);
    for (String part : parts) {
      assertTrue(ended.text().contains(part), () -> part + " in " + ended);
    }
  }

  private static void isToDo(Shell.Ended ended, String subject, String... parts) {
    assertEquals(1, ended.code(), ended::toString);
    List<String> lines = ended.out().stream().filter(line -> line.startsWith("TO DO")).toList();
    assertEquals(1, lines.size(), ended::toString);
    assertTrue(lines.getFirst().startsWith("TO DO  " + subject), ended::toString);
    for (String part : parts) {
      assertTrue(lines.getFirst().contains(part), () -> part + " in " + ended);
    }
  }

  @Test
  void aPasswordThatIsEasilyGuessedIsNamedAsAStartWouldNameIt() {
    Shell.Ended ended = check(variables("INLET_ADMIN_PASSWORD", "short"));

    assertEquals(1, ended.code(), ended::toString);
    assertTrue(ended.text().contains("is easily guessed: set one of"), ended::toString);
    isWell(check(variables("INLET_ADMIN_PASSWORD", "short", "MICRONAUT_ENVIRONMENTS", "dev")));
  }

  @Test
  void certificateTellsWhenItExpires() throws IOException {
    Instant now = Instant.now();
    Map<String, String> variables =
        variables(
            "INLET_TLS_CERTIFICATE", folder.resolve("certificate.pem"),
            "INLET_TLS_KEY", folder.resolve("key.pem"));

    MadeCertificate.fresh().writeTo(folder);
    isWell(check(variables), "certificate", "in 7 days");
    MadeCertificate.valid(now.minusSeconds(60), now.plusSeconds(6 * 86_400)).writeTo(folder);
    isToDo(check(variables), "certificate", "expires on", "renew it");
    MadeCertificate.valid(now.minusSeconds(90), now.minusSeconds(60)).writeTo(folder);
    isToDo(check(variables), "certificate", "has expired on", "renew it");
    MadeCertificate.valid(now.plusSeconds(60), now.plusSeconds(90)).writeTo(folder);
    isToDo(check(variables), "certificate", "not valid before");
    Files.writeString(folder.resolve("key.pem"), "no key");
    isToDo(check(variables), "configuration", "inlet.tls.key (INLET_TLS_KEY)", "no private key");
  }

  @Test
  void folderThatIsEmptyIsWellAndStaysSo() throws IOException {
    isWell(check(variables()), "configuration", "is not there yet", "0 calls", "are free in");

    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void dataOfAServerThatWasStoppedIsWellAndStaysAsItWas() throws IOException {
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      assertEquals(2, inlet.deliver(inlet.newKey("acme"), CALL).status() / 100);
    }
    String before = contents();

    isWell(check(variables()), "H2 at " + folder, "1 calls, 0 of them to be processed");

    assertEquals(before, contents());
  }

  private String contents() throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(
              file -> {
                try {
                  return file + " " + Arrays.hashCode(Files.readAllBytes(file));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .collect(Collectors.joining("\n"));
    }
  }

  @Test
  void databaseOrJournalThatIsMissingIsToDo() throws IOException {
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      assertEquals(2, inlet.deliver(inlet.newKey("acme"), CALL).status() / 100);
    }
    Path database = folder.resolve("inlet.mv.db");
    Path away = Files.move(database, folder.resolve("elsewhere"));
    isToDo(check(variables()), "database", database + " is missing", "both from one backup");
    Files.move(away, database);
    new JournalContents(folder).delete();

    isToDo(check(variables()), "journal", "ends at 0, but calls up to 1", "one backup");
  }

  @Test
  void portThatIsTakenIsToDo() throws IOException {
    try (var taken = new ServerSocket(0)) {
      isToDo(
          check(variables("MICRONAUT_SERVER_PORT", taken.getLocalPort())),
          "intake",
          taken.getLocalPort() + " is taken",
          "set MICRONAUT_SERVER_PORT");
    }
  }

  @Test
  void folderThatIsAFileIsToDo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    isToDo(check(variables("INLET_DATA_DIR", file)), "disk", "INLET_DATA_DIR");
  }

  @Test
  void plugInsAreLookedAtWhereThereAreSome() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    isWell(check(variables("INLET_PLUGINS", plugins)), "plug-ins", "none in " + plugins);
    Files.writeString(plugins.resolve("mine.jar"), "no jar");

    isToDo(check(variables("INLET_PLUGINS", plugins)), "plug-ins", "mine.jar is not a jar");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INLET_ANSWER|perhaps|must be one of processed, accepted",
        "DATASOURCES_DEFAULT_URL|jdbc:mysql://localhost/inlet|acknowledged calls are safe",
        "DATASOURCE_DEFAULT_URL|jdbc:postgresql://h/inlet|did you mean DATASOURCES_DEFAULT_URL?",
      })
  void valueThatNoServerTakesIsToDo(String variable, String value, String said) {
    isToDo(check(variables(variable, value)), "configuration", variable, said);
  }

  @Test
  void allWrongValuesAreNamedAtOnceBesideWhatElseIsToDo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Shell.Ended ended =
        check(
            variables(
                "INLET_DATA_DIR", file,
                "INLET_ANSWER", "perhaps",
                "INLET_DEADLINE", "1h",
                "INLET_CONNECTIONS", "many",
                "INLET_CONSOLE_PORT", "99999",
                "INLET_TYPES", "greet",
                "INLET_SETTINGS", "[{\"name\":\"x\",\"type\":\"list\"}]",
                "INLET_ALLOWED_ADDRESSES", "here",
                "INLET_FORWARD_KEY", "short",
                "INLET_JITSU_GEO_DATABASE", file,
                "INLET_TLS_KEY", file,
                "INLET_FORWARD_KAFKA_BOOTSTRAP_SERVERS", "nowhere",
                "INLET_FORWARD_KAFKA_TOPIC", "a topic",
                "MICRONAUT_SSL_ENABLED", "true",
                "INLET_ANSWERS", "accepted"));

    assertEquals(1, ended.code());
    for (String variable :
        List.of(
            "INLET_DATA_DIR",
            "INLET_ANSWER)",
            "INLET_DEADLINE",
            "INLET_CONNECTIONS",
            "INLET_CONSOLE_PORT",
            "INLET_TYPES",
            "INLET_SETTINGS",
            "INLET_ALLOWED_ADDRESSES",
            "INLET_FORWARD_KEY",
            "INLET_JITSU_GEO_DATABASE",
            "INLET_TLS_KEY",
            "INLET_FORWARD_KAFKA_BOOTSTRAP_SERVERS",
            "INLET_FORWARD_KAFKA_TOPIC",
            "MICRONAUT_SSL",
            "INLET_ANSWERS")) {
      assertTrue(
          ended.out().stream()
              .anyMatch(line -> line.startsWith("TO DO") && line.contains(variable)),
          () -> variable + " in " + ended.text());
    }
  }

  @Test
  void postgresqlIsLookedAtAndNotTouched() {
    Map<String, Object> place = EmbeddedPostgresql.newDatabase();
    Map<String, String> variables =
        variables(
            "DATASOURCES_DEFAULT_URL", place.getOrDefault("datasources.default.url", ""),
            "DATASOURCES_DEFAULT_USERNAME", place.getOrDefault("datasources.default.username", ""),
            "DATASOURCES_DEFAULT_PASSWORD", place.getOrDefault("datasources.default.password", ""));
    isWell(check(variables), "PostgreSQL ", "the tables are not there yet", "differ by ");
    isWell(check(variables), "the tables are not there yet");
    Map<String, String> kafka = withKafka(variables, KafkaBroker.shared().address());
    isToDo(check(kafka), "kafka", "fewer brokers", "INLET_JOURNAL_KAFKA_REPLICATION");
    kafka.put("INLET_JOURNAL_KAFKA_REPLICATION", "1");
    isWell(check(kafka), "kafka", "start makes it");
    isToDo(
        check(withKafka(variables, "localhost:1")), "kafka", "do not answer", "BOOTSTRAP_SERVERS");

    try (RunningInlet inlet = RunningInlet.in(folder).with(place).start()) {
      assertEquals(2, inlet.deliver(inlet.newKey("acme"), CALL).status() / 100);
      isWell(check(variables), "calls are to be processed");
    }
  }

  private static Map<String, String> withKafka(Map<String, String> variables, String servers) {
    var more = new HashMap<>(variables);
    more.put("INLET_JOURNAL_KAFKA_BOOTSTRAP_SERVERS", servers);
    more.put("INLET_JOURNAL_KAFKA_TOPIC", "not-there-yet");
    return more;
  }

  @Test
  void whateverIsWrongWithKafkaAsTheJournalIsNamed() {
    Shell.Ended ended =
        check(
            variables(
                "INLET_JOURNAL_KAFKA_BOOTSTRAP_SERVERS", "localhost",
                "INLET_JOURNAL_KAFKA_TOPIC", "a b",
                "INLET_JOURNAL_KAFKA_PARTITIONS", "12",
                "INLET_JOURNAL_KAFKA_REPLICATION", "0",
                "INLET_JOURNAL_KAFKA_ACCEPT_LOSS", "perhaps",
                "INLET_JOURNAL_KAFKA_PROPERTIES_SECURITY_PROTOCOL", "TLS",
                "INLET_ANSWER", "processed"));

    assertEquals(1, ended.code(), ended::toString);
    for (String part :
        List.of(
            "needs PostgreSQL, where the calls go from there: set DATASOURCES_DEFAULT_URL",
            "(INLET_JOURNAL_KAFKA_BOOTSTRAP_SERVERS) must be a list of host:port",
            "(INLET_JOURNAL_KAFKA_TOPIC) must be the name of a topic",
            "(INLET_JOURNAL_KAFKA_PARTITIONS) must be a power of two",
            "(INLET_JOURNAL_KAFKA_REPLICATION) must be a whole number from 1 to 100",
            "(INLET_JOURNAL_KAFKA_ACCEPT_LOSS) must be one of true, false",
            "(INLET_JOURNAL_KAFKA_PROPERTIES_SECURITY_PROTOCOL): Kafka's clients cannot be set up",
            "inlet.answer (INLET_ANSWER): with Kafka as the journal nobody sees")) {
      assertTrue(ended.text().contains(part), () -> part + " in " + ended);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://localhost:1/inlet|nobody answers at jdbc:postgresql://localhost:1/inlet",
        "jdbc:postgresql://no-such-host.invalid/inlet|there is no such host",
      })
  void postgresqlThatIsAwayIsToDo(String url, String said) {
    Shell.Ended ended =
        check(
            variables(
                "DATASOURCES_DEFAULT_URL", url,
                "DATASOURCES_DEFAULT_USERNAME", "inlet",
                "DATASOURCES_DEFAULT_PASSWORD", "my secret"));

    isToDo(ended, "database", said, "DATASOURCES_DEFAULT_URL");
    assertFalse(ended.text().contains("my secret"));
  }

  @Test
  void objectIsForPrograms() {
    Shell.Ended ended = check(variables("INLET_ANSWER", "perhaps"), "--json");

    assertEquals(1, ended.out().size());
    assertTrue(
        ended
            .text()
            .startsWith("{\"ok\":false,\"checks\":[{\"name\":\"configuration\",\"ok\":false"),
        ended::toString);
  }
}
