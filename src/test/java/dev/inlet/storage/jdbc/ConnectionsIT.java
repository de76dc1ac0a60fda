package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Eventually;
import dev.inlet.process.Lease;
import dev.inlet.process.Processor;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConnectionsIT {
  private static final String URL = "datasources.default.url";

  @Test
  void theOperatorsOwnOptionsForPostgresqlCount() {
    Map<String, Object> place = new HashMap<>(EmbeddedPostgresql.newDatabase());
    place.compute(
        URL,
        (name, url) -> url + "?options=-c%20lock_timeout=1500%20-c%20work_mem=5MB&loginTimeout=5");
    try (ApplicationContext context = start(place)) {
      Map<String, String> expected =
          Map.of("lock_timeout", "1500ms", "work_mem", "5MB", "statement_timeout", "2500ms");
      assertEquals(
          expected,
          context
              .getBean(Database.class)
              .read(connection -> ConnectionOptionsIT.shown(connection, expected)));
    }
  }

  @Nested
  class TheLease {

    @Test
    void isOneInstancesAtATimeAndGoesOnWhenItsWorkIsOver() {
      Map<String, Object> place = EmbeddedPostgresql.newDatabase();
      try (ApplicationContext one = start(place);
          ApplicationContext other = start(place)) {
        // Both have a processor, and one of them has it.
        Lease mine = one.getBean(Lease.class);
        assertEquals(false, mine.whileHeld(() -> {}));
        assertEquals(1, holders(other));
        one.close();
        Eventually.become("the other has it", () -> holders(other) == 1);
        assertEquals(false, other.getBean(Lease.class).whileHeld(() -> {}));
      }
    }

    @Test
    void belongsToTheConnectionThatTheWorkRunsOn() {
      Map<String, Object> place = EmbeddedPostgresql.newDatabase();
      try (ApplicationContext context = start(place)) {
        Database database = context.getBean(Database.class);
        Eventually.become("the processor has it", () -> holders(context) == 1);
        // Another table of the same name: its processor is nobody.
        database.write(
            connection -> {
              Database.update(connection, "ALTER TABLE progress RENAME TO old_progress");
              Database.update(connection, "CREATE TABLE progress AS SELECT * FROM old_progress");
              return null;
            });
        var settings = new ArrayList<String>();
        Lease lease = context.getBean(Lease.class);
        assertEquals(
            true,
            lease.whileHeld(
                () -> {
                  settings.addAll(
                      database.read(
                          connection ->
                              List.of(
                                  ConnectionOptionsIT.show(connection, "plan_cache_mode"),
                                  ConnectionOptionsIT.show(connection, "idle_session_timeout"))));
                  settings.add(
                      database.write(
                          connection ->
                              "" + Database.list(connection, MINE, row -> row.getInt(1))));
                }));
        assertEquals(List.of("force_generic_plan", "5s", "[1]"), settings);
        Eventually.become("given back", () -> lease.whileHeld(() -> {}));
        assertEquals(
            "auto",
            database.read(connection -> ConnectionOptionsIT.show(connection, "plan_cache_mode")));
      }
    }

    private static final String MINE =
        "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()";

    private static int holders(ApplicationContext context) {
      return context
          .getBean(Database.class)
          .read(
              connection ->
                  Database.list(
                          connection,
                          "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                              + " AND database = (SELECT oid FROM pg_database"
                              + " WHERE datname = current_database())",
                          row -> row.getInt(1))
                      .getFirst());
    }
  }

  private static ApplicationContext start(Map<String, Object> place) {
    ApplicationContext context =
        ApplicationContext.builder(place).deduceEnvironment(false).banner(false).start();
    context.getBean(Processor.class).start();
    return context;
  }
}
