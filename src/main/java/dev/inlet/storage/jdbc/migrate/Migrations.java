package dev.inlet.storage.jdbc.migrate;

import java.sql.SQLException;
import java.util.Map;
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

  private final Flyway flyway;

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
    this.flyway =
        Flyway.configure()
            .dataSource(jdbcUrl, username, password)
            .locations(places)
            .table(TABLE + schema)
            .baselineOnMigrate(true)
            .baselineVersion("0")
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

  /** Whether all that this version knows have run, and no others; it changes nothing. */
  public boolean areRun() {
    for (MigrationInfo one : flyway.info().all()) {
      boolean isBaseline = one.getVersion() != null && one.getVersion().toString().equals("0");
      if (!isBaseline && !(one.getState().isApplied() && one.getState().isResolved())) {
        return false;
      }
    }
    return true;
  }

  /** False when it got into a deadlock with an instance that is at work, and may try again. */
  private boolean isDone(boolean isLastAttempt) {
    try {
      flyway.migrate();
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
