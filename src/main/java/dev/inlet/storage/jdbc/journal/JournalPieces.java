package dev.inlet.storage.jdbc.journal;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.chore.Chore;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.JdbcFailure;
import dev.inlet.storage.jdbc.JournalDatabase;
import dev.inlet.storage.jdbc.OnPostgresql;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pieces of PostgreSQL's journal: ranges of sequence numbers, each a partition, with about the
 * calls of a day. A new one is made while the last is half full, and an old one is dropped, which
 * costs the same however many calls it holds.
 *
 * <p>Calls that come faster than pieces are made stand in a partition for all other numbers, and
 * are removed from there one by one. All instances look after the pieces, one at a time.
 */
@Singleton
@Requires(condition = OnPostgresql.class)
final class JournalPieces implements Chore {
  private static final Logger LOG = LoggerFactory.getLogger(JournalPieces.class);

  /** A piece holds as many calls at least, and a multiple of that. */
  static final long SMALLEST = 100_000;

  /** Nor is one more times larger than the one before, so that a burst makes no piece of months. */
  private static final long GROWTH = 8;

  /**
   * Whoever drops a piece or makes one waits for all who read the journal, and all others wait
   * behind it.
   */
  private static final Duration WAIT = Duration.ofMillis(50);

  /** Somebody who reads for long, as pg_dump does, is in the way again a moment later. */
  private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Rows that belong in a new piece stand elsewhere already. */
  private static final String OVERTAKEN = "23514";

  /** "INLT", and a table of its own in each schema, since another may hold another Inlet. */
  private static final String TAKE_TURN =
      "SELECT pg_try_advisory_xact_lock("
          + "(1229868116::BIGINT << 32) | 'journal_head'::REGCLASS::OID::BIGINT)";

  private final JournalDatabase database;
  private final Ticker ticker;
  private volatile List<Piece> known = List.of();
  private volatile long notBefore;

  JournalPieces(JournalDatabase database, Ticker ticker) {
    this.database = database;
    this.ticker = ticker;
    this.notBefore = ticker.read();
  }

  /**
   * A partition.
   *
   * @param table its name
   * @param first of its numbers; 0 for the one that was the journal before
   * @param end behind the last of its numbers
   */
  record Piece(String table, long first, long end) {
    long size() {
      return end - first;
    }

    boolean holds(long seq) {
      return first <= seq && seq < end;
    }
  }

  /** Makes a piece, if the last is half full. */
  @Override
  public boolean step() {
    long head = database.read(JdbcJournal::head);
    if (hasRoom(known, head)) {
      return false;
    }
    known = database.read(JournalPieces::pieces);
    return !hasRoom(known, head) && changed(connection -> make(connection, head));
  }

  private static boolean hasRoom(List<Piece> pieces, long head) {
    return !pieces.isEmpty() && head - pieces.getLast().first() < pieces.getLast().size() / 2;
  }

  /** The piece that a call is in, or was; nothing for one that is in none. */
  Optional<Piece> of(long seq) {
    if (known.stream().noneMatch(piece -> piece.holds(seq))) {
      known = database.read(JournalPieces::pieces);
    }
    return known.stream().filter(piece -> piece.holds(seq)).findFirst();
  }

  /** Drops the pieces that hold nothing but calls below a number, with what is told of those. */
  boolean dropBelow(long seq) {
    List<Piece> old = known.stream().filter(piece -> piece.end() <= seq).toList();
    return !old.isEmpty() && changed(connection -> drop(connection, old));
  }

  private boolean drop(Connection connection, List<Piece> pieces) throws SQLException {
    for (Piece piece : pieces) {
      JdbcJournal.WARNINGS.removeBelow(connection, piece.end());
      Database.update(connection, "DROP TABLE IF EXISTS " + piece.table());
      LOG.debug("Dropped {}", piece);
    }
    return true;
  }

  /** When the first and the last of a piece's calls were stored; nothing when it has none. */
  Optional<Span> span(Piece piece) {
    return database.read(connection -> span(connection, piece));
  }

  /**
   * Of calls.
   *
   * @param from when the first was stored
   * @param to when the last was
   * @param calls how many numbers there are from the first to the last
   */
  record Span(Instant from, Instant to, long calls) {
    Duration length() {
      return Duration.between(from, to);
    }
  }

