package dev.inlet.storage.jdbc;

import java.sql.SQLException;
import java.util.Set;

/** The database failed. The message holds no data, only what kind of failure it was. */
@SuppressWarnings("serial")
final class JdbcFailure extends RuntimeException {
  /**
   * Data exception, integrity constraint violation, program limit exceeded; the last such as by a
   * value too long for PostgreSQL's index.
   */
  private static final Set<String> ABOUT_DATA = Set.of("22", "23", "54");

  private static final int CLASS_LENGTH = 2;

  private final String sqlState;
  private final SQLException sqlException;

  JdbcFailure(SQLException cause) {
    super(
        "SQL state %s, %s".formatted(cause.getSQLState(), cause.getClass().getSimpleName()), cause);
    this.sqlState = String.valueOf(cause.getSQLState());
    this.sqlException = cause;
  }

  /** What the driver said. */
  SQLException sqlException() {
    return sqlException;
  }

  /** Whether the database is well and only refuses the data. */
  boolean isAboutData() {
    return sqlState.length() > CLASS_LENGTH
        && ABOUT_DATA.contains(sqlState.substring(0, CLASS_LENGTH));
  }
}
