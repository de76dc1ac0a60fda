package dev.inlet.storage.postgresql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * Refuses a proxy that does not keep a session for each connection, as PgBouncer does not where its
 * {@code pool_mode} is {@code transaction} or {@code statement}. The processor's lease would be
 * held by a session that serves others meanwhile, time limits would be those of somebody else, and
 * nothing would be heard of other instances.
 */
public final class OwnSessions {
  /** What every connection asks for, so that a proxy shows that swallows options. */
  public static final String MARK = "inlet.options";

  private static final String SESSION = "SELECT pg_backend_pid()";

  private static final String ARE_LIMITED =
      "SELECT current_setting('"
          + MARK
          + "', TRUE) IS NOT NULL OR EXISTS (SELECT 1 FROM pg_settings"
          + " WHERE name = 'idle_in_transaction_session_timeout' AND setting <> '0')";

  /** "Protocol violation": the answer of a proxy to a start parameter that it does not know. */
  private static final String UNKNOWN_PARAMETER = "08P01";

  /** About as many as Inlet opens itself. */
  private static final int MOST = 20;

  private static final String NOT_OWN =
      "Between Inlet and PostgreSQL is a proxy that gives a connection another session with each"
          + " transaction, so several instances could process the same calls: set its pool_mode to"
          + " session, or have DATASOURCES_DEFAULT_URL name PostgreSQL itself";

  private static final String UNLIMITED =
      "Between Inlet and PostgreSQL is a proxy that does not pass on the start parameter options,"
          + " so a frozen instance would hold its locks for ever: have DATASOURCES_DEFAULT_URL name"
          + " PostgreSQL itself, or set idle_in_transaction_session_timeout of Inlet's user there";

  private OwnSessions() {}

  /**
   * Tries it with a few connections, which are closed again.
   *
   * @throws IllegalStateException saying what to change
   * @throws SQLException when PostgreSQL cannot be reached
   */
  public static void check(String url, Properties properties) throws SQLException {
    try (Connection one = open(url, properties)) {
      if (!areLimited(one)) {
        throw new IllegalStateException(UNLIMITED);
      }
      check(one, url, properties);
    }
  }

  private static Connection open(String url, Properties properties) throws SQLException {
    try {
      return DriverManager.getConnection(url, properties);
    } catch (SQLException e) {
      if (UNKNOWN_PARAMETER.equals(e.getSQLState())) {
        throw new IllegalStateException(UNLIMITED, e);
      }
      throw e;
    }
  }

  /**
   * What one connection is told at its start of its session is true where nobody is in between. A
   * proxy tells something of its own. Then transactions are held open on more and more connections:
   * where sessions go from hand to hand, one of those comes to that session while the first
   * connection rests, or the first has to take another.
   */
  private static void check(Connection one, String url, Properties properties) throws SQLException {
    int session = session(one);
    int others = one.unwrap(PGConnection.class).getBackendPID() == session ? 1 : MOST;
    List<Connection> held = new ArrayList<>();
    try {
      for (int i = 0; i < others && hold(held, url, properties); i++) {
        if (session(held.getLast()) == session || session(one) != session) {
          throw new IllegalStateException(NOT_OWN);
        }
      }
    } catch (SQLException e) {
      if (UNKNOWN_PARAMETER.equals(e.getSQLState())) { // It takes no transactions at all.
        throw new IllegalStateException(NOT_OWN, e);
      }
      throw e;
    } finally {
      for (Connection other : held) {
        other.close();
      }
    }
  }

  /** False when there is no further connection to be had. */
  private static boolean hold(List<Connection> held, String url, Properties properties)
      throws SQLException {
    Connection other;
    try {
      other = DriverManager.getConnection(url, properties);
    } catch (SQLException e) {
      return false;
    }
    held.add(other);
    other.setAutoCommit(false);
    return true;
  }

  private static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SESSION)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static boolean areLimited(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(ARE_LIMITED)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
