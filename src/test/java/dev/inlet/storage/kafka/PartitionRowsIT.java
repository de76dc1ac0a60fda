package dev.inlet.storage.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Eventually;
import dev.inlet.Everything;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.Journal;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.KafkaJournalPolicy;
import dev.inlet.storage.jdbc.JournalDatabase;
import dev.inlet.storage.kafka.PartitionRows.Moved;
import dev.inlet.storage.kafka.PartitionRows.Place;
import dev.inlet.storage.kafka.PartitionRows.Portion;
import dev.inlet.storage.kafka.PartitionRows.Read;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records come into the journal once, whoever moves them and however often. */
@NullUnmarked
class PartitionRowsIT {
  private static final int ROUNDS = Extent.of(20, 500);
  private static final String ID = "of-the-topic";
  private static final int VERSIONS = Extent.of(5_000, 50_000);
  private static final int MEASURED = 20;

  /** Found without its offset, the versions of so many moves take more. */
  private static final int MOST_PAGES = 60;

  @TempDir static Path folder;
  private static RunningInlet inlet;

  private final String topic = "topic-" + UUID.randomUUID();
  private final PartitionRows rows =
      new PartitionRows(
          inlet.context().getBean(JournalDatabase.class),
          new KafkaJournalPolicy("localhost:9092", topic, 4, 1, false, Map.of()));

  @BeforeAll
  static void start() {
    inlet = RunningInlet.in(folder).with(EmbeddedPostgresql.newTables()).start();
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  private JournalEntry entry(int partition, long offset) {
    return new JournalEntry(
        topic.substring(0, 30),
        "k",
        Sender.DESTINATION,
        CallType.TRACK,
        "%s-%d-%d".formatted(topic, partition, offset),
        Instant.now(),
        null,
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}".getBytes(StandardCharsets.UTF_8),
        Set.of());
  }

  private Portion portion(int partition, long from, long to) {
    return new Portion(
        partition,
        from,
        LongStream.range(from, to)
            .mapToObj(offset -> new Read(offset, 7, entry(partition, offset)))
            .toList());
  }

  private static List<String> offsets(Moved moved) {
    return moved.calls().stream()
        .map(call -> call.entry().messageId().replaceFirst(".*-(\\d+-\\d+)$", "$1"))
        .toList();
  }

  private long journaled() throws Exception {
    return Long.parseLong(
        new Everything(inlet.place())
            .row("SELECT COUNT(*) FROM journal WHERE message_id LIKE '%s-%%'".formatted(topic))
            .getFirst());
  }

  @Test
  void partitionBeginsWhereItsFirstRecordIsAndThatIsNotedOnce() {
    rows.begin(ID, Map.of(0, 5L, 3, 0L));
    rows.begin("of another", Map.of(0, 9L, 1, 2L));

    assertEquals(
        Map.of(
            0, new Place(ID, 5, PartitionRows.NO_EPOCH),
            1, new Place("of another", 2, PartitionRows.NO_EPOCH),
            3, new Place(ID, 0, PartitionRows.NO_EPOCH)),
        rows.places(4));
    assertEquals(1, rows.places(1).size());
  }

  @Test
  void recordsOfSeveralPartitionsAreMovedTogetherInTheirOrder() {
    rows.begin(ID, Map.of(0, 0L, 1, 5L));
    long last = inlet.context().getBean(Journal.class).last();
    Moved moved = rows.move(List.of(portion(0, 0, 2), portion(1, 5, 6)));

    assertEquals(List.of("0-0", "0-1", "1-5"), offsets(moved));
    assertEquals(
        List.of(last + 1, last + 2, last + 3),
        moved.calls().stream().map(one -> one.seq()).toList());
    assertEquals(Map.of(0, 2L, 1, 6L), moved.next());
    assertEquals(new Place(ID, 2, 7), rows.places(4).get(0));
  }

