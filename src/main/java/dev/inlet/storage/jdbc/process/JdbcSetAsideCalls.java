package dev.inlet.storage.jdbc.process;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.CallSearch.Found;
import dev.inlet.journal.CallSearch.Wanted;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.process.Failure;
import dev.inlet.process.SetAsideCalls;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.CallFilter;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.journal.JdbcCallSearch;
import dev.inlet.storage.jdbc.journal.JdbcJournal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Calls that are set aside as rows; each operation is one statement. */
@Singleton
final class JdbcSetAsideCalls implements SetAsideCalls {
  private static final String INSERT =
      "INSERT INTO set_aside (seq, account_id, key_id, sender, type, message_id, stored_at,"
          + " settings, body, reason, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final Database database;
  private final AdminDatabase administration;

  JdbcSetAsideCalls(Database database, AdminDatabase administration) {
    this.database = database;
    this.administration = administration;
  }

  @Override
  public void add(List<SetAside> calls) {
    database.write(
        connection -> {
          var insert = new Batch(connection, INSERT);
          for (SetAside one : calls) {
            JournalEntry entry = one.call().entry();
            insert.add(
                one.call().seq(),
                entry.accountId(),
                entry.keyId(),
                entry.sender().wireName(),
                entry.type().wireName(),
                entry.messageId(),
                entry.storedAt(),
                entry.settings(),
                entry.body(),
                one.failure().reason(),
                one.failure().attempts());
          }
          insert.execute();
          return null;
        });
  }

  @Override
  public Listing<Summary> list(String accountId, Window window) {
    return administration.read(
        connection ->
            window.listing(
                Database.list(
                    connection,
                    "SELECT seq, message_id, type, sender, stored_at, reason, attempts"
                        + " FROM set_aside WHERE account_id = ? AND seq < ?"
                        + " ORDER BY account_id DESC, seq DESC LIMIT ?",
                    JdbcSetAsideCalls::summary,
                    accountId,
                    window.before(),
                    window.probe()),
                Summary::seq));
  }

  @Override
  public List<Found> newest(String accountId, Wanted wanted, long before, int limit) {
    var sql =
        new StringBuilder(
            "SELECT seq, message_id, type, sender, key_id, stored_at FROM set_aside"
                + " WHERE account_id = ? AND seq < ?");
    var arguments = new ArrayList<Object>(List.of(accountId, before));
    CallFilter.narrow(sql, arguments, wanted.type(), wanted.messageId());
    sql.append(" ORDER BY account_id DESC, seq DESC LIMIT ?");
    arguments.add(limit);
    return administration.read(
        connection ->
            Database.list(connection, sql.toString(), JdbcCallSearch::found, arguments.toArray()));
  }

  private static Summary summary(ResultSet row) throws SQLException {
    return new Summary(
        row.getLong("seq"),
        row.getString("message_id"),
        CallType.named(row.getString("type")).orElseThrow(),
        Sender.named(row.getString("sender")).orElseThrow(),
        instant(row, "stored_at"),
        failure(row));
  }

  private static Failure failure(ResultSet row) throws SQLException {
    return new Failure(row.getString("reason"), row.getInt("attempts"));
  }

  @Override
  public long bodies(String accountId, Collection<Long> seqs) {
    return database.read(
        connection ->
            Database.find(
                    connection,
                    "SELECT COALESCE(SUM(OCTET_LENGTH(s.body)), 0) FROM UNNEST(?) AS k (seq)"
                        + " JOIN set_aside s ON s.account_id = ? AND s.seq = k.seq",
                    row -> row.getLong(1),
                    seqs,
                    accountId)
                .orElseThrow());
  }

  @Override
  public List<SetAside> find(String accountId, Collection<Long> seqs) {
    return database.read(
        connection ->
            Database.list(
                connection,
                "SELECT s.* FROM UNNEST(?) AS k (seq)"
                    + " JOIN set_aside s ON s.account_id = ? AND s.seq = k.seq ORDER BY s.seq",
                row ->
                    new SetAside(
                        new Journaled(row.getLong("seq"), JdbcJournal.entry(row), null),
                        failure(row)),
                seqs,
                accountId));
  }

  @Override
  public void failedAgain(List<SetAside> calls) {
    database.write(
        connection -> {
          var update =
              new Batch(
                  connection,
                  "UPDATE set_aside SET reason = ?, attempts = ? WHERE account_id = ? AND seq = ?");
          for (SetAside one : calls) {
            update.add(
                one.failure().reason(),
                one.failure().attempts(),
                one.call().entry().accountId(),
                one.call().seq());
          }
          update.execute();
          return null;
        });
  }

  @Override
  public void remove(List<SetAside> calls) {
    database.write(
        connection -> {
          var delete =
              new Batch(connection, "DELETE FROM set_aside WHERE account_id = ? AND seq = ?");
          for (SetAside one : calls) {
            delete.add(one.call().entry().accountId(), one.call().seq());
          }
          delete.execute();
          return null;
        });
  }

  @Override
  public Set<Long> between(long after, long upTo) {
    return database.read(
        connection ->
            new HashSet<>(
                Database.list(
                    connection,
                    "SELECT seq FROM set_aside WHERE seq > ? AND seq <= ?",
                    row -> row.getLong("seq"),
                    after,
                    upTo)));
  }

  @Override
  public Set<Long> among(String accountId, Collection<Long> seqs) {
    if (seqs.isEmpty()) { // an empty array would be one of texts
      return Set.of();
    }
    return administration.read(
        connection ->
            new HashSet<>(
                Database.list(
                    connection,
                    "SELECT s.seq FROM UNNEST(?) AS k (seq)"
                        + " JOIN set_aside s ON s.account_id = ? AND s.seq = k.seq",
                    row -> row.getLong("seq"),
                    seqs,
                    accountId)));
  }

  @Override
  public Set<String> messages(String accountId, Collection<String> messageIds) {
    return database.read(
        connection ->
            new HashSet<>(
                Database.list(
                    connection,
                    "SELECT s.message_id FROM UNNEST(?) AS k (message_id) JOIN set_aside s"
                        + " ON s.account_id = ? AND s.message_id = k.message_id",
                    row -> row.getString("message_id"),
                    messageIds,
                    accountId)));
  }
}
