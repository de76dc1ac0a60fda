package dev.inlet.storage.jdbc.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Stores;
import dev.inlet.journal.Journal.Found;
import dev.inlet.journal.Journal.Range;
import dev.inlet.journal.Journaled;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Ranges of PostgreSQL's journal, which may hold the calls of a week. */
@NullUnmarked
class JournalRangesIT {
  private static final int CALLS = 10_000;
  private static final int READS = 20;

  /**
   * All rows lie on more than a thousand, and whoever walks over the index touches ten thousand. It
   * takes some twenty; others, who gather statistics meanwhile, are counted with it.
   */
  private static final int MOST_PAGES = 400;

  private static final List<Range> RANGES =
      List.of(new Range(9_901, 9_910), new Range(9_921, 9_930), new Range(9_991, 10_010));

  @Test
  void whatIsReadCostsTheSameHoweverManyCallsThereAre() throws Exception {
    String database = EmbeddedPostgresql.newDatabaseName();
    try (var stores =
        Stores.open(
            EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database))) {
      assertEquals(List.of(), stores.journal().read(RANGES).calls()); // and the plan is made
      execute(
          database,
          """
          INSERT INTO journal
          SELECT seq, 'acme', 'key', 'destination', 'track', 'm' || seq, CURRENT_TIMESTAMP, NULL,
              CAST(REPEAT('x', 800) AS BYTEA)
          FROM GENERATE_SERIES(1, %d) AS seq"""
              .formatted(CALLS));
      assertPagesAreFew(stores, database);
      execute(database, "ANALYZE journal");
      assertPagesAreFew(stores, database);
    }
  }

  /** On a connection that ends with it, so that what it touches is counted at once. */
  private static void execute(String database, String sql) throws SQLException {
    try (Connection connection = EmbeddedPostgresql.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertPagesAreFew(Stores stores, String database) throws Exception {
    long before = touched(database);
    for (int i = 0; i < READS; i++) {
      Found found = stores.journal().read(RANGES);
      assertTrue(found.isWhole());
      assertEquals(
          LongStream.concat(
                  LongStream.concat(
                      LongStream.rangeClosed(9_901, 9_910), LongStream.rangeClosed(9_921, 9_930)),
                  LongStream.rangeClosed(9_991, 10_000))
              .boxed()
              .toList(),
          found.calls().stream().map(Journaled::seq).toList());
    }
    long pages = (touched(database) - before) / READS;
    assertTrue(pages > 0 && pages < MOST_PAGES, pages + " pages");
  }

  /** How many pages of the journal and its index were looked at, which PostgreSQL counts late. */
  private static long touched(String database) throws SQLException, InterruptedException {
    Thread.sleep(Duration.ofMillis(1_500));
    try (Connection connection = EmbeddedPostgresql.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT SUM(heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read)"
                    + " FROM pg_statio_user_tables WHERE relname LIKE 'journal\\_%'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
