package dev.inlet.storage.postgresql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to migrate a schema, of instances that start at once: Flyway's own lock is on a
 * table, which none of them finds in an empty database. It is over when it is closed, or when the
 * process ends.
 */
public final class MigrationTurn implements AutoCloseable {
  private static final long LOOK_EVERY_NANOS = 50_000_000;

  /** "INLT", and the schema: another may hold another Inlet. */
  private static final String TAKE =
      "SELECT pg_try_advisory_lock(1229868116, hashtext(current_schema()))";

  private final Connection connection;

  private MigrationTurn(Connection connection) {
    this.connection = connection;
  }

  /**
   * Waits for it, however long another instance needs. It asks again and again instead of waiting
   * in the database, where that would be an old transaction to whoever migrates.
   */
  public static MigrationTurn await(
      String url, @Nullable String username, @Nullable String password) throws SQLException {
    Connection connection = DriverManager.getConnection(url, username, password);
    try {
      while (!isTaken(connection)) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
      return new MigrationTurn(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean isTaken(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TAKE)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
