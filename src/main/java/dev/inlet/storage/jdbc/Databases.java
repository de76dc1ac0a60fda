package dev.inlet.storage.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.inlet.fault.Fault;
import dev.inlet.journal.Peers;
import dev.inlet.journal.RetentionPolicy;
import dev.inlet.storage.file.disk.OwnerOnly;
import dev.inlet.storage.h2.DataFolder;
import dev.inlet.storage.h2.EmptyDatabase;
import dev.inlet.storage.h2.ForcedMark;
import dev.inlet.storage.h2.H2File;
import dev.inlet.storage.jdbc.migrate.CopyMarker;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database: H2 in a file by default, or PostgreSQL, where the journal has connections of
 * its own. It is migrated before anybody uses it, and refused in a mode that could lose
 * acknowledged calls.
 */
@Factory
final class Databases {
  private static final Logger LOG = LoggerFactory.getLogger(Databases.class);
  private static final String DEFAULT = "default";
  private static final String JOURNAL = "journal";
  private static final int CONNECTIONS = 10;
  private static final int JOURNAL_CONNECTIONS = 4;
  private static final long CONNECT_MILLIS = 2_000;

  /** What H2's SQLSTATEs begin with that say so. */
  private static final String NO_TABLE = "42S0";

  private final DatabaseAccess access;
  private final DatabaseUrl url;
  private final RetentionPolicy retention;

  Databases(
      @Property(name = "datasources.default.url") @Nullable String url,
      @Property(name = "datasources.default.username") @Nullable String username,
      @Property(name = "datasources.default.password") @Nullable String password,
      @Property(name = "inlet.data-dir") Path dataDir,
      RetentionPolicy retention) {
    this.access = DatabaseAccess.of(url, username, password, dataDir);
    this.url = access.url();
    this.retention = retention;
  }

  @Singleton
  DatabaseAccess access() {
    return access;
  }

  @Singleton
  DatabaseUrl url() {
    return url;
  }

  @Singleton
  LoadBudget loadBudget() {
    return LoadBudget.ofHeap();
  }

  /** Accounts, contacts and all that is made of calls. */
  @Context
  @Bean(preDestroy = "close")
  ContactsDatabase contacts() {
    LOG.info("Storing in {}", url);
    if (!url.isShared()) {
      refuseUnusable(url.h2Folder());
      var folder = new DataFolder(url.h2Folder());
      folder.refuseUnlessRestored();
      DataFolder.refuseLost(url.h2File(), url.journalFolder());
      DataFolder.deleteAll(folder.backup());
    }
    refuseHalfCopy();
    H2File file = file(url.contacts());
    if (!url.isShared() && access.isAsUsual()) {
      EmptyDatabase.putAt(url.h2File());
    }
    HikariDataSource calls;
    try {
      access.checkSessions();
      calls = open(url.contacts(), "contacts", CONNECTIONS, ConnectionOptions.IDLE);
    } catch (FlywayException | SQLException e) {
      throw refused(e);
    }
    try {
      refuseHalfCopy(); // One may have been begun before there were tables.
      return new ContactsDatabase(calls, administration(), file);
    } catch (RuntimeException e) {
      calls.close();
      throw e;
    }
  }

  private static void refuseUnusable(Path folder) {
    try {
      OwnerOnly.createFolder(folder);
    } catch (IOException e) {
      throw unusable(folder);
    }
    if (!Files.isWritable(folder)) {
      throw unusable(folder);
    }
  }

  private static IllegalStateException unusable(Path folder) {
    return new IllegalStateException(
        ("%s cannot be written to: make it a folder that this user may write to, or set"
                + " INLET_DATA_DIR")
            .formatted(folder));
  }

  /** In a sentence of ours: what a driver says may hold a password, and never what to set. */
  private RuntimeException refused(Exception failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    if (!(cause instanceof SQLException sql)) {
      return failure instanceof RuntimeException other ? other : new IllegalStateException(failure);
    }
    LOG.atDebug().log(new Fault(failure)::trace);
    return new IllegalStateException(AccessProblem.of(sql, access));
  }

  private HikariDataSource administration() {
    HikariConfig config =
        pool(
            url.administration(),
            url.administrationProperties(),
            "administration",
            AdminDatabase.CONNECTIONS);
    config.setAutoCommit(false);
    return new HikariDataSource(config);
  }

