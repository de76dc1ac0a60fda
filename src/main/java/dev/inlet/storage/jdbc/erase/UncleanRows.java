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

  static int insert(Connection connection, List<Unclean> calls) throws SQLException {
    var insert =
        new Batch(
            connection, "INSERT INTO unclean_call (seq, erasure_id, entirely) VALUES (?, ?, ?)");
    for (Unclean call : calls) {
      insert.add(call.seq(), call.erasureId(), call.entirely());
    }
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
