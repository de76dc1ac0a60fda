package dev.inlet.storage.jdbc.search;

import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that belong to an account, in the order of an index on the account and their
 * number, which grows with the time at which they are stored.
 *
 * @param number the column
 */
public record NumberedRows(Connection connection, String table, String number, String accountId) {
  /** A number that every row is above. */
  static final long NOWHERE = Long.MIN_VALUE;

  private static final String BETWEEN =
      "SELECT r.%1$s FROM %2$s r WHERE r.account_id = ? AND r.%1$s > ? AND r.%1$s < ?";

  /** Between two numbers, both exclusive, in a window's order. */
  public List<Long> between(
      long above, long below, Window window, int limit, String condition, List<?> arguments)
      throws SQLException {
    var all = new ArrayList<Object>(List.of(accountId, above, below));
    all.addAll(arguments);
    all.add(limit);
    String end = window.isNewestFirst() ? " DESC" : "";
    return Database.list(
        connection,
        (BETWEEN + "%3$s ORDER BY r.account_id%4$s, r.%1$s%4$s LIMIT ?")
            .formatted(number, table, condition, end),
        row -> row.getLong(1),
        all.toArray());
  }

  /**
   * The number of the row so many further on in a window's order; none when there are not so many.
   */
  Optional<Long> further(long above, long below, Window window, int rows) throws SQLException {
    String end = window.isNewestFirst() ? " DESC" : "";
    return Database.find(
        connection,
        (BETWEEN + " ORDER BY r.account_id%3$s, r.%1$s%3$s LIMIT 1 OFFSET ?")
            .formatted(number, table, end),
        row -> row.getLong(1),
        accountId,
        above,
        below,
        rows - 1);
  }

  private record Row(long number, Instant storedAt) {}

  /**
   * The number of the first row that was stored at a time or later; one above all when there is
   * none. Rows that are stored together may have their numbers in another order than their times;
   * so it may be off by those.
   */
  public long firstSince(Instant at) throws SQLException {
    Optional<Long> first = end("");
    Optional<Long> last = end(" DESC");
    if (first.isEmpty() || last.isEmpty()) {
      return Long.MAX_VALUE;
    }
    long low = first.get();
    long high = last.get() + 1;
    while (low < high) {
      long middle = low + (high - low) / 2;
      Row row = from(middle);
      if (row != null && row.storedAt().isBefore(at)) {
        low = row.number() + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first row of a number or a higher one. */
  private @Nullable Row from(long least) throws SQLException {
    return Database.find(
            connection,
            ("SELECT r.%1$s, r.stored_at FROM %2$s r WHERE r.account_id = ? AND r.%1$s >= ?"
                    + " ORDER BY r.account_id, r.%1$s LIMIT 1")
                .formatted(number, table),
            row -> new Row(row.getLong(1), Database.instant(row, "stored_at")),
            accountId,
            least)
        .orElse(null);
  }

  private Optional<Long> end(String direction) throws SQLException {
    return Database.find(
        connection,
        ("SELECT r.%1$s FROM %2$s r WHERE r.account_id = ?"
                + " ORDER BY r.account_id%3$s, r.%1$s%3$s LIMIT 1")
            .formatted(number, table, direction),
        row -> row.getLong(1),
        accountId);
  }
}
