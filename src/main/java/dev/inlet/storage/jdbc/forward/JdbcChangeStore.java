package dev.inlet.storage.jdbc.forward;

import dev.inlet.forward.ChangeSignal;
import dev.inlet.forward.ChangeStore;
import dev.inlet.forward.ErasedIds;
import dev.inlet.forward.NewChange;
import dev.inlet.forward.Piece;
import dev.inlet.forward.PieceText;
import dev.inlet.forward.Seal;
import dev.inlet.journal.Peers;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseUrl;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The feed as rows, a row for each account of a batch. The database numbers them, under the lock on
 * the mark, so the numbers become visible in their order.
 */
@Singleton
final class JdbcChangeStore implements ChangeStore {
  /** Pieces are small; what they are about is read after them. */
  private static final int PIECES = 64;

  private static final String INSERT =
      "INSERT INTO change_feed (account_id, written_at, changes) VALUES (?, ?, ?)";

  private static final String FIRST =
      "SELECT position, written_at AS at FROM change_feed ORDER BY position LIMIT ?";

  private static final String EXTENT =
      "SELECT (SELECT position FROM change_feed_floor) AS floor,"
          + " (SELECT MAX(position) FROM change_feed) AS last";

  private static final Extent UNKNOWN = new Extent(0, 0);

  private final Database database;
  private final AdminDatabase administration;
  private final ChangeSignal signal;
  private final Peers peers;
  private final Seal seal;
  private final boolean isShared;

  /** On H2, what has reached the disk; as good as nothing while that is not known. */
  private volatile Extent forced = UNKNOWN;

  JdbcChangeStore(
      Database database,
      AdminDatabase administration,
      ChangeSignal signal,
      Peers peers,
      Seal seal,
      DatabaseUrl url) {
    this.database = database;
    this.administration = administration;
    this.signal = signal;
    this.peers = peers;
    this.seal = seal;
    this.isShared = url.isShared();
  }

  @Override
  public void append(Instant at, Map<String, List<NewChange>> byAccount) {
    database.write(
        connection -> {
          var insert = new Batch(connection, INSERT);
          for (Map.Entry<String, List<NewChange>> entry : byAccount.entrySet()) {
            List<NewChange> changes =
                entry.getValue().stream().map(change -> ErasedIds.sealed(change, seal)).toList();
            for (String text : PieceText.write(changes)) {
              insert.add(entry.getKey(), at, text);
            }
          }
          database.afterCommit(() -> tell(byAccount.keySet()));
          return insert.execute();
        });
  }

  private void tell(Set<String> accountIds) {
    signal.written(accountIds);
    peers.changed(accountIds);
  }

  @Override
  public long last() {
    return database.write(connection -> extent(connection).last());
  }

  /**
   * Of H2's file a crash may take what was not forced, and then it is made again, not always in the
   * same pieces; so what readers have seen is forced first.
   */
  @Override
  public Extent extent() {
    Extent extent = administration.read(JdbcChangeStore::extent);
    if (!isShared) {
      if (extent.last() > forced.last()) {
        administration.force();
      }
      forced = extent;
    }
    return extent;
  }

  @Override
  public Extent extentBeyond(long piece) {
    Extent known = forced;
    return known.last() > piece ? known : extent();
  }

  private static Extent extent(Connection connection) throws SQLException {
    return Database.find(
            connection,
            EXTENT,
            row -> {
              long floor = row.getLong("floor");
              return new Extent(floor, Math.max(floor, row.getLong("last")));
            })
        .orElseThrow();
  }

  @Override
  public Found read(@Nullable String accountId, long from, long upTo) {
    return administration.read(
        connection -> {
          List<Long> numbers = FeedRows.numbers(connection, accountId, from, upTo, PIECES);
          List<Long> fitting = FeedRows.fitting(connection, numbers);
          return new Found(
              FeedRows.rows(connection, fitting),
              fitting.size() == numbers.size() && numbers.size() < PIECES);
        });
  }

  @Override
  public List<Piece> newest(@Nullable String accountId, long below) {
    return administration.read(
        connection -> {
          List<Long> numbers = FeedRows.lastNumbers(connection, accountId, below, PIECES);
          return FeedRows.rows(connection, FeedRows.fitting(connection, numbers)).reversed();
        });
  }

  @Override
  public int purge(Instant before, int most) {
    int purged = administration.work(connection -> purge(connection, before, most));
    forced = UNKNOWN; // Its floor may be another now.
    return purged;
  }

  private static int purge(Connection connection, Instant before, int most) throws SQLException {
    List<Long> old = OldRows.before(connection, FIRST, before, most);
    if (!old.isEmpty()) {
      long floor = old.getLast();
      Database.update(
          connection, "UPDATE change_feed_floor SET position = ? WHERE position < ?", floor, floor);
      Database.update(connection, "DELETE FROM change_feed WHERE position <= ?", floor);
    }
    return old.size();
  }

  @Override
  public boolean isShared() {
    return isShared;
  }
}
