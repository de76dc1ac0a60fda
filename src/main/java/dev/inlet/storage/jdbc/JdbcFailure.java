package dev.inlet.storage.jdbc;

import dev.inlet.fault.OutOfMemory;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.exceptions.TransactionException;
import java.sql.SQLException;
import java.util.Set;

/** The database failed. The message holds no data, only what kind of failure it was. */
@SuppressWarnings("serial")
public final class JdbcFailure extends RuntimeException {
  /**
   * Data exception, integrity constraint violation, program limit exceeded; the last such as by a
   * value too long for PostgreSQL's index.
   */
  private static final Set<String> ABOUT_DATA = Set.of("22", "23", "54");

  private static final int CLASS_LENGTH = 2;

  /** A chain may even be a ring. */
  private static final int LONGEST_CHAIN = 10;

  private final String sqlState;
  private final SQLException sqlException;

  private JdbcFailure(SQLException cause) {
    super(
        "SQL state %s, %s".formatted(cause.getSQLState(), cause.getClass().getSimpleName()), cause);
    this.sqlState = String.valueOf(cause.getSQLState());
    this.sqlException = cause;
  }

  /** What the driver said. */
  public SQLException sqlException() {
    return sqlException;
  }

  /** What a driver has thrown; unless it has run out of memory, which ends the process. */
  public static JdbcFailure of(SQLException cause) {
    OutOfMemory.endIfIn(cause);
    return new JdbcFailure(cause);
  }

  /** What a repository has thrown: the driver's exception in it, or itself when there is none. */
  static RuntimeException of(DataAccessException failure) {
    Throwable one = failure;
    for (int length = 0; one != null && length < LONGEST_CHAIN; length++) {
      if (one instanceof SQLException cause) {
        return of(cause);
      }
      one = one.getCause();
    }
    OutOfMemory.endIfIn(failure);
    return failure;
  }

  /**
   * Whether a failure is one of the database, of its connections or its transactions. One that an
   * error caused is not: the driver of H2 runs H2, and makes its own exceptions of it.
   */
  public static boolean isIn(Throwable failure) {
    boolean isOfDatabase = false;
    int length = 0;
    for (Throwable one = failure; one != null && length < LONGEST_CHAIN; one = one.getCause()) {
      if (one instanceof Error) {
        return false;
      }
      isOfDatabase |=
          one instanceof SQLException
              || one instanceof TransactionException
              || one instanceof ConnectionException;
      length++;
    }
    return isOfDatabase;
  }

  /** Whether the database is well and only refuses the data. */
  public boolean isAboutData() {
    return sqlState.length() > CLASS_LENGTH
        && ABOUT_DATA.contains(sqlState.substring(0, CLASS_LENGTH));
  }
}
