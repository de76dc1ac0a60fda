package dev.inlet.storage.inspect;

import dev.inlet.audit.Action;
import dev.inlet.audit.Actor;
import dev.inlet.storage.jdbc.AccessProblem;
import dev.inlet.storage.jdbc.DatabaseAccess;
import dev.inlet.storage.jdbc.DatabaseUrl;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The database without a pool, and without a migration. */
@Singleton
final class RestingDatabase {
  private static final String HAS_TABLES =
      "SELECT COUNT(*) FROM information_schema.tables"
          + " WHERE LOWER(table_name) = 'progress' AND table_schema = CURRENT_SCHEMA";

  private final DatabaseAccess access;

  RestingDatabase(
      @Property(name = "datasources.default.url") @Nullable String url,
      @Property(name = "datasources.default.username") @Nullable String username,
      @Property(name = "datasources.default.password") @Nullable String password,
      @Property(name = "inlet.data-dir") Path dataDir) {
    this.access = DatabaseAccess.of(url, username, password, dataDir);
  }

  DatabaseUrl url() {
    return access.url();
  }

  DatabaseAccess access() {
    return access;
  }

  /**
   * Opens it.
   *
   * @param options added to the URL
   */
  Connection open(String options) throws SQLException {
    return DriverManager.getConnection(
        url().contacts() + options, access.with(url().driverProperties()));
  }

  /** Whether Inlet has made its tables already. */
  static boolean isMade(Connection connection) throws SQLException {
    return number(connection, HAS_TABLES) > 0;
  }

  /** Up to where the journal is processed. */
  static long mark(Connection connection) throws SQLException {
    return number(connection, "SELECT mark FROM progress WHERE id = 1");
  }

  /** The number that a query answers. */
  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Why it cannot be opened, and what to do. */
  String problem(SQLException failure) {
    return AccessProblem.of(failure, access);
  }

  /**
   * Replaces the digest of the generated password, and notes that somebody at the command line did,
   * in a transaction of its own.
   */
  static void replacePassword(Connection connection, String digest) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement delete = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO admin_password (id, digest) VALUES (1, ?)")) {
      delete.execute("DELETE FROM admin_password");
      insert.setString(1, digest);
      insert.execute();
      note(connection);
      connection.commit();
    }
  }

  /** A database that no server of this version has opened yet has no audit log. */
  private static void note(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
      boolean hasLog = false;
      while (tables.next()) {
        hasLog |= tables.getString("TABLE_NAME").equalsIgnoreCase("audit_entry");
      }
      if (!hasLog) {
        return;
      }
    }
    try (PreparedStatement note =
        connection.prepareStatement(
            "INSERT INTO audit_entry (at, actor_kind, actor, action, details)"
                + " VALUES (CURRENT_TIMESTAMP, ?, 'command line', ?, '{}')")) {
      note.setString(1, Actor.Kind.LOCAL.wireName());
      note.setString(2, Action.PASSWORD_RESET.wireName());
      note.execute();
    }
  }
}
