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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody's transaction stands open, as that of pg_dump does, and PostgreSQL keeps all versions of
 * the rows that every batch updates. A batch must not look at them all.
 */
@NullUnmarked
class OldSnapshotIT {
  private static final int BATCHES = Extent.of(10_000, 50_000);
  private static final int MEASURED = 50;

  /** Found by an id, the versions of so many batches take more. */
  private static final int MOST_PAGES = 40;

  private String database;
  private Stores stores;
  private Connection behind;
  private Connection old;

  @BeforeEach
  void open() throws SQLException {
    database = EmbeddedPostgresql.newDatabaseName();
    stores =
        Stores.open(
            EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database));
    behind = EmbeddedPostgresql.connect(database);
    old = EmbeddedPostgresql.connect(database);
  }

  @AfterEach
  void close() throws SQLException {
    old.close();
    behind.close();
    stores.close();
  }

  @Test
  void aBatchTouchesNoMorePagesHoweverManyWereBeforeIt() throws Exception {
    append(); // Statements are prepared then, and their plans stay.
    Pages before = perBatch();
    old.setAutoCommit(false);
    old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = old.createStatement()) {
      statement.execute("SELECT 1 FROM journal_head");
    }
    haveBatches();
    Pages after = perBatch();
    Figures.note(
        "old snapshot",
        "pages touched by a batch: %s, and after %d batches under an open transaction %s",
        before,
        BATCHES,
        after);
    assertTrue(after.head() < MOST_PAGES, after.toString());
    assertTrue(after.mark() < MOST_PAGES, after.toString());
  }

  /** What batches do to the two rows, quicker than by batches; both move on together. */
  private void haveBatches() throws SQLException {
    try (Connection connection = EmbeddedPostgresql.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      statement.execute("SET enable_seqscan = off");
      statement.execute(
          """
          DO $$ BEGIN
            FOR i IN 1..%d LOOP
              UPDATE journal_head SET seq = seq + 1
                WHERE seq >= (SELECT MAX(seq) FROM journal_head);
              UPDATE progress SET mark = mark + 1 WHERE mark >= (SELECT MAX(mark) FROM progress);
              COMMIT;
            END LOOP;
          END $$"""
              .formatted(BATCHES));
    }
  }

  /** Of each table and its index. */
  private record Pages(long head, long mark) {}

  /** What a batch of a single call touches, and those who look for its end meanwhile. */
  private Pages perBatch() throws Exception {
    settle();
    long head = touched("journal_head");
    long mark = touched("progress");
    append();
    settle();
    return new Pages(
        (touched("journal_head") - head) / MEASURED, (touched("progress") - mark) / MEASURED);
  }

  private long touched(String table) throws SQLException {
    return number(
        "SELECT COALESCE(heap_blks_hit, 0) + COALESCE(heap_blks_read, 0)"
            + " + COALESCE(idx_blks_hit, 0) + COALESCE(idx_blks_read, 0)"
            + " FROM pg_statio_user_tables WHERE relname = '%s'".formatted(table));
  }

  private void append() {
    for (int i = 0; i < MEASURED; i++) {
      stores.journal().append(List.of(call()));
      Eventually.become(
          "it is processed", () -> stores.progress().mark() == stores.journal().last());
    }
  }

  private static JournalEntry call() {
    return new JournalEntry(
        "acme",
        "key",
        Sender.DESTINATION,
        CallType.TRACK,
        "m" + System.nanoTime(),
        Instant.now(),
        null,
        "{\"userId\":\"u\",\"event\":\"e\"}".getBytes(StandardCharsets.UTF_8),
        Set.of());
  }

  /** PostgreSQL counts a second late. */
  private static void settle() throws InterruptedException {
    Thread.sleep(Duration.ofMillis(1_500));
  }

  private long number(String query) throws SQLException {
    try (Statement statement = behind.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
