package dev.inlet.storage.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Refuses a database in a mode that can lose what was acknowledged. */
public final class Durability {
  /** Loses forced rows in a power cut: its file header names the chunk before the last. */
  private static final String UNSAFE_H2 = "2.5.252";

  private static final Map<String, List<String>> POSTGRESQL_UNSAFE =
      Map.of(
          "fsync", List.of("off"),
          "synchronous_commit", List.of("off"),
          "full_page_writes", List.of("off"));

  private Durability() {}

  /**
   * @throws IllegalStateException naming the setting to change
   */
  static void check(DataSource dataSource, String jdbcUrl) {
    try (Connection connection = dataSource.getConnection()) {
      check(connection, jdbcUrl);
    } catch (SQLException e) {
      throw JdbcFailure.of(e);
    }
  }

  /**
   * The same, on a connection.
   *
   * @throws IllegalStateException naming the setting to change
   */
  public static void check(Connection connection, String jdbcUrl) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (jdbcUrl.startsWith("jdbc:h2:")) {
        refuse("H2", "version", one(statement, "SELECT H2VERSION()"), List.of(UNSAFE_H2));
        return;
      }
      for (Map.Entry<String, List<String>> unsafe : POSTGRESQL_UNSAFE.entrySet()) {
        refuse(
            "PostgreSQL",
            unsafe.getKey(),
            one(statement, "SHOW " + unsafe.getKey()),
            unsafe.getValue());
      }
    }
  }

  static void refuse(String database, String setting, String value, List<String> unsafe) {
    if (unsafe.contains(value)) {
      throw new IllegalStateException(
          "%s runs with %s %s, which can lose acknowledged calls: Inlet does not start on it"
              .formatted(database, setting, value));
    }
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
