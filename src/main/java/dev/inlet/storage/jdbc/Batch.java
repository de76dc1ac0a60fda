package dev.inlet.storage.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One statement for many rows. It is prepared with the first row; without a row nothing happens.
 * What is not executed is closed with its connection.
 */
public final class Batch {
  private final Connection connection;
  private final String sql;
  private @Nullable PreparedStatement statement;

  /** Prepares a statement that is executed for many rows together. */
  public Batch(Connection connection, String sql) {
    this.connection = connection;
    this.sql = sql;
  }

  /** Adds a row, by the statement's arguments. */
  public void add(@Nullable Object... arguments) throws SQLException {
    if (statement == null) {
      statement = connection.prepareStatement(sql);
    }
    Database.bind(statement, arguments);
    statement.addBatch();
  }

  /** Executes it, and tells how many rows that changed, of updates and deletes. */
  public int execute() throws SQLException {
    if (statement == null) {
      return 0;
    }
    try (PreparedStatement filled = statement) {
      return IntStream.of(filled.executeBatch()).sum();
    }
  }
}
