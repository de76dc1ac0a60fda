package dev.inlet.storage.jdbc.journal;

import dev.inlet.call.Warning;
import dev.inlet.journal.Archive.Remark;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is told of journaled calls, in rows beside the journal. */
public final class WarningRows {
  private final String table;

  /**
   * @param table one that holds {@code seq}, {@code account_id} and {@code warnings}
   */
  public WarningRows(String table) {
    this.table = table;
  }

  /** Adds to what is told of calls. */
  public void add(Connection connection, List<Remark> remarks) throws SQLException {
    var told = new TreeMap<>(find(connection, remarks.stream().map(Remark::seq).toList()));
    var accounts = new HashMap<Long, String>();
    for (Remark remark : remarks) {
      accounts.put(remark.seq(), remark.accountId());
      told.merge(remark.seq(), Set.of(remark.warning()), Warning::union);
    }
    remove(connection, told.keySet());
    var insert =
        new Batch(
            connection, "INSERT INTO " + table + " (seq, account_id, warnings) VALUES (?, ?, ?)");
    for (Map.Entry<Long, Set<Warning>> one : told.entrySet()) {
      insert.add(one.getKey(), accounts.get(one.getKey()), text(one.getValue()));
    }
    insert.execute();
  }

  /** Warnings as they are stored: their names in order, with commas between. */
  public static String text(Set<Warning> warnings) {
    return warnings.stream().map(Warning::wireName).sorted().collect(Collectors.joining(","));
  }

  /** What was repaired of these calls; those of which nothing was are left out. */
  public Map<Long, Set<Warning>> find(Connection connection, Collection<Long> seqs)
      throws SQLException {
    record Row(long seq, Set<Warning> warnings) {}
    var found = new HashMap<Long, Set<Warning>>();
    if (!seqs.isEmpty()) {
      Database.list(
              connection,
              "SELECT w.seq, w.warnings FROM UNNEST(?) AS k (seq)"
                  + " JOIN "
                  + table
                  + " w ON w.seq = k.seq",
              row -> new Row(row.getLong(1), read(row.getString(2))),
              seqs)
          .forEach(row -> found.put(row.seq(), row.warnings()));
    }
    return found;
  }

  private static Set<Warning> read(String text) {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    for (String name : text.split(",")) {
      Warning.named(name).ifPresent(warnings::add);
    }
    return warnings;
  }

  /** The newest places of an account's calls, between two places, both exclusive. */
  public List<Long> newest(
      Connection connection, String accountId, long above, long below, int limit)
      throws SQLException {
    return Database.list(
        connection,
        "SELECT seq FROM "
            + table
            + " WHERE account_id = ? AND seq < ? AND seq > ?"
            + " ORDER BY account_id DESC, seq DESC LIMIT ?",
        row -> row.getLong(1),
        accountId,
        below,
        above,
        limit);
  }

  /** Forgets what is told of these calls. */
  public void remove(Connection connection, Collection<Long> seqs) throws SQLException {
    if (!seqs.isEmpty()) { // an empty array would be one of texts
      Database.update(connection, "DELETE FROM " + table + " WHERE seq = ANY(?)", seqs);
    }
  }

  /** Forgets what is told of the calls below a place. */
  public void removeBelow(Connection connection, long seq) throws SQLException {
    Database.update(connection, "DELETE FROM " + table + " WHERE seq < ?", seq);
  }
}
