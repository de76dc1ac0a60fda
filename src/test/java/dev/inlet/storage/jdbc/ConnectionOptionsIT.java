package dev.inlet.storage.jdbc;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.EmbeddedPostgresql;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the connections to PostgreSQL are opened with, so that none is waited for too long. */
@MicronautTest(startApplication = false, transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked
class ConnectionOptionsIT implements TestPropertyProvider {
  @Inject private Database database;
  @Inject private JournalDatabase journal;

  @Override
  public Map<String, String> getProperties() {
    return EmbeddedPostgresql.newDatabase().entrySet().stream()
        .collect(toMap(Map.Entry::getKey, property -> property.getValue().toString()));
  }

  @Test
  void everyConnectionIsGivenUpInTimeWhenItHangs() {
    List<String> names =
        database.write(
            connection ->
                List.of(
                    show(connection, "application_name"),
                    String.valueOf(connection.getNetworkTimeout())));
    assertEquals(List.of("inlet", "3000"), names);
  }

  @Test
  void postgresqlEndsByItselfWhatHangsForLongerThanOthersCanWait() {
    Map<String, String> expected =
        Map.of(
            "idle_in_transaction_session_timeout", "5s",
            "lock_timeout", "2s",
            "statement_timeout", "2500ms",
            "tcp_keepalives_idle", "2",
            "tcp_keepalives_interval", "1",
            "tcp_keepalives_count", "3",
            "tcp_user_timeout", "3000");
    assertEquals(expected, database.read(connection -> shown(connection, expected)));
    Map<String, String> ofJournal = new HashMap<>(expected);
    ofJournal.put("idle_in_transaction_session_timeout", "1s");
    assertEquals(ofJournal, journal.read(connection -> shown(connection, expected)));
  }

  /** What a connection has of these settings. */
  static Map<String, String> shown(Connection connection, Map<String, String> settings)
      throws SQLException {
    Map<String, String> shown = new HashMap<>();
    for (String name : settings.keySet()) {
      shown.put(name, show(connection, name));
    }
    return shown;
  }

  static String show(Connection connection, String setting) throws SQLException {
    return Database.list(connection, "SHOW " + setting, row -> row.getString(1)).getFirst();
  }
}
