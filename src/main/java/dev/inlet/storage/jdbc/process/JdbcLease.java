package dev.inlet.storage.jdbc.process;

import dev.inlet.process.Lease;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.DatabaseUrl;
import dev.inlet.storage.jdbc.JdbcFailure;
import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The lease as an advisory lock of PostgreSQL's, held by the session that runs the processor's
 * transactions. It is over with the session: when this process dies, or when the server ends the
 * session of one that is frozen. On H2 there is no other instance.
 */
@Singleton
public final class JdbcLease implements Lease {
  /** "INLT", and the table whose row it is about: another schema may hold another Inlet. */
  private static final String TAKE =
      "SELECT pg_try_advisory_lock("
          + "(1229868116::BIGINT << 32) | 'progress'::REGCLASS::OID::BIGINT)";

  /**
   * A session that stands idle belongs to a frozen process, since the others look at the journal
   * several times a second. Plans are those for any account and any number of ids: one for the
   * values at hand takes an account that was not there at the last {@code ANALYZE} for empty. An
   * older server leaves out what it does not know.
   */
  private static final String PREPARE =
      "SELECT set_config(name, CASE name WHEN 'plan_cache_mode' THEN 'force_generic_plan'"
          + " ELSE '5000' END, FALSE)"
          + " FROM pg_settings WHERE name IN ('plan_cache_mode', 'idle_session_timeout')";

  private final DatabaseUrl url;
  private final ConnectionOperations<Connection> connections;

  JdbcLease(DatabaseUrl url, @Named("default") ConnectionOperations<Connection> connections) {
    this.url = url;
    this.connections = connections;
  }

  @Override
  public boolean whileHeld(Runnable work) {
    if (!url.isShared()) {
      work.run();
      return true;
    }
    return connections.executeWrite(held -> whileHeld(held.getConnection(), work));
  }

  private static boolean whileHeld(Connection connection, Runnable work) {
    try {
      if (!Database.find(connection, TAKE, row -> row.getBoolean(1)).orElseThrow()) {
        return false;
      }
    } catch (SQLException e) {
      throw JdbcFailure.of(e);
    }
    try {
      Database.list(connection, PREPARE, row -> row.getString(1));
      work.run();
      return true;
    } catch (SQLException e) {
      throw JdbcFailure.of(e);
    } finally {
      giveBack(connection);
    }
  }

  /** Leaves the session as it was, or ends it: the pool must not keep one that has the lease. */
  private static void giveBack(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_unlock_all()");
      statement.execute("RESET ALL");
    } catch (SQLException e) {
      abort(connection);
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is closed all the same.
    }
  }
}
