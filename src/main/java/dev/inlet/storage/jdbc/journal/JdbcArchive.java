package dev.inlet.storage.jdbc.journal;

import dev.inlet.call.Warning;
import dev.inlet.journal.Archive;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.JournalDatabase;
import dev.inlet.storage.jdbc.OnPostgresql;
import dev.inlet.storage.jdbc.Portions;
import dev.inlet.storage.jdbc.journal.JournalPieces.Piece;
import dev.inlet.storage.jdbc.journal.JournalPieces.Span;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The journal's table behind the mark. Nothing but the sequence number is indexed there, so every
 * read is a range of it.
 */
@Singleton
@Requires(condition = OnPostgresql.class)
final class JdbcArchive implements Archive {
  /** Of more time than that a piece is not waited for, and its calls are removed one by one. */
  private static final Duration LONGEST_PIECE = Duration.ofDays(1);

  private final JournalDatabase database;
  private final JournalPieces pieces;
  private final MemoryBudget memory;
  private volatile long removedBelow;

  JdbcArchive(JournalDatabase database, JournalPieces pieces, MemoryBudget memory) {
    this.database = database;
    this.pieces = pieces;
    this.memory = memory;
  }

  @Override
  public void between(String accountId, long after, long upTo, Consumer<Journaled> reader) {
    List<List<Long>> portions =
        database.read(
            connection ->
                Portions.of(
                    connection,
                    memory.read(),
                    "SELECT seq, OCTET_LENGTH(body) FROM journal"
                        + " WHERE account_id = ? AND seq > ? AND seq <= ? ORDER BY seq",
                    accountId,
                    after,
                    upTo));
    portions.forEach(seqs -> read(accountId, seqs).forEach(reader));
  }

  private List<Journaled> read(String accountId, List<Long> seqs) {
    return database.read(
        connection ->
            Database.list(
                connection,
                "SELECT * FROM journal WHERE account_id = ? AND seq BETWEEN ? AND ? ORDER BY seq",
                JdbcArchive::journaled,
                accountId,
                seqs.getFirst(),
                seqs.getLast()));
  }

  @Override
  public Optional<Journaled> find(String accountId, long seq) {
    return database.read(
        connection -> {
          Optional<Journaled> found =
              Database.find(
                  connection,
                  "SELECT * FROM journal WHERE account_id = ? AND seq = ?",
                  JdbcArchive::journaled,
                  accountId,
                  seq);
          Set<Warning> warnings =
              JdbcJournal.WARNINGS.find(connection, List.of(seq)).getOrDefault(seq, Set.of());
          return found.map(
              call -> new Journaled(seq, call.entry().withWarnings(warnings), call.read()));
        });
  }

  private static Journaled journaled(ResultSet row) throws SQLException {
    return new Journaled(row.getLong("seq"), JdbcJournal.entry(row), null);
  }

  @Override
  public void remark(List<Remark> remarks) {
    if (!remarks.isEmpty()) {
      database.write(
          connection -> {
            JdbcJournal.WARNINGS.add(connection, remarks);
            return remarks.size();
          });
    }
  }

  /** What is removed stays so; where it stood need not be looked at again. */
  @Override
  public long first() {
    long first = database.read(connection -> first(connection, removedBelow));
    removedBelow = Math.max(removedBelow, first);
    return first;
  }

  private static long first(Connection connection, long from) throws SQLException {
    return Database.find(
            connection, "SELECT MIN(seq) FROM journal WHERE seq >= ?", row -> row.getLong(1), from)
        .orElseThrow();
  }

  @Override
  public Optional<Instant> oldest() {
    return storedAt("SELECT stored_at FROM journal ORDER BY seq LIMIT 1");
  }

  @Override
  public Optional<Instant> newest() {
    return storedAt("SELECT stored_at FROM journal ORDER BY seq DESC LIMIT 1");
  }

  private Optional<Instant> storedAt(String query) {
    return database.read(
        connection -> Database.find(connection, query, row -> Database.instant(row, "stored_at")));
  }

  @Override
  public Optional<Instant> databaseTime() {
    return database.read(
        connection ->
            Database.find(
                connection,
                "SELECT CURRENT_TIMESTAMP AS now",
                row -> Database.instant(row, "now")));
  }

  @Override
  public void remove(Collection<Long> seqs) {
    database.write(
        connection -> {
          var delete = new Batch(connection, "DELETE FROM journal WHERE seq = ?");
          for (long seq : seqs) {
            delete.add(seq);
          }
          JdbcJournal.WARNINGS.remove(connection, seqs);
          return delete.execute();
        });
  }

  private record Body(long seq, byte[] bytes) {}

  @Override
  public void rewrite(Collection<Long> seqs, UnaryOperator<byte[]> change) {
    if (seqs.isEmpty()) {
      return;
    }
    List<List<Long>> portions =
        database.read(connection -> JdbcJournal.portions(connection, memory.read(), seqs));
    portions.forEach(portion -> rewritePortion(portion, change));
  }

  private void rewritePortion(List<Long> seqs, UnaryOperator<byte[]> change) {
    database.write(
        connection -> {
          var update = new Batch(connection, "UPDATE journal SET body = ? WHERE seq = ?");
          for (Body body : bodies(connection, seqs)) {
            update.add(change.apply(body.bytes()), body.seq());
          }
          return update.execute();
        });
  }

  private static List<Body> bodies(Connection connection, Collection<Long> seqs)
      throws SQLException {
    return Database.list(
        connection,
        "SELECT j.seq, j.body FROM UNNEST(?) AS k (seq) JOIN journal j ON j.seq = k.seq",
        row -> new Body(row.getLong(1), row.getBytes(2)),
        seqs);
  }

  @Override
  public int purge(Instant storedBefore, long upTo, int limit) {
    long first = first();
    if (first == 0 || first > upTo) {
      return 0;
    }
    pieces.dropBelow(first);
    Optional<Piece> piece = pieces.of(first);
    if (piece.isPresent() && piece.get().end() - 1 <= upTo) {
      Optional<Span> calls = pieces.span(piece.get());
      if (calls.isPresent() && calls.get().length().compareTo(LONGEST_PIECE) <= 0) {
        return calls.get().to().isBefore(storedBefore) ? drop(piece.get(), calls.get()) : 0;
      }
    }
    long end = piece.map(Piece::end).orElse(Long.MAX_VALUE);
    return removeOneByOne(storedBefore, first, Math.min(Math.min(first + limit, end) - 1, upTo));
  }

  private int drop(Piece piece, Span calls) {
    return pieces.dropBelow(piece.end()) ? Math.toIntExact(calls.calls()) : 0;
  }

  private int removeOneByOne(Instant storedBefore, long first, long last) {
    Optional<Long> young =
        database.read(
            connection ->
                Database.find(
                    connection,
                    "SELECT seq FROM journal WHERE seq >= ? AND seq <= ? AND stored_at >= ?"
                        + " ORDER BY seq LIMIT 1",
                    row -> row.getLong(1),
                    first,
                    last,
                    storedBefore));
    long before = young.orElse(last + 1);
    return before == first
        ? 0
        : database.write(
            connection -> {
              JdbcJournal.WARNINGS.removeBelow(connection, before);
              return Database.update(
                  connection, "DELETE FROM journal WHERE seq >= ? AND seq < ?", first, before);
            });
  }
}
