package dev.inlet.storage.jdbc.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Causes;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.JournalEntry;
import dev.inlet.storage.jdbc.DatabaseAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class MigrationsIT {
  private static final Path SOURCES = Path.of("src/main/resources/db/migration");
  private static final String HISTORY = "\"migration_of_contacts\"";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "contacts,contacts_on_h2",
    "contacts,contacts_on_postgresql",
    "journal,journal_on_h2",
    "journal,journal_on_postgresql"
  })
  void theBuildKnowsEachThatThereIs(String common, String own) throws IOException {
    var there = new TreeSet<String>();
    for (String place : Set.of(common, own)) {
      there.addAll(versions(SOURCES.resolve(place)));
    }
    String[] places = {"classpath:db/migration/" + common, "classpath:db/migration/" + own};
    assertEquals(there, new TreeSet<>(MigrationIndex.versions(places)));
  }

  private static Set<String> versions(Path place) throws IOException {
    var versions = new TreeSet<String>();
    if (Files.exists(place)) {
      try (Stream<Path> files = Files.list(place)) {
        files
            .map(file -> file.getFileName().toString().replaceFirst("V(.*)__.*", "$1"))
            .map(version -> version.replace('_', '.'))
            .forEach(versions::add);
      }
    }
    return versions;
  }

  @Test
  void aStartWithAnEmptyFolderRunsNone() throws SQLException {
    Instant begun = Instant.now();
    try (Stores stores = Stores.open(Map.of("inlet.data-dir", folder.toString()))) {
      stores.newAccount();
    }
    assertTrue(lastRun(access()).isBefore(begun));
  }

  @Test
  void aStartWhereTheOperatorNamedAUserMakesAFileOfThatUsers() throws SQLException {
    Instant begun = Instant.now();
    String url = "jdbc:h2:file:" + folder.resolve("own");
    Map<String, Object> place =
        Map.of(
            "inlet.data-dir",
            folder.toString(),
            "datasources.default.url",
            url,
            "datasources.default.username",
            "owner",
            "datasources.default.password",
            "secret");
    try (Stores stores = Stores.open(place)) {
      stores.newAccount();
    }
    DatabaseAccess own = DatabaseAccess.of(url, "owner", "secret", folder);
    assertFalse(lastRun(own).isBefore(begun.minusSeconds(1)));
  }

  @Test
  void aFileThatIsThereIsLeftAsItIs() {
    Map<String, Object> place = Map.of("inlet.data-dir", folder.toString());
    String account;
    try (Stores stores = Stores.open(place)) {
      account = stores.newAccount();
    }
    try (Stores stores = Stores.open(place)) {
      assertTrue(stores.accounts().account(account).isPresent());
    }
  }

  /** Its calls would be processed for accounts that are not there. */
  @Test
  void aDatabaseThatIsGoneFromBesideCallsIsNotMadeAnew() throws IOException {
    Map<String, Object> place = Map.of("inlet.data-dir", folder.toString());
    Path database = folder.resolve("inlet.mv.db");
    Stores.open(place).close();
    Files.delete(database);
    try (Stores stores = Stores.open(place)) { // The journal had room for calls, and none.
      stores.journal().append(List.of(call()));
    }
    Files.delete(database);

    String refusal = Causes.message(assertThrows(RuntimeException.class, () -> Stores.open(place)));

    assertTrue(refusal.contains(database + " is missing"), refusal);
    assertFalse(Files.exists(database));
  }

  private static JournalEntry call() {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    return new JournalEntry(
        "acme",
        "key",
        Sender.DESTINATION,
        CallType.TRACK,
        "m",
        Instant.now(),
        null,
        body,
        Set.of());
  }

  @Test
  void whatACrashLeftOfTheCopyIsWrittenAnew() throws IOException {
    Files.writeString(folder.resolve("inlet.mv.db.copying"), "half");
    try (Stores stores = Stores.open(Map.of("inlet.data-dir", folder.toString()))) {
      stores.newAccount();
    }
    assertFalse(Files.exists(folder.resolve("inlet.mv.db.copying")));
  }

  @Test
  void oneThatIsMissingIsRun() throws SQLException {
    migrated();
    execute("DROP TABLE saved_filter", "DELETE FROM " + HISTORY + " WHERE \"version\" = '22.3'");
    assertFalse(access().migrations("contacts").areKnownToHaveRun());
    access().migrate("contacts");
    assertTrue(access().migrations("contacts").areKnownToHaveRun());
    execute("SELECT 1 FROM saved_filter");
  }

  @Test
  void oneThatFailedIsNotTakenForDone() throws SQLException {
    migrated();
    execute("UPDATE " + HISTORY + " SET \"success\" = FALSE WHERE \"version\" = '22.3'");
    assertThrows(FlywayException.class, () -> access().migrate("contacts"));
  }

  @Test
  void oneOfALaterVersionIsNotTakenForThis() throws SQLException {
    migrated();
    execute("UPDATE " + HISTORY + " SET \"version\" = '9999' WHERE \"version\" = '22.3'");
    assertFalse(access().migrations("contacts").areKnownToHaveRun());
  }

  private void migrated() {
    access().migrate("contacts");
    assertTrue(access().migrations("contacts").areKnownToHaveRun());
  }

  private DatabaseAccess access() {
    return DatabaseAccess.of(null, null, null, folder);
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connection(access());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Instant lastRun(DatabaseAccess access) throws SQLException {
    try (Connection connection = connection(access);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT MAX(\"installed_on\") FROM " + HISTORY)) {
      rows.next();
      return rows.getTimestamp(1).toInstant();
    }
  }

  private static Connection connection(DatabaseAccess access) throws SQLException {
    return DriverManager.getConnection(
        access.url().contacts(), access.username(), access.password());
  }
}
