package dev.inlet;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL that is there, and yet does not serve Inlet, under load. */
class PostgresqlFaultIT {
  private static final Duration BROKEN_FOR = Duration.ofSeconds(Extent.of(2, 10));
  private static final String USER = "inlet_without_privileges";

  @TempDir Path folder;
  private String database;
  private RunningInlet inlet;
  private Outage outage;

  @BeforeEach
  void start() throws Exception {
    EmbeddedPostgresql.newUser(USER);
    database = EmbeddedPostgresql.newDatabaseName();
    EmbeddedPostgresql.execute("ALTER DATABASE %s OWNER TO %s".formatted(database, USER));
    Map<String, Object> place =
        EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database);
    inlet = RunningInlet.in(folder).with(place).with("datasources.default.username", USER).start();
    outage = new Outage(inlet);
  }

  @AfterEach
  void stop() {
    outage.close();
    inlet.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"journal", "journal_head", "progress", "contact", "api_key"})
  void aTableThatSomebodyLocks(String table) throws Exception {
    try (Connection somebody = EmbeddedPostgresql.connect(database);
        Statement statement = somebody.createStatement()) {
      somebody.setAutoCommit(false);
      outage.during(() -> statement.execute("LOCK TABLE " + table), BROKEN_FOR, somebody::rollback);
    }
    outage.settle("PostgreSQL, table %s locked".formatted(table));
  }

  @Test
  void noConnectionLeftForInlet() throws Exception {
    outage.during(() -> limitConnections(0), BROKEN_FOR, () -> limitConnections(-1));
    outage.settle("PostgreSQL, out of connections");
  }

  @Test
  void aDatabaseThatIsReadOnlyForAWhile() throws Exception {
    outage.during(() -> readOnly("on"), BROKEN_FOR, () -> readOnly("off"));
    outage.settle("PostgreSQL, read-only");
  }

  @Test
  void connectionsThatAreKilledAgainAndAgain() throws Exception {
    outage.during(this::killConnections, Duration.ZERO, () -> {});
    for (int kill = 0; kill < 20; kill++) {
      killConnections();
      Thread.sleep(50);
    }
    outage.during(this::killConnections, Duration.ZERO, () -> {});
    outage.settle("PostgreSQL, connections killed");
  }

  private void limitConnections(int limit) {
    EmbeddedPostgresql.execute("ALTER DATABASE %s CONNECTION LIMIT %d".formatted(database, limit));
    if (limit == 0) {
      killConnections();
    }
  }

  private void readOnly(String onOrOff) {
    EmbeddedPostgresql.execute(
        "ALTER DATABASE %s SET default_transaction_read_only = %s".formatted(database, onOrOff));
    if (onOrOff.equals("on")) {
      killConnections();
    }
  }

  private void killConnections() {
    EmbeddedPostgresql.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
            .formatted(USER));
  }
}
