package dev.inlet.storage.jdbc.journal;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.Journal;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.JournalDatabase;
import dev.inlet.storage.jdbc.OnPostgresql;
import dev.inlet.storage.jdbc.Portions;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * The journal as a table of PostgreSQL's: one transaction and one forced write per batch.
 *
 * <p>Statements per batch, whatever its size: raise the head, read it, insert, commit; and one more
 * insert when something was repaired of a call.
 */
@Singleton
@Requires(condition = OnPostgresql.class)
public final class JdbcJournal implements Journal {
  /** What is told of the calls. */
  public static final WarningRows WARNINGS = new WarningRows("call_warning");

  private static final String INSERT =
      "INSERT INTO journal (seq, account_id, key_id, sender, type, message_id, stored_at, settings,"
          + " body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final JournalDatabase database;
  private final MemoryBudget memory;

  JdbcJournal(JournalDatabase database, MemoryBudget memory) {
    this.database = database;
    this.memory = memory;
  }

  @Override
  public long append(List<JournalEntry> entries) {
    return database.write(
        connection -> {
          long first = raiseHead(connection, entries.size()) - entries.size() + 1;
          insert(connection, entries, first);
          WARNINGS.insert(connection, entries, first);
          return first;
        });
  }

  private static long raiseHead(Connection connection, int calls) throws SQLException {
    Database.update(connection, "UPDATE journal_head SET seq = seq + ? WHERE id = 1", calls);
    return head(connection);
  }

  private static void insert(Connection connection, List<JournalEntry> entries, long first)
      throws SQLException {
    var insert = new Batch(connection, INSERT);
    long seq = first;
    for (JournalEntry entry : entries) {
      insert.add(
          seq++,
          entry.accountId(),
          entry.keyId(),
          entry.sender().wireName(),
          entry.type().wireName(),
          entry.messageId(),
          entry.storedAt(),
          entry.settings(),
          entry.body());
    }
    insert.execute();
  }

  @Override
  public List<Journaled> read(long after, int limit) {
    return database.read(connection -> next(connection, after, limit, memory.read()));
  }

  /**
   * Reads calls after a sequence number, as {@link #read} does.
   *
   * @param bytes what their bodies may take together
   */
  public static List<Journaled> next(Connection connection, long after, int limit, long bytes)
      throws SQLException {
    List<List<Long>> portions =
        Portions.of(
            connection,
            bytes,
            "SELECT seq, OCTET_LENGTH(body) FROM journal WHERE seq > ? ORDER BY seq LIMIT ?",
            after,
            limit);
    return portions.isEmpty() ? List.of() : read(connection, portions.getFirst());
  }

  private static List<Journaled> read(Connection connection, List<Long> seqs) throws SQLException {
    return Database.list(
        connection,
        "SELECT * FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq",
        row -> new Journaled(row.getLong("seq"), entry(row), null),
        seqs.getFirst(),
        seqs.getLast());
  }

  @Override
  public long last() {
    return database.read(JdbcJournal::head);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  /** Reads an entry from a row of the journal, or of what was set aside. */
  public static JournalEntry entry(ResultSet row) throws SQLException {
    return new JournalEntry(
        row.getString("account_id"),
        row.getString("key_id"),
        Sender.named(row.getString("sender")).orElseThrow(),
        CallType.named(row.getString("type")).orElseThrow(),
        row.getString("message_id"),
        instant(row, "stored_at"),
        row.getString("settings"),
        row.getBytes("body"),
        Set.of());
  }

  /** The highest sequence number that was appended. */
  public static long head(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet head = statement.executeQuery("SELECT seq FROM journal_head WHERE id = 1")) {
      head.next();
      return head.getLong(1);
    }
  }
}
