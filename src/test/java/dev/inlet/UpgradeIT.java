package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The data of every release opens in this one. What each release left when it was killed is in
 * {@code src/test/resources/releases}: its files on H2 in {@code VERSION.zip}, which {@code
 * -Dinlet.test.release=VERSION} writes of this version; its tables on PostgreSQL in {@code
 * VERSION.sql}, which {@code pg_dump} writes of a database that was sent the same calls.
 */
@NullUnmarked
class UpgradeIT {
  private static final String RELEASES = "/releases";
  private static final String ACCOUNT = InletProcess.ACCOUNT;
  private static final String KEY = "inlet.forward.key";
  private static final String SEALING = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final int EVENTS = 20;

  @TempDir private Path folder;

  static List<String> releases() throws IOException, URISyntaxException {
    Path all = Path.of(Objects.requireNonNull(UpgradeIT.class.getResource(RELEASES)).toURI());
    try (Stream<Path> files = Files.list(all)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everythingIsThereAndNothingIsDoubled(String release) throws Exception {
    Map<String, Object> place = placeOf(release);
    try (RunningInlet inlet =
        RunningInlet.in(folder)
            .with(place)
            .environment("dev")
            .with("inlet.admin.password", "")
            .with("inlet.answer-budget", "2s")
            .with(KEY, SEALING)
            .start()) {
      await(inlet);
      assertEquals("Ada", get(inlet, "/contacts/ada").at("/fields/firstName").asText());
      assertEquals("device", get(inlet, "/contacts/ada").at("/anonymousIds/0").asText());
      assertEquals(
          "Engines", get(inlet, "/companies/org").at("/fields/name").asText(), "the company");
      assertTrue(get(inlet, "/contacts/ada").get("companies").toString().contains("org"));
      assertEquals(404, inlet.console("GET", path("/contacts/bob"), null).status(), "was erased");
      assertEquals(EVENTS, events(inlet));

      assertEquals(2, inlet.deliver(InletProcess.KEY, event(0)).status() / 100, "it comes again");
      assertEquals(2, inlet.deliver(InletProcess.KEY, event(EVENTS)).status() / 100, "a new one");
      RunningInlet.await(() -> events(inlet), count -> count == EVENTS + 1);
      JsonNode subscriptions =
          inlet.console("GET", "/api/subscriptions", null).json().get("subscriptions");
      assertEquals("https://example.com/hook", subscriptions.at("/0/url").asText());
      assertTrue(subscriptions.at("/0/state").asText().equals("paused"), subscriptions::toString);
    }
  }

  /** As RollingUpgradeIT shows it of PostgreSQL: a migration only adds. */
  @Test
  void thisVersionStartsOnWhatTheNextOneHasAddedTo() throws Exception {
    try (RunningInlet inlet = startInDev()) {
      assertEquals(2, inlet.deliver(InletProcess.KEY, event(0)).status() / 100);
    }
    new Everything(Map.of("inlet.data-dir", folder.toString()))
        .execute(
            "CREATE TABLE of_the_next (id INTEGER PRIMARY KEY)",
            "ALTER TABLE event ADD COLUMN of_the_next VARCHAR",
            "INSERT INTO \"migration_of_contacts\" SELECT MAX(\"installed_rank\") + 1, '999',"
                + " 'of the next', 'SQL', 'V999__of_the_next.sql', 1, 'sa', CURRENT_TIMESTAMP, 1,"
                + " TRUE FROM \"migration_of_contacts\"");

    try (RunningInlet inlet = startInDev()) {
      assertEquals(2, inlet.deliver(InletProcess.KEY, event(0)).status() / 100, "it comes again");
      assertEquals(2, inlet.deliver(InletProcess.KEY, event(1)).status() / 100, "a new one");
      RunningInlet.await(() -> events(inlet), count -> count == 2);
    }
  }

  private RunningInlet startInDev() {
    return RunningInlet.in(folder)
        .environment("dev")
        .with("inlet.admin.password", "")
        .with("inlet.answer-budget", "2s")
        .start();
  }

  private static void await(RunningInlet inlet) {
    RunningInlet.await(
        () -> inlet.console("GET", "/prometheus", null),
        answer -> answer.body().contains("\ninlet_processor_lag 0.0"));
  }

  private static String path(String path) {
    return "/api/accounts/" + ACCOUNT + path;
  }

  private static JsonNode get(RunningInlet inlet, String path) {
    Answer answer = inlet.console("GET", path(path), null);
    assertEquals(200, answer.status(), answer::toString);
    return answer.json();
  }

  private static int events(RunningInlet inlet) {
    return get(inlet, "/events?limit=200").get("events").size();
  }

  private static String event(int number) {
    return "{\"type\":\"track\",\"userId\":\"ada\",\"event\":\"Ran\",\"messageId\":\"event-%d\",\"timestamp\":\"2026-03-01T12:00:%02dZ\"}"
        .formatted(number, number);
  }

  private Map<String, Object> placeOf(String release) throws IOException, SQLException {
    if (release.endsWith(".zip")) {
      unpack(release);
      return Map.of();
    }
    String database = EmbeddedPostgresql.newDatabaseName();
    try (InputStream file = UpgradeIT.class.getResourceAsStream(RELEASES + "/" + release);
        Connection connection = EmbeddedPostgresql.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8));
    }
    return EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database);
  }

  private void unpack(String release) throws IOException {
    try (InputStream file = UpgradeIT.class.getResourceAsStream(RELEASES + "/" + release);
        var zip = new ZipInputStream(Objects.requireNonNull(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = folder.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        Files.copy(zip, target);
      }
    }
  }

  /** Writes the files of this version, half of its calls not processed yet. */
  @Test
  void writesTheFilesOfARelease() throws Exception {
    String release = System.getProperty("inlet.test.release", "");
    assumeTrue(!release.isEmpty(), "only when there is a release");
    Path data = folder.resolve("data");
    Path to = Path.of("src", "test", "resources", "releases", release + ".zip");
    try (var inlet =
            new InletProcess(
                folder, Map.of("inlet.data-dir", data, KEY, SEALING, "inlet.answer", "accepted"));
        var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
      connection.post(
          "{\"type\":\"identify\",\"userId\":\"ada\",\"anonymousId\":\"device\",\"traits\":{\"firstName\":\"Ada\"}}");
      connection.post(
          "{\"type\":\"group\",\"userId\":\"ada\",\"groupId\":\"org\",\"traits\":{\"name\":\"Engines\"}}");
      connection.post("{\"type\":\"identify\",\"userId\":\"bob\"}");
      for (int i = 0; i < EVENTS / 2; i++) {
        connection.post(event(i));
      }
      inlet.awaitProcessed();
      assertTrue(inlet.erase("bob"));
      inlet.post("/api/subscriptions", "{\"url\":\"https://example.com/hook\",\"active\":false}");
      for (int i = EVENTS / 2; i < EVENTS; i++) {
        connection.post(event(i));
      }
      inlet.kill();
    }
    Files.createDirectories(to.getParent());
    try (var zip = new ZipOutputStream(Files.newOutputStream(to));
        Stream<Path> files = Files.walk(data)) {
      for (Path file :
          files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        zip.putNextEntry(new ZipEntry(data.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }
}
