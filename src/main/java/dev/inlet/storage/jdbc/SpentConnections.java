package dev.inlet.storage.jdbc;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/** Gives up connections that would fail for as long as the pool kept them. */
final class SpentConnections implements SQLExceptionOverride {
  /**
   * PostgreSQL refuses to write: the connection is to a standby that was the primary, or was opened
   * while the database was read-only, and stays so when that is over.
   */
  private static final String READ_ONLY = "25006";

  /** H2 has closed its file, after a write or a flush that failed. A new connection opens it. */
  private static final String CLOSED = "90098";

  /** PostgreSQL has ended the session because we stood idle, in a transaction or with the lease. */
  private static final Set<String> IDLE = Set.of("25P03", "57P05");

  private static final Set<String> SPENT = Set.of(READ_ONLY, CLOSED);

  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return SPENT.contains(state) || IDLE.contains(state)
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }
}
