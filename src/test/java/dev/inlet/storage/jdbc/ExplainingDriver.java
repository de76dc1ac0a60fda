package dev.inlet.storage.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.logging.Logger;
import org.jspecify.annotations.NullUnmarked;

/**
 * Stands before the real drivers, and asks the database of every query how it is carried out, with
 * the arguments that the query has.
 */
@NullUnmarked
final class ExplainingDriver implements Driver, AutoCloseable {
  private final String place;
  private final Map<String, String> plans = new TreeMap<>();

  private ExplainingDriver(String place) {
    this.place = place;
  }

  /**
   * Watches every connection that is opened from now on to a database whose URL has some text in
   * it.
   */
  static ExplainingDriver watch(String place) throws SQLException {
    var driver = new ExplainingDriver(place);
    List<Driver> real = DriverManager.drivers().toList();
    for (Driver one : real) {
      DriverManager.deregisterDriver(one);
    }
    DriverManager.registerDriver(driver);
    for (Driver one : real) {
      DriverManager.registerDriver(one);
    }
    return driver;
  }

  /** The plans of all queries so far, by their statements. */
  Map<String, String> plans() {
    synchronized (plans) {
      return new TreeMap<>(plans);
    }
  }

  /** Forgets the plans so far. */
  void forget() {
    synchronized (plans) {
      plans.clear();
    }
  }

  @Override
  public void close() throws SQLException {
    DriverManager.deregisterDriver(this);
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.contains(place);
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    for (Driver real : DriverManager.drivers().toList()) {
      if (real != this && real.acceptsURL(url)) {
        return watched(real.connect(url, info));
      }
    }
    return null;
  }

  private Connection watched(Connection real) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) ->
            method.getName().equals("prepareStatement")
                ? watched(
                    real, (PreparedStatement) call(real, method, arguments), (String) arguments[0])
                : call(real, method, arguments));
  }

  private PreparedStatement watched(Connection connection, PreparedStatement real, String sql) {
    record Set(Method method, Object[] arguments) {}
    var sets = new ArrayList<Set>();
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("set") && method.getParameterCount() == 2) {
            sets.add(new Set(method, arguments));
          }
          if (method.getName().equals("executeQuery") && sql.startsWith("SELECT")) {
            try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql)) {
              for (Set set : sets) {
                set.method().invoke(explain, set.arguments());
              }
              note(sql, explain);
            }
          }
          return call(real, method, arguments);
        });
  }

  private void note(String sql, PreparedStatement explain) throws SQLException {
    var plan = new StringBuilder();
    try (ResultSet row = explain.executeQuery()) {
      while (row.next()) {
        plan.append(row.getString(1)).append(System.lineSeparator());
      }
    }
    synchronized (plans) {
      plans.put(sql, plan.toString());
    }
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            ExplainingDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
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