  /** What transactions run on. Micronaut wraps it, so it is closed as what is inside. */
  @Singleton
  @Named(DEFAULT)
  DataSource dataSource(ContactsDatabase contacts) {
    return contacts.dataSource();
  }

  /** The journal on PostgreSQL, which is a table beside the others. */
  @Singleton
  @Requires(condition = OnPostgresql.class)
  @Bean(preDestroy = "close")
  JournalDatabase journal(@Named(DEFAULT) DataSource contacts) {
    try {
      return new JournalDatabase(
          open(url.journal(), JOURNAL, JOURNAL_CONNECTIONS, ConnectionOptions.IDLE_WITH_JOURNAL));
    } catch (SQLException e) {
      throw JdbcFailure.of(e);
    }
  }

  /** H2's file is one instance's. */
  @Singleton
  @Requires(condition = OnH2.class)
  Peers peers() {
    return Peers.NONE;
  }

  /** The journal as H2 held it once. */
  @Singleton
  @Requires(condition = OnH2.class)
  EarlierJournal earlierJournal() {
    H2File file = H2File.at(DatabaseUrl.path(url.journal()), 0);
    return new EarlierJournal(
        file,
        () -> {
          access.migrate(JOURNAL);
          try {
            return access.connect(JOURNAL);
          } catch (SQLException e) {
            throw JdbcFailure.of(e);
          }
        });
  }

  /** The database's file, tidied up before it is opened; null for PostgreSQL. */
  private @Nullable H2File file(String jdbcUrl) {
    if (url.isShared()) {
      return null;
    }
    H2File file = H2File.at(DatabaseUrl.path(jdbcUrl), retention.compactedBytes());
    file.removeCopy();
    return file;
  }

  private HikariDataSource open(
      String jdbcUrl, String schema, int connections, Duration idleInTransaction)
      throws SQLException {
    String bounded =
        url.isShared() ? ConnectionOptions.bounded(jdbcUrl, idleInTransaction) : jdbcUrl;
    HikariConfig config = pool(bounded, url.driverProperties(), schema, connections);
    HikariDataSource dataSource;
    // Held until the pool has one of its own, so that H2's file is opened once.
    try (Connection first = access.connect(schema)) {
      if (!url.isShared()) {
        refuseUnlessOfOneTime(mark(first));
      }
      access.migrate(schema);
      dataSource = new HikariDataSource(config);
    }
    try {
      Durability.check(dataSource, jdbcUrl);
    } catch (RuntimeException e) {
      dataSource.close();
      throw e;
    }
    return dataSource;
  }

  /** Before anything is written: a database without its journal, or one that is older. */
  private void refuseUnlessOfOneTime(long mark) {
    Path journal = url.journalFolder();
    ForcedMark.in(journal).refuseOlder(url.h2File(), mark);
    if (mark > 0 && !Files.exists(journal) && !Files.exists(url.earlierJournal())) {
      throw new IllegalStateException(
          "The journal ends at 0, but calls up to %d are processed: %s is missing."
                  .formatted(mark, journal)
              + " Restore both from one backup");
    }
  }

  /** Up to which call it is processed; 0 for one that has no tables. */
  private static long mark(Connection connection) throws SQLException {
    try {
      return Database.find(connection, "SELECT MAX(mark) FROM progress", row -> row.getLong(1))
          .orElse(0L);
    } catch (SQLException e) {
      if (e.getSQLState().startsWith(NO_TABLE)) {
        return 0;
      }
      throw e;
    }
  }

  /** None is begun where there are tables already. */
  private void refuseHalfCopy() {
    if (!url.isShared()) {
      return;
    }
    try (Connection connection =
        DriverManager.getConnection(url.contacts(), access.with(url.driverProperties()))) {
      CopyMarker.refuseUnlessWhole(connection, url.toString());
    } catch (SQLException e) {
      throw new IllegalStateException(AccessProblem.of(e, access));
    }
  }

  private HikariConfig pool(
      String jdbcUrl, Map<String, String> driverProperties, String name, int connections) {
    var config = new HikariConfig();
    config.setDataSource(new PatientDataSource(jdbcUrl, access.with(driverProperties)));
    config.setPoolName(name);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setValidationTimeout(CONNECT_MILLIS / 2);
    config.setExceptionOverride(new SpentConnections());
    return config;
  }
}
