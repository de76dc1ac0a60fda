package dev.inlet.storage.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Divides rows that are to be read into portions of so many bytes. Both drivers hold the whole
 * result of a query in memory, and rows may be half a megabyte each; so their sizes are asked for
 * first, which reads no more than it returns.
 */
public final class Portions {
  private record Sized(long key, long bytes) {}

  private Portions() {}

  /**
   * The keys of all rows, divided.
   *
   * @param sql selects each row's key and its size in bytes, in the order to read them in
   * @param mostBytes of one portion; one row may go beyond
   */
  public static List<List<Long>> of(
      Connection connection, long mostBytes, String sql, @Nullable Object... arguments)
      throws SQLException {
    var portions = new ArrayList<List<Long>>();
    long room = 0;
    for (Sized row : Database.list(connection, sql, Portions::sized, arguments)) {
      room -= row.bytes();
      if (portions.isEmpty() || room < 0) {
        portions.add(new ArrayList<>());
        room = mostBytes - row.bytes();
      }
      portions.getLast().add(row.key());
    }
    return portions;
  }

  private static Sized sized(ResultSet row) throws SQLException {
    return new Sized(row.getLong(1), row.getLong(2));
  }
}
