package dev.inlet.storage.jdbc.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two tables in a PostgreSQL that another Inlet's data are copied to: of which data it is a copy,
 * and how many rows of each table are there. As long as the copy is not whole nobody may start on
 * it.
 */
public final class CopyMarker {
  /** The tables of the marker itself. */
  public static final List<String> TABLES = List.of("inlet_copy", "inlet_copy_table");

  private static final String HAS_TABLE =
      "SELECT 1 FROM information_schema.tables"
          + " WHERE table_name = 'inlet_copy' AND table_schema = current_schema()";

  private CopyMarker() {}

  /**
   * A copy that was begun.
   *
   * @param source what identifies the data as they were
   * @param isWhole whether it came to its end
   */
  public record Begun(String source, boolean isWhole) {}

  /**
   * Refuses a PostgreSQL that holds half of a copy.
   *
   * @throws IllegalStateException saying what to do
   */
  public static void refuseUnlessWhole(Connection connection, String place) throws SQLException {
    Begun begun = find(connection);
    if (begun != null && !begun.isWhole()) {
      throw new IllegalStateException(
          "%s is not copied to the end: run inlet copy again, from the same data folder"
              .formatted(place));
    }
  }

  /** The copy that was begun there; null for none. */
  public static @Nullable Begun find(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet table = statement.executeQuery(HAS_TABLE)) {
        if (!table.next()) {
          return null;
        }
      }
      try (ResultSet row = statement.executeQuery("SELECT source, ended_at FROM inlet_copy")) {
        row.next();
        return new Begun(row.getString(1), row.getTimestamp(2) != null);
      }
    }
  }

  /** Makes the marker, in the connection's transaction. */
  public static void begin(Connection connection, String source, Instant now) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE inlet_copy (source VARCHAR(64) NOT NULL,"
              + " begun_at TIMESTAMP WITH TIME ZONE NOT NULL, ended_at TIMESTAMP WITH TIME ZONE)");
      statement.execute(
          "CREATE TABLE inlet_copy_table (name VARCHAR(64) NOT NULL PRIMARY KEY,"
              + " copied BIGINT NOT NULL)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO inlet_copy (source, begun_at) VALUES (?, ?)")) {
      insert.setString(1, source);
      insert.setTimestamp(2, Timestamp.from(now));
      insert.execute();
    }
  }

  /** How many rows of a table are there; -1 when it was not begun. */
  public static long copied(Connection connection, String table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT copied FROM inlet_copy_table WHERE name = ?")) {
      query.setString(1, table);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }

  /**
   * Notes how many rows of a table are there, in the transaction that brings them.
   *
   * @param from how many there were; -1 when it was not begun
   * @throws IllegalStateException when another process has copied meanwhile
   */
  public static void note(Connection connection, String table, long from, long to)
      throws SQLException {
    String sql =
        from < 0
            ? "INSERT INTO inlet_copy_table (copied, name) VALUES (?, ?) ON CONFLICT DO NOTHING"
            : "UPDATE inlet_copy_table SET copied = ? WHERE name = ? AND copied = " + from;
    try (PreparedStatement note = connection.prepareStatement(sql)) {
      note.setLong(1, to);
      note.setString(2, table);
      if (note.executeUpdate() != 1) {
        throw new IllegalStateException(
            "another process copies there, too: let it end, and run inlet copy again");
      }
    }
  }

  /** Notes that the copy is whole, in the connection's transaction. */
  public static void end(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement("UPDATE inlet_copy SET ended_at = ?");
        Statement drop = connection.createStatement()) {
      update.setTimestamp(1, Timestamp.from(now));
      update.execute();
      drop.execute("DROP TABLE inlet_copy_table");
    }
  }
}
