package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Eventually;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.Stores;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A PostgreSQL that was empty when Inlet prepared its statements, and that nobody but Inlet has
 * look at its tables.
 */
@NullUnmarked
class NewDatabaseIT {
  private static final int PEOPLE = Extent.of(20_000, 300_000);
  private static final int FIRST = 1_000;
  private static final int BATCH = 256;
  private static final long SEED = Long.getLong("seed", 1);

  /** Of each call, in all tables; reading all of an account's rows would be thousands. */
  private static final int MOST_ROWS_READ = 120;

  private static final List<String> FILLED =
      List.of("person", "person_state", "person_link", "contact", "company", "membership");

  private static final List<String> TABLES =
      List.of(
          "person",
          "person_state",
          "person_link",
          "contact",
          "company",
          "membership",
          "event",
          "set_aside",
          "tombstone",
          "journal_1_100000",
          "seen_message");

  private final Random random = new Random(SEED);
  private Stores stores;
  private Connection behind;

  @BeforeEach
  void open() throws SQLException {
    String database = EmbeddedPostgresql.newDatabaseName();
    Map<String, Object> place =
        EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database);
    stores = Stores.open(place);
    behind = EmbeddedPostgresql.connect(database);
    for (String table : TABLES) {
      execute("ALTER TABLE %s SET (autovacuum_enabled = false)".formatted(table));
    }
  }

  @AfterEach
  void close() throws SQLException {
    behind.close();
    stores.close();
  }

  @Test
  void callsReadTheRowsTheyAreAboutAndNoOthersOfTheirAccount() throws Exception {
    for (int i = 0; i < 12; i++) {
      process(6, 0, 2);
    }
    fill();
    Eventually.become("Inlet has had them counted", Duration.ofMinutes(1), this::areCounted);
    process(BATCH, FIRST, PEOPLE);
    settle();
    long before = rowsRead();
    long start = System.nanoTime();
    process(4 * BATCH, FIRST, PEOPLE);
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    settle();
    double rows = (double) (rowsRead() - before) / (4 * BATCH);
    Figures.note(
        "new PostgreSQL",
        "of %d people, without another's ANALYZE: a call read %.1f rows, 1,024 calls took %d ms",
        PEOPLE,
        rows,
        millis);
    assertTrue(rows < MOST_ROWS_READ, "rows read for each call: " + rows);
  }

  /** Whether PostgreSQL knows of what was filled in. */
  private boolean areCounted() {
    try {
      return number(
              "SELECT COUNT(*) FROM pg_class WHERE reltuples > %d AND relname IN ('%s')"
                  .formatted(PEOPLE / 4, String.join("', '", FILLED)))
          == FILLED.size();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Behind Inlet's back, because that is quicker. */
  private void fill() throws SQLException {
    String people = " FROM generate_series(%d, %d) AS i".formatted(FIRST, FIRST + PEOPLE - 1);
    execute("INSERT INTO person SELECT i, 'acme', 'u:user-' || i" + people);
    execute("INSERT INTO person_state SELECT i, '[]', '[]', now(), now()" + people);
    execute("INSERT INTO contact SELECT i, 'acme', 'e' || i, NULL, 'u' || i" + people);
    execute(
        "INSERT INTO person_link SELECT i, i - 1, now(), 'm'" + people + " WHERE MOD(i, 2) = 0");
    execute(
        "INSERT INTO company (account_id, group_id, traits, fields, first_seen, last_seen)"
            + " SELECT 'acme', 'g-' || i, '[]', '[]', now(), now()"
            + people);
    execute("INSERT INTO membership SELECT 'acme', 'u:user-' || i, 'g-' || i" + people);
  }

  /** Processes calls about some of these people. */
  private void process(int calls, int first, int people) {
    var entries = new ArrayList<JournalEntry>();
    for (int i = 0; i < calls; i++) {
      int person = first + random.nextInt(people);
      entries.add(i % 2 == 0 ? identify(person) : group(person));
    }
    for (int from = 0; from < calls; from += BATCH) {
      stores.journal().append(entries.subList(from, Math.min(calls, from + BATCH)));
    }
    Eventually.become(
        "all is processed",
        Duration.ofMinutes(2),
        () -> stores.progress().mark() == stores.journal().last());
  }

  private JournalEntry identify(int person) {
    return entry(CallType.IDENTIFY, "{\"userId\":\"user-%d\",\"traits\":{\"n\":1}}", person);
  }

  private JournalEntry group(int person) {
    return entry(
        CallType.GROUP,
        "{\"userId\":\"user-%1$d\",\"groupId\":\"g-%1$d\",\"traits\":{\"n\":1}}",
        person);
  }

  private JournalEntry entry(CallType type, String body, int person) {
    return new JournalEntry(
        "acme",
        "key",
        Sender.DESTINATION,
        type,
        "m" + random.nextLong(),
        Instant.now(),
        null,
        body.formatted(person).getBytes(StandardCharsets.UTF_8),
        Set.of());
  }

  private long rowsRead() throws SQLException {
    return number(
        "SELECT SUM(seq_tup_read + COALESCE(idx_tup_fetch, 0)) FROM pg_stat_user_tables"
            + " WHERE relname IN ('%s')".formatted(String.join("', '", TABLES)));
  }

  /** PostgreSQL counts a second late. */
  private void settle() throws Exception {
    Thread.sleep(Duration.ofSeconds(3));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = behind.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String query) throws SQLException {
    try (Statement statement = behind.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
