package dev.inlet.storage.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.inlet.storage.h2.H2File;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The journal's database, open until Inlet stops.
 *
 * @param file its file, which is compacted then; null for PostgreSQL
 */
public record JournalDatabase(HikariDataSource dataSource, @Nullable H2File file)
    implements AutoCloseable {

  /** Whether it is PostgreSQL, to which other instances may append too. */
  public boolean isShared() {
    return file == null;
  }

  /** Forces what is committed to the disk. PostgreSQL has done so before the commit returned. */
  private void force(Connection connection) throws SQLException {
    if (!isShared()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT SYNC");
      }
    }
  }

  /** Reads, outside of any transaction. */
  public <T> T read(Database.Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw JdbcFailure.of(e);
    }
  }

  /** Writes in one transaction, which a power cut may take back. */
  public <T> T write(Database.Work<T> work) {
    return read(connection -> committed(connection, work));
  }

  /** Writes in one transaction, and returns when that has reached the disk. */
  public <T> T writeThrough(Database.Work<T> work) {
    return read(
        connection -> {
          T result = committed(connection, work);
          force(connection);
          return result;
        });
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
    if (file == null) {
      dataSource.close();
    } else {
      file.closeAndCompact(dataSource);
    }
  }
}
