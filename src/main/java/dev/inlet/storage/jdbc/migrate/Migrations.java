package dev.inlet.storage.jdbc.migrate;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The migrations of one schema, run on connections of their own: they may take longer than a call
 * may wait.
 */
public final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
  private static final int ATTEMPTS = 20;

  /** PostgreSQL's SQL state; whoever is told so may simply try again. */
  private static final String DEADLOCK = "40P01";

  private static final String TABLE = "migration_of_";
  private static final String BASELINE = "0";

  /** Of the row that tells that Flyway has made the schema. */
  private static final String NO_VERSION = "null";

  private final String jdbcUrl;
  private final @Nullable String username;
  private final @Nullable String password;
  private final String table;
  private final String[] places;
  private final Map<String, String> names;

  /**
   * @param schema its name
   * @param places where its migrations are
   * @param names what the two databases call differently
   */
  public Migrations(
      String jdbcUrl,
      @Nullable String username,
      @Nullable String password,
      String schema,
      String[] places,
      Map<String, String> names) {
    this.jdbcUrl = jdbcUrl;
    this.username = username;
    this.password = password;
    this.table = TABLE + schema;
    this.places = places;
    this.names = names;
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(jdbcUrl, username, password)
        .locations(places)
        .table(table)
        .baselineOnMigrate(true)
        .baselineVersion(BASELINE)
        .placeholders(names)
        .load();
  }

  /** Whether a table is one of those in which it stands what has run. */
  public static boolean isHistory(String table) {
    return table.startsWith(TABLE);
  }

  /**
   * Runs those that have not run yet. An instance that is at work may be in the way; then it is
   * tried again.
   *
   * @throws FlywayException when one fails
   */
  public void run() {
    int attempts = 1;
    while (!isDone(attempts == ATTEMPTS)) {
      attempts++;
    }
  }

  /**
   * Whether the database says that exactly those have run which the build knew, and none failed:
   * one statement, where {@link #areRun} looks for migrations first. False also when the database
   * has no such table, or cannot be asked.
   */
  public boolean areKnownToHaveRun() {
    Set<String> known = MigrationIndex.versions(places);
    if (known.isEmpty()) {
      return false;
    }
    String query = "SELECT \"version\", \"success\" FROM \"%s\"".formatted(table);
    try (Connection connection = DriverManager.getConnection(jdbcUrl, username, password);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      var run = new HashSet<String>();
      while (rows.next()) {
        if (!rows.getBoolean("success")) {
          return false;
        }
        run.add(String.valueOf(rows.getString("version")));
      }
      run.removeAll(List.of(BASELINE, NO_VERSION));
      return run.equals(known);
    } catch (SQLException e) {
      return false; // Whatever it is, Flyway meets it as well.
    }
  }

  /** Whether all that this version knows have run, and no others; it changes nothing. */
  public boolean areRun() {
    for (MigrationInfo one : flyway().info().all()) {
      boolean isBaseline = BASELINE.equals(version(one));
      if (!isBaseline && !(one.getState().isApplied() && one.getState().isResolved())) {
        return false;
      }
    }
    return true;
  }

  /** The versions of those that there are, in one line, as the index has them. */
  public String known() {
    return Stream.of(flyway().info().all())
        .filter(one -> one.getState().isResolved())
        .map(Migrations::version)
        .collect(joining(","));
  }

  /** What the index calls them. */
  public String name() {
    return MigrationIndex.name(places);
  }

  private static String version(MigrationInfo one) {
    return String.valueOf(one.getVersion());
  }

  /** False when it got into a deadlock with an instance that is at work, and may try again. */
  private boolean isDone(boolean isLastAttempt) {
    try {
      flyway().migrate();
      return true;
    } catch (FlywayException e) {
      if (isLastAttempt || !isDeadlock(e)) {
        throw e;
      }
      LOG.info("The migration met the work of another instance, and is tried again");
      return false;
    }
  }

  private static boolean isDeadlock(@Nullable Throwable failure) {
    return failure != null
        && (failure instanceof SQLException sql && DEADLOCK.equals(sql.getSQLState())
            || isDeadlock(failure.getCause()));
  }
}
