package dev.inlet.storage.jdbc;

import dev.inlet.storage.h2.EmptyDatabase;
import dev.inlet.storage.jdbc.migrate.Migrations;
import dev.inlet.storage.postgresql.MigrationTurn;
import dev.inlet.storage.postgresql.OwnSessions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is, and who comes in.
 *
 * @param username null for what the driver takes
 * @param password null for none
 */
public record DatabaseAccess(
    DatabaseUrl url, @Nullable String username, @Nullable String password) {
  private static final String H2_USER = "sa";

  /**
   * What the operator configured; of H2 what they have not is what Inlet makes files with.
   *
   * @throws IllegalArgumentException when it is no database that Inlet can keep its promises on
   */
  public static DatabaseAccess of(
      @Nullable String url, @Nullable String username, @Nullable String password, Path dataDir) {
    DatabaseUrl place = url == null ? DatabaseUrl.inFiles(dataDir) : DatabaseUrl.of(url);
    boolean needsBoth = place.isShared();
    return new DatabaseAccess(
        place,
        username == null && !needsBoth ? H2_USER : username,
        password == null && !needsBoth ? "" : password);
  }

  /** For a driver, beside what else it is told. */
  public Properties with(Map<String, String> driverProperties) {
    var properties = new Properties();
    properties.putAll(driverProperties);
    if (username != null) {
      properties.put("user", username);
    }
    if (password != null) {
      properties.put("password", password);
    }
    return properties;
  }

  /**
   * Refuses what stands between Inlet and PostgreSQL and keeps no sessions.
   *
   * @throws IllegalStateException saying what to change
   */
  public void checkSessions() throws SQLException {
    if (url.isShared()) {
      OwnSessions.check(
          ConnectionOptions.bounded(url.contacts(), ConnectionOptions.IDLE),
          with(url.driverProperties()));
    }
  }

  /**
   * The migrations of a schema, {@code contacts} or {@code journal}.
   *
   * @throws FlywayException when the database cannot be asked
   */
  public Migrations migrations(String schema) {
    return new Migrations(
        of(schema), username, password, schema, url.migrations(schema), url.placeholders());
  }

  /**
   * Whether H2's file would be made as {@link EmptyDatabase} is: by Inlet's own options alone, and
   * for the user whom the operator did not name.
   */
  boolean isAsUsual() {
    return url.equals(DatabaseUrl.inFiles(url.h2Folder()))
        && H2_USER.equals(username)
        && "".equals(password);
  }

  /** A connection to a schema for a moment, outside of every pool. */
  Connection connect(String schema) throws SQLException {
    return DriverManager.getConnection(of(schema), username, password);
  }

  /**
   * Runs the migrations of a schema that have not run yet, of instances that start at once in turn.
   *
   * @throws FlywayException when one fails, or the database cannot be asked
   */
  public void migrate(String schema) {
    Migrations migrations = migrations(schema);
    if (migrations.areKnownToHaveRun()) {
      return;
    }
    if (!url.isShared()) {
      migrations.run();
      return;
    }
    try (MigrationTurn turn = MigrationTurn.await(of(schema), username, password)) {
      migrations.run();
    } catch (SQLException e) {
      throw new FlywayException("PostgreSQL cannot be asked whose turn it is", e);
    }
  }

  private String of(String schema) {
    return schema.equals("journal") ? url.journal() : url.contacts();
  }

  /** Never the password: records are printed into logs by accident. */
  @Override
  public String toString() {
    return url.toString();
  }
}
