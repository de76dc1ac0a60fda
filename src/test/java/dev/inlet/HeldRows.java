package dev.inlet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rows of a table in PostgreSQL that an instance has locked, and keeps since it is frozen. */
final class HeldRows {
  private static final int ATTEMPTS = 500;

  private HeldRows() {}

  /**
   * Freezes an instance again and again until that is in the middle of a transaction that has
   * locked rows of a table.
   *
   * @param behind a connection to the database
   */
  static void freezeWith(Connection behind, String table, InletProcess inlet) throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      inlet.freeze();
      List<String> idle = idle(behind, table);
      Thread.sleep(60);
      idle.retainAll(idle(behind, table));
      if (!idle.isEmpty()) {
        return;
      }
      inlet.thaw();
      Thread.sleep(40 + attempt % 7);
    }
    throw new AssertionError("never frozen while it holds rows of " + table);
  }

  /** Sessions that stand idle with rows of the table locked, and since when. */
  private static List<String> idle(Connection behind, String table) throws SQLException {
    var sessions = new ArrayList<String>();
    try (Statement statement = behind.createStatement();
        ResultSet row =
            statement.executeQuery(
                ("SELECT a.pid || ' ' || a.state_change FROM pg_stat_activity a"
                        + " WHERE a.datname = current_database()"
                        + " AND a.state = 'idle in transaction'"
                        + " AND EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = a.pid"
                        + " AND l.relation = CAST('%s' AS regclass)"
                        + " AND l.mode IN ('RowShareLock', 'RowExclusiveLock'))")
                    .formatted(table))) {
      while (row.next()) {
        sessions.add(row.getString(1));
      }
    }
    return sessions;
  }
}
