package dev.inlet.storage.jdbc.forward;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The rows at the beginning of a table that grows at its end. */
final class OldRows {
  private OldRows() {}

  /**
   * The numbers of those that are older than a time, so many at most. Mostly none is, and to look
   * at one row tells so.
   *
   * @param query selects the number and the time of the first rows, as many as its argument says
   */
  static List<Long> before(Connection connection, String query, Instant time, int most)
      throws SQLException {
    List<Long> old = first(connection, query, time, 1);
    return old.isEmpty() || most == 1 ? old : first(connection, query, time, most);
  }

  private static List<Long> first(Connection connection, String query, Instant time, int most)
      throws SQLException {
    record Row(long number, Instant at) {}
    return Database.list(
            connection, query, row -> new Row(row.getLong(1), instant(row, "at")), most)
        .stream()
        .takeWhile(row -> row.at().isBefore(time))
        .map(Row::number)
        .toList();
  }
}
