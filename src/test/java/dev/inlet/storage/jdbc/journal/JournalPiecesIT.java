package dev.inlet.storage.jdbc.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.inlet.EmbeddedPostgresql;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.call.Warning;
import dev.inlet.journal.Archive.Remark;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseAccess;
import dev.inlet.storage.jdbc.JournalDatabase;
import dev.inlet.storage.jdbc.journal.JournalPieces.Piece;
import dev.inlet.storage.jdbc.journal.JournalPieces.Span;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's journal is made of. */
@NullUnmarked
class JournalPiecesIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Piece FIRST = new Piece("journal_1_100000", 1, 100_001);
  private static final MemoryBudget MEMORY = MemoryBudget.of(1L << 30);

  private long nanos;
  private String name;
  private JournalDatabase database;
  private JdbcJournal journal;
  private JournalPieces pieces;
  private JdbcArchive archive;

  @BeforeEach
  void open() {
    open(EmbeddedPostgresql.newTables().get("datasources.default.url").toString());
  }

  private void open(String url) {
    name = url.substring(url.lastIndexOf('/') + 1);
    var source = new HikariDataSource();
    source.setJdbcUrl(url);
    source.setUsername("postgres");
    source.setPassword("postgres");
    source.setMaximumPoolSize(2);
    database = new JournalDatabase(source);
    journal = new JdbcJournal(database, MEMORY);
    pieces = new JournalPieces(database, () -> nanos);
    archive = new JdbcArchive(database, pieces, MEMORY);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aPieceIsMadeWhileTheLastIsHalfFull() throws Exception {
    assertEquals(List.of(FIRST), pieces());
    appendUpTo(49_999, NOON, Duration.ofHours(1));
    assertFalse(pieces.step());
    assertEquals(List.of(FIRST), pieces());

    appendUpTo(60_000, NOON, Duration.ofHours(12));
    assertTrue(pieces.step());
    assertFalse(pieces.step(), "there is room");
    // 60,000 in half a day
    assertEquals(List.of(FIRST, new Piece("journal_100001_300000", 100_001, 300_001)), pieces());

    appendUpTo(100_010, NOON, Duration.ofHours(20));
    assertEquals(100_011, journal.append(List.of(entry(NOON))));
    assertEquals(11, rows("journal_100001_300000"));
    assertEquals(0, rows("journal_beyond"));
    assertEquals(
        List.of(100_000L, 100_001L),
        journal.read(99_999, 2).stream().map(Journaled::seq).toList(),
        "read across the pieces");
  }

  @Test
  void callsThatComeFasterThanPiecesAreMadeAreKeptAllTheSame() throws Exception {
    appendUpTo(250_000, NOON, Duration.ofMinutes(1));
    assertEquals(150_000, rows("journal_beyond"));
    assertTrue(pieces.step());
    assertEquals(List.of(FIRST, new Piece("journal_300001_1100000", 300_001, 1_100_001)), pieces());
    appendUpTo(300_005, NOON, Duration.ofMinutes(2));
    assertEquals(5, rows("journal_300001_1100000"));

    appendUpTo(300_010, NOON.plus(Duration.ofDays(9)), Duration.ofMinutes(1));
    purge(NOON.plus(Duration.ofDays(1)), 300_010);
    assertEquals(300_006, archive.first(), "one by one where they are in no piece");
  }

  @Test
  void aPieceIsDroppedOnceAllOfItIsOldAndProcessed() throws Exception {
    appendUpTo(100_000, NOON, Duration.ofHours(23));
    pieces.step();
    appendUpTo(100_100, NOON.plus(Duration.ofDays(1)), Duration.ofHours(1));
    archive.remark(List.of(remark(7), remark(100_007)));

    Instant young = NOON.plus(Duration.ofHours(22));
    assertEquals(0, archive.purge(young, 100_100, 1_000), "some of it is young");
    assertEquals(1, archive.first());
    Instant old = NOON.plus(Duration.ofDays(1));
    assertEquals(1_000, archive.purge(old, 99_999, 1_000), "one by one while one is unprocessed");
    assertEquals(99_000, archive.purge(old, 100_000, 1_000));
    assertEquals(List.of("journal_100001_300000"), pieces().stream().map(Piece::table).toList());
    assertEquals(100_001, archive.first());
    assertEquals(100, rows("journal"));
    assertEquals(1, rows("call_warning"));
    assertEquals(100_101, journal.append(List.of(entry(NOON))), "numbers go on");
  }

  @Test
  void whoeverReadsForLongHoldsUpNobodyAndThePieceIsDroppedLater() throws Exception {
    appendUpTo(100_000, NOON, Duration.ofHours(1));
    pieces.step();
    appendUpTo(100_100, NOON.plus(Duration.ofDays(9)), Duration.ofHours(1));
    Instant old = NOON.plus(Duration.ofDays(1));
    try (Connection reader = EmbeddedPostgresql.connect(name);
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SELECT COUNT(*) FROM journal");
      assertEquals(0, archive.purge(old, 100_100, 1_000));
      assertEquals(100_101, journal.append(List.of(entry(NOON))));
    }
    assertEquals(0, archive.purge(old, 100_100, 1_000), "not at once");
    nanos += Duration.ofMinutes(1).toNanos();
    assertEquals(100_000, archive.purge(old, 100_100, 1_000));
    assertEquals(100_001, archive.first());
  }

  @Test
  void oneOfSeveralInstancesChangesThePieces() throws Exception {
    appendUpTo(60_000, NOON, Duration.ofHours(1));
    var other = new JournalPieces(database, () -> nanos);
    assertTrue(pieces.step());
    assertFalse(other.step());
    assertEquals(2, pieces().size());

    appendUpTo(100_100, NOON.plus(Duration.ofDays(9)), Duration.ofHours(1));
    assertTrue(pieces.dropBelow(100_001));
    assertFalse(other.of(100_001).isEmpty());
    other.dropBelow(100_001);
    assertEquals(1, pieces().size());
  }

  @Test
  void theJournalOfAVersionBeforeIsItsFirstPiece() throws Exception {
    close();
    String before =
        EmbeddedPostgresql.properties(
                "localhost", EmbeddedPostgresql.port(), EmbeddedPostgresql.newDatabaseName())
            .get("datasources.default.url")
            .toString();
    Flyway.configure()
        .dataSource(before, "postgres", "postgres")
        .locations("classpath:db/migration/journal", "classpath:db/migration/journal_on_postgresql")
        .table("migration_of_journal")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .placeholders(Map.of("bytes", "BYTEA"))
        .target("18.1")
        .load()
        .migrate();
    open(before);
    appendUpTo(5_000, NOON, Duration.ofHours(1));
    DatabaseAccess.of(before, "postgres", "postgres", Path.of("")).migrate("journal");

    assertEquals(List.of(new Piece("journal_before", 0, 10_000_000)), pieces());
    assertEquals(5_001, journal.append(List.of(entry(NOON.plus(Duration.ofDays(9))))));
    assertEquals(
        List.of(5_000L, 5_001L), journal.read(4_999, 9).stream().map(Journaled::seq).toList());
    assertFalse(pieces.step(), "it has room");
    assertEquals(1_000, archive.purge(NOON.plus(Duration.ofDays(1)), 5_001, 1_000));
    purge(NOON.plus(Duration.ofDays(1)), 5_001);
    assertEquals(5_001, archive.first());
    assertEquals(1, rows("journal"));
  }

  @Test
  void aPieceIsForADayAtTheRateOfTheOneBefore() {
    assertEquals(100_000, JournalPieces.size(Optional.empty(), 100_000));
    assertEquals(100_000, size(10, Duration.ofDays(9), 100_000));
    assertEquals(300_000, size(50_000, Duration.ofHours(6), 100_000));
    assertEquals(800_000, size(50_000, Duration.ofSeconds(1), 100_000), "not of a burst");
    assertEquals(800_000, size(50_000, Duration.ZERO, 100_000));
    assertEquals(8_700_000, size(50_000, Duration.ofSeconds(500), 10_000_000));
  }

  private static long size(long calls, Duration length, long before) {
    return JournalPieces.size(Optional.of(new Span(NOON, NOON.plus(length), calls)), before);
  }

  private List<Piece> pieces() {
    return database.read(JournalPieces::pieces);
  }

  private void purge(Instant storedBefore, long upTo) {
    while (archive.purge(storedBefore, upTo, 50_000) > 0) {
      // There is more.
    }
  }

  /** Behind Inlet's back, evenly spread over a time. */
  private void appendUpTo(long last, Instant from, Duration over) throws SQLException {
    long head = journal.last();
    try (Connection connection = EmbeddedPostgresql.connect(name);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO journal
          SELECT seq, 'acme', 'key', 'destination', 'track', 'm',
              CAST('%s' AS TIMESTAMP WITH TIME ZONE)
                  + INTERVAL '1 millisecond' * %d * (seq - %d) / %d,
              NULL, CAST('{}' AS BYTEA)
          FROM GENERATE_SERIES(%d, %d) AS seq"""
              .formatted(from, over.toMillis(), head, last - head, head + 1, last));
      statement.execute("UPDATE journal_head SET seq = " + last);
    }
  }

  private static Remark remark(long seq) {
    return new Remark("acme", seq, Warning.values()[0]);
  }

  private long rows(String table) {
    return database.read(
        connection ->
            Database.find(connection, "SELECT COUNT(*) FROM " + table, row -> row.getLong(1))
                .orElseThrow());
  }

  private static JournalEntry entry(Instant storedAt) {
    return new JournalEntry(
        "acme",
        "key",
        Sender.DESTINATION,
        CallType.TRACK,
        "m",
        storedAt,
        null,
        new byte[] {'{', '}'},
        Set.of());
  }
}
