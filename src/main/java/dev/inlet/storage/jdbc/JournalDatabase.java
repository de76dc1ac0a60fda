package dev.inlet.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The journal's database.
 *
 * @param isShared whether it is PostgreSQL, to which other instances may append too
 */
record JournalDatabase(HikariDataSource dataSource, boolean isShared) implements AutoCloseable {

  /** Forces what is committed to the disk. PostgreSQL has done so before the commit returned. */
  void force(Connection connection) throws SQLException {
    if (!isShared) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT SYNC");
      }
    }
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
