package dev.inlet;

import dev.inlet.storage.jdbc.DatabaseAccess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, as durable as in production, started once for all tests of a JVM. Every test
 * that asks gets a database of its own in it.
 */
public final class EmbeddedPostgresql {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private EmbeddedPostgresql() {}

  /** The properties of an Inlet that stores in a new, empty database. */
  public static Map<String, Object> newDatabase() {
    return properties("localhost", port(), newDatabaseName());
  }

  /** The same where the tables are there already, and nothing in them: half as dear a start. */
  public static Map<String, Object> newTables() {
    return properties("localhost", port(), newTablesName());
  }

  /** Creates a database where the tables are there already, and tells its name. */
  public static String newTablesName() {
    String name = Started.TABLES + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + Started.TABLES);
    return name;
  }

  /** Creates an empty database and tells its name. */
  public static String newDatabaseName() {
    String name = "inlet" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return name;
  }

  /** The properties of an Inlet that reaches a database here by way of some address. */
  public static Map<String, Object> properties(String host, int port, String database) {
    return Map.of(
        "datasources.default.url",
        "jdbc:postgresql://%s:%d/%s".formatted(host, port, database),
        "datasources.default.username",
        "postgres",
        "datasources.default.password",
        "postgres");
  }

  /** Where it listens, on localhost. */
  public static int port() {
    return Started.SERVER.getPort();
  }

  /** Creates a user who is nobody special, unless there is one. */
  public static void newUser(String name) {
    execute(
        "DO 'BEGIN CREATE USER %s PASSWORD ''postgres''; EXCEPTION WHEN duplicate_object THEN END'"
            .formatted(name));
  }

  /** A connection of its administrator's to a database. */
  public static Connection connect(String database) throws SQLException {
    return Started.SERVER.getDatabase("postgres", database).getConnection();
  }

  /** Executes a statement as its administrator. */
  public static void execute(String sql) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** A server as durable as in production, to be started. */
  static EmbeddedPostgres.Builder durable() {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on");
  }

  private static final class Started {
    static final EmbeddedPostgres SERVER = start();
    static final String TABLES = migrate("tables");

    /**
     * It stops with the JVM. Autovacuum would go through hundreds of databases each minute, most of
     * which nobody uses any more.
     */
    private static EmbeddedPostgres start() {
      try {
        return durable().setServerConfig("autovacuum_naptime", "1d").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Makes a database to copy, as the first start makes its tables. */
    private static String migrate(String name) {
      try (Connection server = SERVER.getPostgresDatabase().getConnection();
          Statement statement = server.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
        DatabaseAccess access =
            DatabaseAccess.of(
                SERVER.getJdbcUrl("postgres", name), "postgres", "postgres", Path.of(""));
        access.migrate("contacts");
        access.migrate("journal");
        // Nobody, not even autovacuum, may be connected to what is copied.
        statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        return name;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
