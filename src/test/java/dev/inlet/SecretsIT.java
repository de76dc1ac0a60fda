package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets are nowhere, and what is about people is in the database alone: random texts are sent by
 * every way there is, and looked for everywhere.
 */
@OnEveryDatabase
class SecretsIT {
  private static final int CANARIES = Extent.of(150, 10_000);
  private static final List<String> SHOWING_PEOPLE =
      List.of("contacts", "companies", "events", "pages", "deliveries");

  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"INFO", "DEBUG"})
  void plantedCanariesTurnUpNowhere(String level) throws Exception {
    Map<String, Object> place = new HashMap<>(kind.fresh(folder));
    haveTheStoreRefuse(place);
    place.put("logger.levels.dev.inlet", level);
    place.put(ThrowingHandler.PROPERTY, "true");
    place.put("inlet.admin.password", CanarySender.ADMIN_PASSWORD);
    var canaries = new Canaries();
    canaries.secret(CanarySender.ADMIN_PASSWORD);
    try (var inlet = new InletProcess(folder, place);
        var sender = new CanarySender(canaries, inlet.publicPort(), inlet.consolePort())) {
      sender.send(CANARIES);
      inlet.awaitProcessed();
      for (String answer : sender.answers()) {
        assertEquals(List.of(), canaries.in(answer), answer);
      }
      searchWhatIsServed(sender, canaries);
      inlet.terminate(Duration.ofSeconds(20));
      searchLog(inlet.log(), canaries);
    }
    searchDatabase(canaries, place);
    if (kind == DatabaseKind.H2) {
      onlyTheDatabaseAndTheJournalAreThere();
    }
    Figures.note(
        "secrets",
        "%d canaries in %s, %s logged: 0 in log, answers, metrics, health, contract or as keys",
        canaries.count(),
        kind,
        level);
  }

  /** A store that refuses some calls, and whose refusal says what was in them. */
  private void haveTheStoreRefuse(Map<String, Object> place) throws SQLException {
    try (Stores stores = Stores.open(place)) {
      stores.newAccount();
    }
    for (String statement :
        switch (kind) {
          case H2 -> List.of("ALTER TABLE event ALTER COLUMN worth SET DATA TYPE VARCHAR(8)");
          case POSTGRESQL ->
              List.of(
                  "CREATE FUNCTION refuse() RETURNS TRIGGER AS 'BEGIN RAISE check_violation"
                      + " USING MESSAGE = NEW.properties; END' LANGUAGE plpgsql",
                  "CREATE TRIGGER refuse BEFORE INSERT ON event FOR EACH ROW"
                      + " WHEN (NEW.name = '%s') EXECUTE FUNCTION refuse()"
                          .formatted(CanarySender.REFUSED_BY_THE_STORE));
        }) {
      new Place(place).execute(statement);
    }
  }

  private static void searchWhatIsServed(CanarySender admin, Canaries canaries) {
    for (String path : List.of("/health", "/health/liveness", "/health/readiness", "/prometheus")) {
      assertEquals(List.of(), canaries.in(admin.admin("GET", path, null)), path);
    }
    for (String path : List.of("/api/accounts", "/api/maintenance", "/api/accounts/acme/keys")) {
      assertEquals(List.of(), canaries.in(admin.admin("GET", path, null)), path);
    }
    for (String list : SHOWING_PEOPLE) {
      String shown = admin.admin("GET", "/api/accounts/acme/%s?limit=200".formatted(list), null);
      assertEquals(List.of(), canaries.secretsIn(shown), list);
    }
  }

  private static void searchLog(String log, Canaries canaries) {
    assertTrue(log.contains("is set aside"), "calls broke on the way: " + log);
    assertTrue(log.contains("The database refuses"), "the store refused calls: " + log);
    assertEquals(List.of(), canaries.in(log));
  }

  /** The control is that what is personal can be found by the same search. */
  private static void searchDatabase(Canaries canaries, Map<String, Object> place)
      throws Exception {
    String everything = new Place(place).text();
    assertFalse(canaries.in(everything).isEmpty(), "the search finds what is there");
    assertEquals(List.of(), around(canaries.secretsIn(everything), everything));
  }

  /** Where each stands, so that a failure says what was stored. */
  private static List<String> around(List<String> found, String everything) {
    return found.stream()
        .limit(20)
        .map(
            canary -> {
              int at = everything.indexOf(canary);
              int end = Math.min(everything.length(), at + canary.length() + 20);
              return everything.substring(Math.max(0, at - 100), end);
            })
        .toList();
  }

  /** H2 would put what it refused into a file of its own. */
  private void onlyTheDatabaseAndTheJournalAreThere() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("h2"))) {
      assertEquals(
          Set.of("inlet.mv.db", "inlet-journal"),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void noKeyIsInWhatIsShipped() throws IOException {
    Pattern issued = Pattern.compile("inlet_[2-9a-z]{20,}");
    assertFalse(issued.matcher(Place.textOf(Path.of("target", "classes"))).find());
  }
}
