package dev.inlet.storage.jdbc.journal;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.call.Warning;
import dev.inlet.journal.CallSearch;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.CallFilter;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.HeavyRows;
import dev.inlet.storage.jdbc.OnPostgresql;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The journal's table, read backwards. */
@Singleton
@Requires(condition = OnPostgresql.class)
public final class JdbcCallSearch implements CallSearch {
  private static final String SELECT =
      "SELECT seq, message_id, type, sender, key_id, stored_at FROM journal"
          + " WHERE account_id = ? AND seq < ? AND seq > ?";

  /** Found by what was noted beside the journal. */
  private static final String SELECT_REPAIRED =
      "SELECT j.seq, message_id, type, sender, key_id, stored_at FROM call_warning w"
          + " JOIN journal j ON j.seq = w.seq"
          + " WHERE w.account_id = ? AND w.seq < ? AND w.seq > ?";

  private final AdminDatabase database;

  /**
   * @param database where the journal is a table beside the others; calls need its connections
   */
  JdbcCallSearch(AdminDatabase database) {
    this.database = database;
  }

  @Override
  public List<Found> newest(String accountId, Wanted wanted, long above, long below, int limit) {
    var sql = new StringBuilder(wanted.isRepaired() ? SELECT_REPAIRED : SELECT);
    var arguments = new ArrayList<Object>(List.of(accountId, below, above));
    CallFilter.narrow(sql, arguments, wanted.type(), wanted.messageId());
    sql.append(
        wanted.isRepaired() ? " ORDER BY w.account_id DESC, w.seq DESC" : " ORDER BY seq DESC");
    sql.append(" LIMIT ?");
    arguments.add(limit);
    return database.read(
        connection ->
            Database.list(connection, sql.toString(), JdbcCallSearch::found, arguments.toArray()));
  }

  /** Reads a call from a row of the journal, or of what was set aside. */
  public static Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getLong("seq"),
        row.getString("message_id"),
        row.getString("type"),
        row.getString("sender"),
        row.getString("key_id"),
        instant(row, "stored_at"));
  }

  @Override
  public void sent(String accountId, Collection<Long> seqs, BiConsumer<Long, byte[]> reader) {
    if (seqs.isEmpty()) {
      return;
    }
    List<List<Long>> portions =
        database.read(connection -> JdbcJournal.portions(connection, HeavyRows.MOST_BYTES, seqs));
    for (List<Long> portion : portions) {
      database
          .read(
              connection ->
                  Database.list(
                      connection,
                      "SELECT j.seq, j.body FROM UNNEST(?) AS k (seq)"
                          + " JOIN journal j ON j.seq = k.seq WHERE j.account_id = ?",
                      row -> Map.entry(row.getLong(1), row.getBytes(2)),
                      portion,
                      accountId))
          .forEach(one -> reader.accept(one.getKey(), one.getValue()));
    }
  }

  @Override
  public Optional<Instant> storedAt(long seq) {
    return database.read(
        connection ->
            Database.find(
                connection,
                "SELECT stored_at FROM journal WHERE seq >= ? ORDER BY seq LIMIT 1",
                row -> instant(row, "stored_at"),
                seq));
  }

  @Override
  public long last() {
    return database.read(
        connection ->
            Database.find(connection, "SELECT MAX(seq) FROM journal", row -> row.getLong(1))
                .orElseThrow());
  }

  @Override
  public Map<Long, Set<Warning>> warnings(Collection<Long> seqs) {
    return seqs.isEmpty()
        ? Map.of()
        : database.read(connection -> JdbcJournal.WARNINGS.find(connection, seqs));
  }
}
