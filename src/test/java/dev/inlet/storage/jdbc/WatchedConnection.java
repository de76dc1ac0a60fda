package dev.inlet.storage.jdbc;

import dev.inlet.DatabaseKind;
import dev.inlet.storage.h2.CheckedFiles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** A real connection, and how much goes over it. */
public final class WatchedConnection {
  private final Connection real;
  private int statements;
  private int rows;
  private long largestResult;
  private long result;

  WatchedConnection(Connection real) {
    this.real = real;
  }

  /** To a database that an Inlet of this JVM has open; without automatic commits. */
  public static WatchedConnection to(DatabaseKind kind, Map<String, Object> place)
      throws SQLException {
    Connection real =
        switch (kind) {
          case H2 ->
              DriverManager.getConnection(
                  "jdbc:h2:file:" + CheckedFiles.path(place.get("inlet.data-dir") + "/inlet"),
                  "sa",
                  "");
          case POSTGRESQL ->
              DriverManager.getConnection(
                  String.valueOf(place.get("datasources.default.url")), "postgres", "postgres");
        };
    real.setAutoCommit(false);
    return new WatchedConnection(real);
  }

  /** The connection to be used. */
  public Connection connection() {
    return proxy(Connection.class, real);
  }

  /** Counts from nothing again. */
  public void reset() {
    statements = 0;
    rows = 0;
    largestResult = 0;
  }

  /** How many statements were executed; a batch is one. */
  public int statements() {
    return statements;
  }

  /** How many rows were read. */
  public int rows() {
    return rows;
  }

  /** How many characters of text there were in the result that had most of them. */
  public long largestResult() {
    return largestResult;
  }

  private <T> T proxy(Class<T> type, Object target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> watched(method, call(target, method, arguments))));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Object watched(Method method, Object answer) {
    switch (method.getName()) {
      case "executeQuery" -> {
        statements++;
        result = 0;
      }
      case "executeBatch", "executeUpdate" -> statements++;
      case "next" -> rows += Boolean.TRUE.equals(answer) ? 1 : 0;
      case "getString" -> {
        result += answer == null ? 0 : ((String) answer).length();
        largestResult = Math.max(largestResult, result);
      }
      default -> {}
    }
    if (answer instanceof PreparedStatement statement) {
      return proxy(PreparedStatement.class, statement);
    }
    return answer instanceof ResultSet rowsFound ? proxy(ResultSet.class, rowsFound) : answer;
  }
}
