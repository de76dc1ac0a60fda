package dev.inlet.storage.jdbc.erase;

import static dev.inlet.storage.jdbc.Database.instant;
import static dev.inlet.storage.jdbc.Database.nullableInstant;

import dev.inlet.codec.Json;
import dev.inlet.erase.Erasure;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and writes receipts. */
final class ErasureRows {
  private ErasureRows() {}

  static long insert(Connection connection, String accountId, Instant now, Map<Kind, Long> removed)
      throws SQLException {
    Database.update(
        connection,
        "INSERT INTO erasure (account_id, erased_at, removed) VALUES (?, ?, ?)",
        accountId,
        now,
        write(removed));
    // Nobody else makes one under the processor's lock.
    return Database.find(connection, "SELECT MAX(id) FROM erasure", row -> row.getLong(1))
        .orElseThrow();
  }

  static Optional<Erasure> find(Connection connection, String accountId, long id)
      throws SQLException {
    return Database.find(
        connection,
        "SELECT * FROM erasure WHERE account_id = ? AND id = ?",
        ErasureRows::row,
        accountId,
        id);
  }

  /** Adds to what a receipt says was removed. */
  static void add(Connection connection, long id, Map<Kind, Long> removed) throws SQLException {
    if (removed.isEmpty()) {
      return;
    }
    Map<Kind, Long> sum =
        Database.find(
                connection,
                "SELECT removed FROM erasure WHERE id = ? FOR UPDATE",
                row -> read(row.getString(1)),
                id)
            .orElseThrow();
    removed.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
    Database.update(connection, "UPDATE erasure SET removed = ? WHERE id = ?", write(sum), id);
  }

  static Erasure row(ResultSet row) throws SQLException {
    return new Erasure(
        row.getLong("id"),
        instant(row, "erased_at"),
        read(row.getString("removed")),
        nullableInstant(row, "completed_at"));
  }

  private static String write(Map<Kind, Long> removed) {
    var members = new LinkedHashMap<String, String>();
    removed.forEach((kind, count) -> members.put(kind.wireName(), count.toString()));
    return Json.write(members);
  }

  static Map<Kind, Long> read(String json) {
    Map<String, String> members = Json.object(json).members();
    var removed = new EnumMap<Kind, Long>(Kind.class);
    for (Kind kind : Kind.values()) {
      String count = members.get(kind.wireName());
      if (count != null) {
        removed.put(kind, Long.valueOf(count));
      }
    }
    return removed;
  }
}
