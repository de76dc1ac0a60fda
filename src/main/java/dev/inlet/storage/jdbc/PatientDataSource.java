package dev.inlet.storage.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Makes new connections for the pool, and while the database is away tries again several times a
 * second. The pool itself would pause for up to five seconds after a failure, which is too long for
 * calls that wait for the database to come back.
 */
final class PatientDataSource implements DataSource {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(PatientDataSource.class);
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Some five minutes. Then the pool may see whether it still needs a connection. */
  private static final int ATTEMPTS = 1_500;

  private final String url;
  private final Properties properties;

  PatientDataSource(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  @Override
  public Connection getConnection() throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return DriverManager.getConnection(url, properties);
      } catch (SQLException e) {
        if (attempt == 1) {
          LOG.warn("The database cannot be reached: SQL state {}", e.getSQLState());
        }
        if (attempt == ATTEMPTS || !pause()) {
          throw e;
        }
      }
    }
  }

  /** False when the pool is closing. */
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Connection getConnection(@Nullable String username, @Nullable String password)
      throws SQLException {
    return getConnection();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  /** The drivers have time limits of their own, in {@link DatabaseUrl#driverProperties}. */
  @Override
  public void setLoginTimeout(int seconds) {}

  /** In seconds; the pool asks how long it must wait for a connection when it closes. */
  @Override
  public int getLoginTimeout() {
    return 1;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
