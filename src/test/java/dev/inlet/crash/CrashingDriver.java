package dev.inlet.crash;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/** Stands before the real drivers and watches what goes through their connections. */
final class CrashingDriver implements Driver {

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    Driver real =
        DriverManager.drivers()
            .filter(driver -> driver != this && accepts(driver, url))
            .findAny()
            .orElseThrow();
    return WatchedConnection.around(real.connect(url, info));
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith("jdbc:h2:") || url.startsWith("jdbc:postgresql:");
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }
}