  private static Optional<Span> span(Connection connection, Piece piece) throws SQLException {
    record Call(long seq, Instant storedAt) {}
    String query =
        "SELECT seq, stored_at FROM journal WHERE seq >= ? AND seq < ? ORDER BY seq %s LIMIT 1";
    Database.RowReader<Call> reader =
        row -> new Call(row.getLong("seq"), Database.instant(row, "stored_at"));
    Optional<Call> first =
        Database.find(connection, query.formatted("ASC"), reader, piece.first(), piece.end());
    Optional<Call> last =
        Database.find(connection, query.formatted("DESC"), reader, piece.first(), piece.end());
    return first.flatMap(
        oldest ->
            last.map(
                newest ->
                    new Span(
                        oldest.storedAt(), newest.storedAt(), newest.seq() - oldest.seq() + 1)));
  }

  /** Where the last piece ended too early, what follows it stays in none. */
  private boolean make(Connection connection, long head) throws SQLException {
    List<Piece> pieces = pieces(connection);
    if (hasRoom(pieces, head)) {
      return false; // by another instance
    }
    Piece next = next(connection, pieces, head);
    Database.update(
        connection, "CREATE TABLE %s (LIKE journal INCLUDING ALL)".formatted(next.table()));
    Database.update(
        connection,
        "ALTER TABLE journal ATTACH PARTITION %s FOR VALUES FROM (%d) TO (%d)"
            .formatted(next.table(), next.first(), next.end()));
    LOG.debug("Made {}", next);
    return true;
  }

  private static Piece next(Connection connection, List<Piece> pieces, long head)
      throws SQLException {
    Piece last = pieces.isEmpty() ? new Piece("", 1, 1) : pieces.getLast();
    long first = head < last.end() ? last.end() : head / SMALLEST * SMALLEST + SMALLEST + 1;
    long size = size(span(connection, last), last.size());
    return new Piece("journal_%d_%d".formatted(first, first + size - 1), first, first + size);
  }

  /** How large a piece is to be: for the calls of a day, at the rate of the one before. */
  static long size(Optional<Span> before, long sizeBefore) {
    long aDay =
        before
            .map(
                span ->
                    Duration.ofDays(1).toMillis()
                        * (double) span.calls()
                        / Math.max(1, span.length().toMillis()))
            .orElse(0.0)
            .longValue();
    long most = Math.max(SMALLEST, sizeBefore / SMALLEST * SMALLEST) * GROWTH;
    return Math.clamp(aDay / SMALLEST * SMALLEST + SMALLEST, SMALLEST, most);
  }

  /** All of them, in their order, without the one for other numbers. */
  static List<Piece> pieces(Connection connection) throws SQLException {
    return Database.list(
        connection,
        """
        SELECT relname, COALESCE(CAST(SUBSTRING(bounds FROM 'FROM \\(''?(\\d+)') AS BIGINT), 0) AS first,
            CAST(SUBSTRING(bounds FROM 'TO \\(''?(\\d+)') AS BIGINT) AS behind
        FROM (
          SELECT c.relname, PG_GET_EXPR(c.relpartbound, c.oid) AS bounds
          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
          WHERE i.inhparent = CAST('journal' AS REGCLASS)
        ) AS partition
        WHERE bounds <> 'DEFAULT'
        ORDER BY behind""",
        row -> new Piece(row.getString("relname"), row.getLong("first"), row.getLong("behind")));
  }

  /**
   * Changes the pieces in one transaction, unless another instance does, or somebody is in the way;
   * then it is tried again some time later.
   */
  private boolean changed(Database.Work<Boolean> work) {
    if (ticker.read() - notBefore < 0) {
      return false;
    }
    try {
      boolean isChanged = database.write(connection -> inTurn(connection, work));
      known = database.read(JournalPieces::pieces);
      return isChanged;
    } catch (JdbcFailure e) {
      String state = String.valueOf(e.sqlException().getSQLState());
      switch (state) {
        case LOCK_NOT_AVAILABLE -> notBefore = ticker.read() + TRY_AGAIN.toNanos();
        case OVERTAKEN -> LOG.debug("Calls came faster than a piece was made for them");
        default -> throw e;
      }
      return false;
    }
  }

  private static boolean inTurn(Connection connection, Database.Work<Boolean> work)
      throws SQLException {
    boolean isMine = Database.find(connection, TAKE_TURN, row -> row.getBoolean(1)).orElseThrow();
    if (!isMine) {
      return false;
    }
    Database.update(connection, "SET LOCAL lock_timeout = %d".formatted(WAIT.toMillis()));
    return work.on(connection);
  }
}
