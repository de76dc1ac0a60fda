package dev.inlet.storage.jdbc.erase;

import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.closing.AccountRows;
import dev.inlet.erase.closing.ClosingPlace;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.HeavyRows;
import dev.inlet.storage.jdbc.activity.ActivityTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of one account in the contacts' database. What goes together is found in the order of an
 * index, so that the size of a table makes no step longer.
 */
final class JdbcAccountRows implements AccountRows {
  /** Of rows that hold next to nothing. */
  private static final int LIGHT = 1_000;

  /** Of rows that hold bodies or traits, which may be large. */
  private static final int HEAVY = 16;

  private static final long MOST_BYTES = 2 * HeavyRows.MOST_BYTES;

  private final Connection connection;

  JdbcAccountRows(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Map<Kind, Long> remove(ClosingPlace place, String accountId) {
    return Database.checked(
        open ->
            switch (place) {
              case KEY ->
                  count(
                      Kind.KEYS,
                      Database.update(open, "DELETE FROM api_key WHERE account_id = ?", accountId));
              case SET_ASIDE ->
                  numbered(open, Kind.SET_ASIDE, "set_aside", "seq", accountId, HEAVY);
              case EVENT -> activities(open, Kind.EVENTS, ActivityTable.EVENTS, accountId);
              case PAGE_VIEW -> activities(open, Kind.PAGES, ActivityTable.PAGE_VIEWS, accountId);
              case MEMBERSHIP -> memberships(open, accountId);
              case PERSON -> people(open, accountId);
              case COMPANY -> companies(open, accountId);
              case REFUSED_DELIVERY ->
                  numbered(
                      open, Kind.REFUSED_DELIVERIES, "refused_delivery", "id", accountId, HEAVY);
              case CHANGE, JOURNAL, ACCOUNT ->
                  throw new IllegalArgumentException("there are no rows to remove one by one");
            },
        connection);
  }

  private static Map<Kind, Long> count(Kind kind, long count) {
    var counts = new EnumMap<Kind, Long>(Kind.class);
    if (count > 0) {
      counts.put(kind, count);
    }
    return counts;
  }

  private static List<Long> first(
      Connection open, String table, String number, String accountId, int limit)
      throws SQLException {
    return Database.list(
        open,
        "SELECT %s FROM %s WHERE account_id = ? ORDER BY account_id, %s LIMIT ?"
            .formatted(number, table, number),
        row -> row.getLong(1),
        accountId,
        limit);
  }

  private static long byNumber(Connection open, String table, String number, List<Long> numbers)
      throws SQLException {
    return numbers.isEmpty()
        ? 0
        : Database.update(
            open, "DELETE FROM %s WHERE %s = ANY(?)".formatted(table, number), numbers);
  }

  private static Map<Kind, Long> numbered(
      Connection open, Kind kind, String table, String number, String accountId, int limit)
      throws SQLException {
    return count(kind, byNumber(open, table, number, first(open, table, number, accountId, limit)));
  }

  private static Map<Kind, Long> activities(
      Connection open, Kind kind, ActivityTable<?> table, String accountId) throws SQLException {
    List<Long> found =
        HeavyRows.fitting(
            first(open, table.name(), "seq", accountId, LIGHT),
            MOST_BYTES,
            places -> table.weights(open, places));
    return count(kind, byNumber(open, table.name(), "seq", found));
  }

  private record Membership(String person, String groupId) {}

  private static Map<Kind, Long> memberships(Connection open, String accountId)
      throws SQLException {
    List<Membership> found =
        Database.list(
            open,
            "SELECT person, group_id FROM membership WHERE account_id = ?"
                + " ORDER BY account_id, person, group_id LIMIT ?",
            row -> new Membership(row.getString(1), row.getString(2)),
            accountId,
            LIGHT);
    var delete =
        new Batch(
            open, "DELETE FROM membership WHERE account_id = ? AND person = ? AND group_id = ?");
    for (Membership one : found) {
      delete.add(accountId, one.person(), one.groupId());
    }
    return count(Kind.MEMBERSHIPS, delete.execute());
  }

  /** The ids that people are known by, and with them what was said under each. */
  private static Map<Kind, Long> people(Connection open, String accountId) throws SQLException {
    List<Long> found =
        Database.list(
            open,
            "SELECT id FROM person WHERE account_id = ? ORDER BY account_id, person LIMIT ?",
            row -> row.getLong(1),
            accountId,
            LIGHT);
    List<Long> ids =
        HeavyRows.fitting(
            found,
            MOST_BYTES,
            some ->
                HeavyRows.weights(
                    open,
                    "SELECT id, OCTET_LENGTH(traits) + OCTET_LENGTH(fields) FROM person_state"
                        + " WHERE id = ANY(?)",
                    some));
    byNumber(open, "person_link", "id", ids);
    byNumber(open, "person_state", "id", ids);
    Map<Kind, Long> removed = count(Kind.CONTACTS, byNumber(open, "contact", "id", ids));
    removed.putAll(count(Kind.IDS, byNumber(open, "person", "id", ids)));
    return removed;
  }

  private static Map<Kind, Long> companies(Connection open, String accountId) throws SQLException {
    List<String> found =
        Database.list(
            open,
            "SELECT group_id FROM company WHERE account_id = ?"
                + " ORDER BY account_id, group_id LIMIT ?",
            row -> row.getString(1),
            accountId,
            HEAVY);
    var delete = new Batch(open, "DELETE FROM company WHERE account_id = ? AND group_id = ?");
    for (String groupId : found) {
      delete.add(accountId, groupId);
    }
    return count(Kind.COMPANIES, delete.execute());
  }
}