  @Test
  void whoHasLostAPartitionMovesWhatIsNotThereAlone() throws Exception {
    rows.begin(ID, Map.of(0, 0L, 1, 0L));
    rows.move(List.of(portion(0, 0, 3)));
    Moved late = rows.move(List.of(portion(0, 0, 2), portion(1, 0, 1)));
    assertEquals(List.of("1-0"), offsets(late));
    assertEquals(3L, late.next().get(0));

    Moved overlapping = rows.move(List.of(portion(0, 1, 5)));
    assertEquals(List.of("0-3", "0-4"), offsets(overlapping));
    assertEquals(6, journaled());
  }

  /** As when the database is a copy of an earlier one: what lies between must be read again. */
  @Test
  void rowThatHasGoneBackIsNotLeaptOver() throws Exception {
    rows.begin(ID, Map.of(0, 0L, 1, 0L));
    rows.move(List.of(portion(0, 0, 3)));
    new Everything(inlet.place())
        .execute("UPDATE kafka_partition SET next_offset = 1 WHERE topic = '%s'".formatted(topic));
    Moved moved = rows.move(List.of(portion(0, 3, 4)));

    assertEquals(List.of(), moved.calls());
    assertNull(moved.next().get(0));
    assertEquals(1, rows.places(4).get(0).next());
  }

  @Test
  void twoThatMoveTheSameAtOnceMoveItOnce() throws Exception {
    rows.begin(ID, Map.of(0, 0L, 1, 0L, 2, 0L, 3, 0L));
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        long from = round * 2L;
        List<Portion> portions =
            List.of(
                portion(0, from, from + 2),
                portion(1, from, from + 2),
                portion(2, from, from + 2),
                portion(3, from, from + 2));
        var moving = new ArrayList<Future<Moved>>();
        for (int i = 0; i < 2; i++) {
          moving.add(threads.submit(() -> rows.move(portions)));
        }
        int moved = 0;
        for (Future<Moved> one : moving) {
          moved += one.get().calls().size();
        }
        assertEquals(8, moved);
      }
    }
    assertEquals(ROUNDS * 8L, journaled());
  }

  /** As of pg_dump, for which PostgreSQL keeps all versions of the rows since. */
  @Test
  void batchTouchesFewPagesHoweverManyWereBeforeItUnderAnOldTransaction() throws Exception {
    rows.begin(ID, Map.of(0, 0L));
    try (Connection old = connect();
        Statement reading = old.createStatement();
        Connection other = connect();
        Statement counting = other.createStatement()) {
      old.setAutoCommit(false);
      old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      reading.execute("SELECT 1 FROM kafka_partition");
      haveMoves();
      Thread.sleep(1_100); // PostgreSQL counts a second late.
      long before = touched(counting);
      for (long offset = VERSIONS; offset < VERSIONS + MEASURED; offset++) {
        assertEquals(offset, rows.places(1).get(0).next());
        assertEquals(1, rows.move(List.of(portion(0, offset, offset + 1))).calls().size());
      }
      Eventually.become("it is counted", () -> isCounted(counting, before));
      long pages = (touched(counting) - before) / MEASURED;
      Figures.note(
          "old snapshot",
          "pages touched to move a partition, after %d moves under an open transaction: %d",
          VERSIONS,
          pages);
      assertTrue(pages < MOST_PAGES, "pages: " + pages);
    }
  }

  /**
   * What moving does to a row, quicker than by moving, on a connection that is counted by its end.
   */
  private void haveMoves() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      statement.execute(
          """
          DO $$ BEGIN
            FOR i IN 0..%d LOOP
              UPDATE kafka_partition SET next_offset = i + 1
                WHERE topic = '%s' AND partition_number = 0 AND next_offset = i;
              COMMIT;
            END LOOP;
          END $$"""
              .formatted(VERSIONS - 1, topic));
    }
  }

  /** A session tells what it has done a second late, and with the next thing that it does. */
  private boolean isCounted(Statement counting, long before) {
    try {
      Thread.sleep(1_100);
      rows.places(1);
      return touched(counting) >= before + MEASURED;
    } catch (InterruptedException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long touched(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read"
                + " FROM pg_statio_user_tables WHERE relname = 'kafka_partition'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        inlet.place().get("datasources.default.url").toString(), "postgres", "postgres");
  }
}
