package dev.inlet.storage.jdbc;

import dev.inlet.storage.h2.H2File;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/**
 * The H2 file that held the journal before there was a folder for it. It is read once, and then
 * deleted.
 */
public final class EarlierJournal {
  private final H2File file;
  private final Supplier<Connection> connections;

  /**
   * @param connections opens the database, in the form that this version reads
   */
  EarlierJournal(H2File file, Supplier<Connection> connections) {
    this.file = file;
    this.connections = connections;
  }

  /** Whether there is such a file. */
  public boolean exists() {
    return file.exists();
  }

  /** Its name, with its folder. */
  public String name() {
    return file.name();
  }

  /** Works on it, and closes it again. */
  public <T> T read(Database.Work<T> work) {
    try (Connection connection = connections.get()) {
      T result = work.on(connection);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SHUTDOWN");
      }
      return result;
    } catch (SQLException e) {
      throw JdbcFailure.of(e);
    }
  }

  /** Deletes it. */
  public void delete() {
    file.delete();
  }
}
