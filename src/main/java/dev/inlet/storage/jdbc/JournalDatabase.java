package dev.inlet.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The journal's connections to PostgreSQL, open until Inlet stops. What is committed there is on
 * the disk.
 */
public record JournalDatabase(HikariDataSource dataSource) implements AutoCloseable {

  /** Reads, outside of any transaction. */
  public <T> T read(Database.Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw JdbcFailure.of(e);
    }
  }

  /** Writes by one statement, which is a transaction by itself. */
  public <T> T atOnce(Database.Work<T> work) {
    return read(work);
  }

  /** Writes in one transaction. */
  public <T> T write(Database.Work<T> work) {
    return read(connection -> committed(connection, work));
  }

  private static <T> T committed(Connection connection, Database.Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  @Override
  public void close() {
    dataSource.close();
  }
}
