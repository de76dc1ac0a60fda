package dev.inlet.storage.jdbc.delivery;

import dev.inlet.delivery.DeliveryLog;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The journal's calls and the noted refusals, read as one list. */
@Singleton
final class JdbcDeliveryLog implements DeliveryLog {
  /** Everything but what was sent, which may be much. */
  private static final String REFUSED =
      "SELECT id, message_id, type, status, cause, message, sender, received_at FROM"
          + " refused_delivery WHERE account_id = ? AND id < ?";

  /** One delivery, and its place in the journal or among the refusals. */
  record Found(Entry entry, long place) {
    boolean isAfter(Found other) {
      return entry.receivedAt().isAfter(other.entry.receivedAt());
    }
  }

  private final AdminDatabase contacts;
  private final JournaledDeliveries journal;

  JdbcDeliveryLog(AdminDatabase contacts, JournaledDeliveries journal) {
    this.contacts = contacts;
    this.journal = journal;
  }

  @Override
  public Page list(String accountId, Filter filter, Position before, int limit) {
    List<Found> journaled =
        filter.status() == null || filter.status() <= JournaledDeliveries.ACCEPTED
            ? journal.list(accountId, filter, before.journaled(), limit + 1)
            : List.of();
    boolean isRefused = filter.status() == null || filter.status() > JournaledDeliveries.ACCEPTED;
    List<Found> refused =
        isRefused && !filter.isRepaired()
            ? refused(accountId, filter, before.refused(), limit + 1)
            : List.of();
    return merged(journaled, refused, limit);
  }

  /**
   * The newest of both, each in its own order. The next page starts at places and not at times, of
   * which concurrent calls have theirs in another order; and a list that is at its end stays there,
   * whatever arrives meanwhile.
   */
  private static Page merged(List<Found> journaled, List<Found> refused, int limit) {
    var entries = new ArrayList<Entry>();
    int ofJournaled = 0;
    int ofRefused = 0;
    while (entries.size() < limit && entries.size() < journaled.size() + refused.size()) {
      boolean isJournaled =
          ofRefused == refused.size()
              || ofJournaled < journaled.size()
                  && journaled.get(ofJournaled).isAfter(refused.get(ofRefused));
      Found newest = isJournaled ? journaled.get(ofJournaled++) : refused.get(ofRefused++);
      entries.add(newest.entry());
    }
    boolean isAll = entries.size() == journaled.size() + refused.size();
    return new Page(
        entries,
        isAll ? null : new Position(from(journaled, ofJournaled), from(refused, ofRefused)));
  }

  private static long from(List<Found> found, int index) {
    return index < found.size() ? found.get(index).place() + 1 : 0;
  }

  private List<Found> refused(String accountId, Filter filter, long before, int limit) {
    var sql = new StringBuilder(REFUSED);
    var arguments = new ArrayList<Object>(List.of(accountId, before));
    if (filter.status() != null) {
      sql.append(" AND status = ?");
      arguments.add(filter.status());
    }
    narrow(sql, arguments, filter);
    sql.append(" ORDER BY account_id DESC, id DESC LIMIT ?");
    arguments.add(limit);
    return contacts.read(
        connection ->
            Database.list(
                connection,
                sql.toString(),
                row -> new Found(RefusalRows.entry(row), row.getLong("id")),
                arguments.toArray()));
  }

  /** Adds what a filter asks for beside the status. */
  static void narrow(StringBuilder sql, List<Object> arguments, Filter filter) {
    if (filter.type() != null) {
      sql.append(" AND type = ?");
      arguments.add(filter.type().toLowerCase(Locale.ROOT));
    }
    if (filter.messageId() != null) {
      sql.append(" AND message_id = ?");
      arguments.add(filter.messageId());
    }
  }
}
