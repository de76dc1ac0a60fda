package dev.inlet.storage.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Eventually;
import dev.inlet.Stores;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class MigrationTurnIT {

  @Test
  void whoStartsOnAnEmptyDatabaseWaitsForWhoStartedBefore() throws Exception {
    String database = EmbeddedPostgresql.newDatabaseName();
    Map<String, Object> place =
        EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database);
    String url = place.get("datasources.default.url").toString();
    CompletableFuture<Void> started;
    try (Connection behind = EmbeddedPostgresql.connect(database)) {
      try (var first = MigrationTurn.await(url, "postgres", "postgres")) {
        started = CompletableFuture.runAsync(() -> Stores.open(place).close());
        Eventually.become("it waits", () -> tells(behind, WAITING) > 0 || started.isDone());
        Thread.sleep(300);
        assertEquals(
            0, tells(behind, "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"));
      }
      started.get();
    }
  }

  private static final String WAITING =
      "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND pid NOT IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)"
          + " AND query LIKE 'SELECT pg_try_advisory_lock(%'";

  private static long tells(Connection behind, String query) {
    try (Statement statement = behind.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
