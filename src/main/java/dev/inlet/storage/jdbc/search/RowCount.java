package dev.inlet.storage.jdbc.search;

import dev.inlet.listing.Count;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts rows by their numbers, up to {@value #COUNTED}; of more it looks at {@value #STRATA}
 * places that are evenly spread over the numbers, how close together rows stand there, and tells
 * how many that makes. Neither reads anything but an index.
 *
 * @param where the condition that the rows share, on an index that goes on with their number
 */
record RowCount(Connection connection, String table, String number, String where) {
  static final int COUNTED = 10_000;
  static final int STRATA = 20;
  private static final int SAMPLE = 200;

  /** With the condition on the number to follow. */
  private static final String NUMBERS = "SELECT r.%1$s FROM %2$s r WHERE %3$sr.%1$s";

  /**
   * Between two numbers, both exclusive.
   *
   * @param arguments of the shared condition
   */
  Count between(long above, long below, Object... arguments) throws SQLException {
    long counted =
        one(
            "SELECT COUNT(*) FROM ("
                + NUMBERS
                + " > ? AND r.%1$s < ? ORDER BY %4$sr.%1$s LIMIT ?) AS counted",
            arguments,
            above,
            below,
            COUNTED + 1L);
    if (counted <= COUNTED) {
      return new Count(counted, true);
    }
    // In the order of the index: H2 would read all rows for MIN and MAX.
    long first = one(NUMBERS + " > ? ORDER BY %4$sr.%1$s LIMIT 1", arguments, above);
    long last = one(NUMBERS + " < ? ORDER BY %5$sr.%1$s DESC LIMIT 1", arguments, below);
    return new Count(Math.max(counted, estimate(first, last, arguments)), false);
  }

  private long estimate(long first, long last, Object... arguments) throws SQLException {
    double width = (last - first + 1.0) / STRATA;
    double sum = 0;
    for (int i = 0; i < STRATA; i++) {
      long from = first + (long) (i * width);
      long to = first + (long) ((i + 1) * width);
      List<Long> sample = sample(from, to, arguments);
      sum +=
          sample.size() < SAMPLE
              ? sample.size()
              : (to - from) * (double) SAMPLE / (sample.getLast() - from + 1);
    }
    return Math.round(sum);
  }

  private List<Long> sample(long from, long to, Object... arguments) throws SQLException {
    return Database.list(
        connection,
        sql(NUMBERS + " >= ? AND r.%1$s < ? ORDER BY %4$sr.%1$s LIMIT ?"),
        row -> row.getLong(1),
        with(arguments, from, to, (long) SAMPLE));
  }

  private long one(String sql, Object[] arguments, Long... more) throws SQLException {
    return Database.find(connection, sql(sql), row -> row.getLong(1), with(arguments, more))
        .orElseThrow();
  }

  private String sql(String pattern) {
    boolean isOfAccount = !where.isEmpty();
    return pattern.formatted(
        number,
        table,
        isOfAccount ? where + " AND " : "",
        isOfAccount ? "r.account_id, " : "",
        isOfAccount ? "r.account_id DESC, " : "");
  }

  private static Object[] with(Object[] arguments, Long... more) {
    var all = new ArrayList<Object>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray();
  }
}
