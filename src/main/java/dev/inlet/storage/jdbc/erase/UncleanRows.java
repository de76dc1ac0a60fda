package dev.inlet.storage.jdbc.erase;

import dev.inlet.erase.Tombstones.Unclean;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Reads and writes which calls the journal is to be cleaned of. */
final class UncleanRows {
  private UncleanRows() {}

  /**
   * Notes calls, of which some may be noted already: by the processor, or for another erasure. One
   * that is to go goes, even if only its anonymousId was to. Returns how many notes are new.
   */
  static int insert(Connection connection, List<Unclean> calls) throws SQLException {
    var lesser =
        new Batch(connection, "DELETE FROM unclean_call WHERE seq = ? AND entirely = FALSE");
    var insert =
        new Batch(
            connection,
            "INSERT INTO unclean_call (seq, erasure_id, entirely)"
                + " SELECT CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS BOOLEAN)"
                + " WHERE NOT EXISTS (SELECT 1 FROM unclean_call WHERE seq = ?)");
    for (Unclean call : calls) {
      if (call.entirely()) {
        lesser.add(call.seq());
      }
      insert.add(call.seq(), call.erasureId(), call.entirely(), call.seq());
    }
    lesser.execute();
    return insert.execute();
  }

  static List<Unclean> oldest(Connection connection, int limit) throws SQLException {
    return Database.list(
        connection,
        "SELECT seq, erasure_id, entirely FROM unclean_call ORDER BY seq LIMIT ?",
        row -> new Unclean(row.getLong(1), row.getLong(2), row.getBoolean(3)),
        limit);
  }

  static int delete(Connection connection, Collection<Long> seqs) throws SQLException {
    var delete = new Batch(connection, "DELETE FROM unclean_call WHERE seq = ?");
    for (long seq : seqs) {
      delete.add(seq);
    }
    return delete.execute();
  }
}
