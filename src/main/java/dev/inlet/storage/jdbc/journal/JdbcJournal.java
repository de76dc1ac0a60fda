package dev.inlet.storage.jdbc.journal;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.Journal;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a table of PostgreSQL's. A batch is one statement, which is a transaction by
 * itself, so that it costs one trip to the database and one forced write, and an instance that
 * freezes leaves no transaction behind that others would wait for.
 */
@Singleton
@Requires(condition = OnPostgresql.class)
public final class JdbcJournal implements Journal {
  /** What is told of the calls. */
  public static final WarningRows WARNINGS = new WarningRows("call_warning");

  /**
   * Raising the head locks it until the commit, which gives the journal its order. Its newest
   * version is the one with the highest number: found so, it costs the same however many older ones
   * PostgreSQL has to keep for somebody's old transaction.
   */
  private static final String APPEND =
      """
      WITH head AS (
        UPDATE journal_head SET seq = seq + ? WHERE seq >= (SELECT MAX(seq) FROM journal_head)
        RETURNING seq - ? AS before
      ), calls AS (
        INSERT INTO journal (seq, account_id, key_id, sender, type, message_id, stored_at, settings,
            body)
        SELECT head.before + c.place, c.account_id, c.key_id, c.sender, c.type, c.message_id,
            CAST(c.stored_at AS TIMESTAMP WITH TIME ZONE), c.settings, c.body
        FROM head, UNNEST(?, ?, ?, ?, ?, ?, ?, ?) WITH ORDINALITY
            AS c (account_id, key_id, sender, type, message_id, stored_at, settings, body, place)
      ), told AS (
        INSERT INTO call_warning (seq, account_id, warnings)
        SELECT head.before + w.place, w.account_id, w.warnings
        FROM head, UNNEST(?, ?, ?) AS w (place, account_id, warnings)
      )
      SELECT before + 1 FROM head""";

  /**
   * Each row knows how many bytes there are up to it, and in all, so that one statement brings no
   * more than is wanted. The limit takes nothing away: without it PostgreSQL may walk over the
   * whole journal and look at each call whether it is in a range.
   */
  private static final String READ_RANGES =
      """
      SELECT * FROM (
        SELECT j.*, SUM(OCTET_LENGTH(j.body)) OVER (ORDER BY j.seq) AS bytes_up_to_it,
            SUM(OCTET_LENGTH(j.body)) OVER () AS bytes_in_all
        FROM UNNEST(?, ?) AS r (first, last),
            LATERAL (
              SELECT * FROM journal WHERE seq BETWEEN r.first AND r.last
              ORDER BY seq LIMIT r.last - r.first + 1
            ) AS j
      ) AS found
      WHERE bytes_up_to_it <= ? OR bytes_up_to_it = OCTET_LENGTH(body)
      ORDER BY seq""";

  private final JournalDatabase database;
  private final MemoryBudget memory;

  JdbcJournal(JournalDatabase database, MemoryBudget memory) {
    this.database = database;
    this.memory = memory;
  }

  @Override
  public long append(List<JournalEntry> entries) {
    return database.atOnce(connection -> append(connection, entries));
  }

  /** Appends calls as {@link #append(List)} does, in the transaction of a connection. */
  public static long append(Connection connection, List<JournalEntry> entries) throws SQLException {
    int[] repaired =
        IntStream.range(0, entries.size())
            .filter(i -> !entries.get(i).warnings().isEmpty())
            .toArray();
    List<JournalEntry> told = IntStream.of(repaired).mapToObj(entries::get).toList();
    return Database.find(
            connection,
            APPEND,
            row -> row.getLong(1),
            entries.size(),
            entries.size(),
            texts(entries, JournalEntry::accountId),
            texts(entries, JournalEntry::keyId),
            texts(entries, entry -> entry.sender().wireName()),
            texts(entries, entry -> entry.type().wireName()),
            texts(entries, JournalEntry::messageId),
            texts(entries, entry -> entry.storedAt().toString()),
            texts(entries, JournalEntry::settings),
            entries.stream().map(JournalEntry::body).toArray(byte[][]::new),
            IntStream.of(repaired).mapToLong(i -> i + 1).toArray(),
            texts(told, JournalEntry::accountId),
            texts(told, entry -> WarningRows.text(entry.warnings())))
        .orElseThrow();
  }

  private static @Nullable String[] texts(
      List<JournalEntry> entries, Function<JournalEntry, @Nullable String> column) {
    return entries.stream().map(column).toArray(String[]::new);
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

  /** Those of some calls that are there, in portions whose bodies take so many bytes together. */
  static List<List<Long>> portions(Connection connection, long bytes, Collection<Long> seqs)
      throws SQLException {
    return Portions.of(
        connection,
        bytes,
        "SELECT j.seq, OCTET_LENGTH(j.body) FROM UNNEST(?) AS k (seq)"
            + " JOIN journal j ON j.seq = k.seq ORDER BY j.seq",
        seqs);
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
  public Found read(List<Range> ranges) {
    long[] firsts = ranges.stream().mapToLong(Range::first).toArray();
    long[] lasts = ranges.stream().mapToLong(Range::last).toArray();
    long mostBytes = memory.read();
    var isWhole = new AtomicBoolean(true);
    List<Journaled> calls =
        database.read(
            connection ->
                Database.list(
                    connection,
                    READ_RANGES,
                    row -> {
                      isWhole.set(row.getLong("bytes_up_to_it") == row.getLong("bytes_in_all"));
                      return new Journaled(row.getLong("seq"), entry(row), null);
                    },
                    firsts,
                    lasts,
                    mostBytes));
    return new Found(calls, isWhole.get());
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
        ResultSet head = statement.executeQuery("SELECT MAX(seq) FROM journal_head")) {
      head.next();
      return head.getLong(1);
    }
  }
}
