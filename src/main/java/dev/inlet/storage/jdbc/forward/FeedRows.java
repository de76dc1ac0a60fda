package dev.inlet.storage.jdbc.forward;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.forward.Piece;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.HeavyRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of the feed. */
public final class FeedRows {
  private FeedRows() {}

  /** The numbers of pieces in their order, from one to another; an account's, or all. */
  static List<Long> numbers(
      Connection connection, @Nullable String accountId, long from, long upTo, int limit)
      throws SQLException {
    return accountId == null
        ? Database.list(
            connection,
            "SELECT position FROM change_feed WHERE position >= ? AND position <= ?"
                + " ORDER BY position LIMIT ?",
            row -> row.getLong(1),
            from,
            upTo,
            limit)
        : Database.list(
            connection,
            "SELECT position FROM change_feed WHERE account_id = ? AND position >= ?"
                + " AND position <= ? ORDER BY account_id, position LIMIT ?",
            row -> row.getLong(1),
            accountId,
            from,
            upTo,
            limit);
  }

  /** The numbers of the last pieces before one, the last first; an account's, or all. */
  static List<Long> lastNumbers(
      Connection connection, @Nullable String accountId, long below, int limit)
      throws SQLException {
    return accountId == null
        ? Database.list(
            connection,
            "SELECT position FROM change_feed WHERE position < ? ORDER BY position DESC LIMIT ?",
            row -> row.getLong(1),
            below,
            limit)
        : Database.list(
            connection,
            "SELECT position FROM change_feed WHERE account_id = ? AND position < ?"
                + " ORDER BY account_id DESC, position DESC LIMIT ?",
            row -> row.getLong(1),
            accountId,
            below,
            limit);
  }

  /** Those of some pieces from the first on that may be read together. */
  static List<Long> fitting(Connection connection, List<Long> numbers) throws SQLException {
    return HeavyRows.fitting(
        numbers,
        HeavyRows.MOST_BYTES,
        some ->
            HeavyRows.weights(
                connection,
                "SELECT position, OCTET_LENGTH(changes) FROM change_feed WHERE position = ANY(?)",
                some));
  }

  /** The pieces of these numbers in their order. */
  static List<Piece> rows(Connection connection, List<Long> numbers) throws SQLException {
    return numbers.isEmpty()
        ? List.of()
        : Database.list(
                connection,
                "SELECT position, account_id, written_at, changes FROM change_feed"
                    + " WHERE position = ANY(?)",
                FeedRows::row,
                numbers)
            .stream()
            .sorted(Comparator.comparingLong(Piece::number))
            .toList();
  }

  /** An account's pieces after one and up to another. */
  public static List<Piece> between(
      Connection connection, String accountId, long after, long upTo, int limit)
      throws SQLException {
    return rows(connection, numbers(connection, accountId, after + 1, upTo, limit));
  }

  /** Gives pieces the texts that these have. */
  public static int rewrite(Connection connection, List<Piece> pieces) throws SQLException {
    var update = new Batch(connection, "UPDATE change_feed SET changes = ? WHERE position = ?");
    for (Piece piece : pieces) {
      update.add(piece.text(), piece.number());
    }
    return update.execute();
  }

  private static Piece row(ResultSet row) throws SQLException {
    return new Piece(
        row.getLong("position"),
        row.getString("account_id"),
        instant(row, "written_at"),
        row.getString("changes"));
  }
}
