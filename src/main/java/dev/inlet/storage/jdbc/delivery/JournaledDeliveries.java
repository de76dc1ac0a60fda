package dev.inlet.storage.jdbc.delivery;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.call.Warning;
import dev.inlet.delivery.DeliveryId;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.journal.Progress;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.JournalDatabase;
import dev.inlet.storage.jdbc.delivery.JdbcDeliveryLog.Found;
import dev.inlet.storage.jdbc.journal.WarningRows;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An account's deliveries that were taken, those that came last first. What became of one depends
 * on which side of the mark it lies, and on whether it was set aside.
 */
@Singleton
final class JournaledDeliveries {
  static final int PROCESSED = 200;
  static final int ACCEPTED = 202;

  private static final String SELECT =
      "SELECT seq, message_id, type, sender, stored_at FROM %s"
          + " WHERE account_id = ? AND seq < ? AND seq > ?";

  /** Found by what was noted beside the journal. */
  private static final String SELECT_REPAIRED =
      "SELECT j.seq, message_id, type, sender, stored_at FROM call_warning w"
          + " JOIN journal j ON j.seq = w.seq"
          + " WHERE w.account_id = ? AND w.seq < ? AND w.seq > ?";

  private final AdminDatabase contacts;
  private final JournalDatabase journal;
  private final Progress progress;

  JournaledDeliveries(AdminDatabase contacts, JournalDatabase journal, Progress progress) {
    this.contacts = contacts;
    this.journal = journal;
    this.progress = progress;
  }

  /** Those before a place in the journal, so many at most. */
  List<Found> list(String accountId, Filter filter, long before, int limit) {
    long mark = progress.mark();
    if (filter.status() == null) {
      return journaled(accountId, filter, new Span(0, before), mark, limit);
    }
    if (filter.status() == PROCESSED) {
      return answered(PROCESSED, accountId, filter, Math.min(before, mark + 1), mark, limit);
    }
    return filter.isRepaired()
        ? answered(ACCEPTED, accountId, filter, before, mark, limit)
        : accepted(accountId, filter, before, mark, limit);
  }

  /** Sequence numbers between two others. */
  private record Span(long above, long below) {}

  /** Leaves out what was answered otherwise, and reads on for as many as are missing. */
  private List<Found> answered(
      int status, String accountId, Filter filter, long before, long mark, int limit) {
    var answered = new ArrayList<Found>();
    long below = before;
    while (true) {
      List<Found> piece = journaled(accountId, filter, new Span(0, below), mark, limit);
      piece.stream()
          .filter(found -> found.entry().status() == status)
          .limit(limit - answered.size())
          .forEach(answered::add);
      if (piece.size() < limit || answered.size() == limit) {
        return answered;
      }
      below = piece.getLast().place();
    }
  }

  /** What is beyond the mark, and then what was set aside. */
  private List<Found> accepted(String accountId, Filter filter, long before, long mark, int limit) {
    var accepted =
        new ArrayList<>(journaled(accountId, filter, new Span(mark, before), mark, limit));
    var upToMark = new Span(0, Math.min(before, mark + 1));
    List<Row> setAside =
        contacts.read(
            connection -> rows(connection, "set_aside", accountId, filter, upToMark, limit));
    Map<Long, Set<Warning>> warnings = warnings(setAside);
    setAside.forEach(row -> accepted.add(row.found(ACCEPTED, true, warnings)));
    return accepted.subList(0, Math.min(limit, accepted.size()));
  }

  private List<Found> journaled(String accountId, Filter filter, Span span, long mark, int limit) {
    List<Row> rows =
        readJournal(connection -> rows(connection, "journal", accountId, filter, span, limit));
    Map<Long, Set<Warning>> warnings = warnings(rows);
    Set<Long> setAside = setAside(accountId, rows);
    return rows.stream()
        .map(
            row -> {
              boolean isSetAside = setAside.contains(row.seq());
              int status = row.seq() <= mark && !isSetAside ? PROCESSED : ACCEPTED;
              return row.found(status, isSetAside, warnings);
            })
        .toList();
  }

  /** On PostgreSQL it is a table beside the others, and calls need the journal's connections. */
  private <T> T readJournal(Database.Work<T> work) {
    return journal.isShared() ? contacts.read(work) : journal.read(work);
  }

  private Map<Long, Set<Warning>> warnings(List<Row> rows) {
    List<Long> seqs = rows.stream().map(Row::seq).toList();
    return seqs.isEmpty()
        ? Map.of()
        : readJournal(connection -> WarningRows.find(connection, seqs));
  }

  private Set<Long> setAside(String accountId, List<Row> rows) {
    if (rows.isEmpty()) {
      return Set.of();
    }
    return contacts.read(
        connection ->
            new HashSet<>(
                Database.list(
                    connection,
                    "SELECT s.seq FROM UNNEST(?) AS k (seq)"
                        + " JOIN set_aside s ON s.account_id = ? AND s.seq = k.seq",
                    row -> row.getLong("seq"),
                    rows.stream().map(Row::seq).toList(),
                    accountId)));
  }

  private static List<Row> rows(
      Connection connection, String table, String accountId, Filter filter, Span span, int limit)
      throws SQLException {
    var sql = new StringBuilder(filter.isRepaired() ? SELECT_REPAIRED : SELECT.formatted(table));
    var arguments = new ArrayList<Object>(List.of(accountId, span.below(), span.above()));
    JdbcDeliveryLog.narrow(sql, arguments, filter);
    sql.append(
        filter.isRepaired() ? " ORDER BY w.account_id DESC, w.seq DESC" : " ORDER BY seq DESC");
    sql.append(" LIMIT ?");
    arguments.add(limit);
    return Database.list(connection, sql.toString(), JournaledDeliveries::row, arguments.toArray());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong("seq"),
        row.getString("message_id"),
        row.getString("type"),
        row.getString("sender"),
        instant(row, "stored_at"));
  }

  /** A call, before it is known what became of it. */
  private record Row(long seq, String messageId, String type, String sender, Instant storedAt) {
    Found found(int status, boolean setAside, Map<Long, Set<Warning>> warnings) {
      return new Found(
          new Entry(
              DeliveryId.journaled(seq).toString(),
              messageId,
              type,
              status,
              setAside,
              null,
              null,
              sender,
              storedAt,
              warnings.getOrDefault(seq, Set.of())),
          seq);
    }
  }
}
