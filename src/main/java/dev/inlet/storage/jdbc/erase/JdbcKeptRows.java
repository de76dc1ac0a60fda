package dev.inlet.storage.jdbc.erase;

import dev.inlet.call.CallType;
import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.KeptRows;
import dev.inlet.forward.Piece;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.HeavyRows;
import dev.inlet.storage.jdbc.Pieces;
import dev.inlet.storage.jdbc.activity.ActivityIndex;
import dev.inlet.storage.jdbc.activity.ActivityTable;
import dev.inlet.storage.jdbc.contact.KnownIds;
import dev.inlet.storage.jdbc.forward.FeedRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of people and of calls in the contacts' database. */
public final class JdbcKeptRows implements KeptRows {
  /** Rows of people that one statement removes. */
  private static final int AT_ONCE = 1_000;

  /**
   * What was done that goes at once: H2 takes some tenths of a second, PostgreSQL a tenth of it.
   */
  private static final int ROWS = 2_000;

  private static final long MOST_BYTES = 2 * HeavyRows.MOST_BYTES;

  private final Connection connection;

  /** Those that are seen and changed in the transaction of a connection. */
  public JdbcKeptRows(Connection connection) {
    this.connection = connection;
  }

  private <T extends @Nullable Object> T on(Database.Work<T> work) {
    return Database.checked(work, connection);
  }

  private static ActivityTable<?> table(Activity activity) {
    return switch (activity) {
      case EVENT -> ActivityTable.EVENTS;
      case PAGE_VIEW -> ActivityTable.PAGE_VIEWS;
    };
  }

  private static List<String> keys(Collection<Person> people) {
    return people.stream().map(Person::key).toList();
  }

  @Override
  public List<Person> peopleOf(String accountId, String contactId) {
    return on(open -> KnownIds.peopleOf(open, accountId, contactId));
  }

  @Override
  public List<Person> peopleOf(String accountId, Person person) {
    return on(open -> KnownIds.peopleOf(open, accountId, person));
  }

  @Override
  public Known known(String accountId, List<Person> people) {
    return on(
        open -> {
          var ids = new ArrayList<Long>();
          var members = new ArrayList<Person>();
          for (List<Person> piece : Pieces.of(people)) {
            ids.addAll(ids(open, accountId, piece));
            members.addAll(members(open, accountId, piece));
          }
          return new Known(ids, members);
        });
  }

  private static List<Long> ids(Connection connection, String accountId, List<Person> people)
      throws SQLException {
    return Database.<Optional<Long>>list(
            connection,
            "SELECT (SELECT p.id FROM person p WHERE p.account_id = ? AND p.person = k.person) AS"
                + " id FROM UNNEST(?) AS k (person)",
            row -> Optional.ofNullable(row.getObject("id", Long.class)),
            accountId,
            keys(people))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Person> members(Connection connection, String accountId, List<Person> people)
      throws SQLException {
    return Database.list(
        connection,
        "SELECT k.person FROM UNNEST(?) AS k (person) WHERE (SELECT m.person FROM membership m"
            + " WHERE m.account_id = ? AND m.person = k.person"
            + " ORDER BY m.account_id, m.person LIMIT 1) IS NOT NULL",
        row -> Person.fromKey(row.getString(1)),
        keys(people),
        accountId);
  }

  @Override
  public Map<Kind, Long> remove(String accountId, Known known) {
    return on(
        open -> {
          byId(open, "person_link", known.ids());
          byId(open, "person_state", known.ids());
          var removed = new EnumMap<Kind, Long>(Kind.class);
          removed.put(Kind.CONTACTS, byId(open, "contact", known.ids()));
          removed.put(Kind.IDS, byId(open, "person", known.ids()));
          removed.put(Kind.MEMBERSHIPS, memberships(open, accountId, known.members()));
          removed.values().removeIf(count -> count == 0);
          return removed;
        });
  }

  private static long byId(Connection connection, String table, List<Long> ids)
      throws SQLException {
    long removed = 0;
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      removed +=
          Database.update(
              connection,
              "DELETE FROM " + table + " WHERE id = ANY(?)",
              ids.subList(from, Math.min(from + AT_ONCE, ids.size())));
    }
    return removed;
  }

  private static long memberships(Connection connection, String accountId, List<Person> members)
      throws SQLException {
    var delete =
        new Batch(connection, "DELETE FROM membership WHERE account_id = ? AND person = ?");
    for (Person member : members) {
      delete.add(accountId, member.key());
    }
    return delete.execute();
  }

  @Override
  public Map<Person, Long> latest(Activity activity, String accountId, Collection<Person> people) {
    return on(open -> new ActivityIndex(open, table(activity).name(), accountId).latest(people));
  }

  @Override
  public Part remove(Activity activity, String accountId, Collection<Person> people, long before) {
    ActivityTable<?> table = table(activity);
    return on(
        open -> {
          List<Long> found =
              new ActivityIndex(open, table.name(), accountId).newest(people, null, before, ROWS);
          List<Long> piece =
              HeavyRows.fitting(found, MOST_BYTES, places -> table.weights(open, places));
          long removed =
              piece.isEmpty()
                  ? 0
                  : Database.update(
                      open, "DELETE FROM " + table.name() + " WHERE seq = ANY(?)", piece);
          return new Part(removed, found.size() < ROWS && piece.size() == found.size());
        });
  }

  @Override
  public List<Beside> activities(
      Activity activity, String accountId, long after, long upTo, int limit) {
    return on(
        open ->
            Database.list(
                open,
                "SELECT seq, anonymous_id FROM "
                    + table(activity).name()
                    + " WHERE account_id = ? AND seq > ? AND seq <= ?"
                    + " ORDER BY account_id, seq LIMIT ?",
                row -> new Beside(row.getLong(1), row.getString(2)),
                accountId,
                after,
                upTo,
                limit));
  }

  @Override
  public long strikeOut(Activity activity, Collection<Long> seqs) {
    return each(
        "UPDATE " + table(activity).name() + " SET anonymous_id = NULL WHERE seq = ?", seqs);
  }

  @Override
  public List<Piece> changes(String accountId, long after, long upTo, int limit) {
    return on(open -> FeedRows.between(open, accountId, after, upTo, limit));
  }

  @Override
  public void rewriteChanges(List<Piece> pieces) {
    on(open -> FeedRows.rewrite(open, pieces));
  }

  @Override
  public void emptyAnswers(String accountId) {
    on(
        open ->
            Database.update(
                open,
                "UPDATE subscription_attempt SET answer = NULL WHERE answer IS NOT NULL"
                    + " AND subscription_id IN (SELECT s.id FROM subscription s"
                    + " WHERE s.account_id IS NULL OR s.account_id = ?)",
                accountId));
  }

  @Override
  public List<Raw> setAside(String accountId, long after, long upTo, int limit) {
    return on(
        open ->
            Database.list(
                open,
                "SELECT seq, type, body FROM set_aside WHERE account_id = ? AND seq > ?"
                    + " AND seq <= ? ORDER BY account_id, seq LIMIT ?",
                row ->
                    new Raw(
                        row.getLong(1),
                        CallType.named(row.getString(2)).orElse(null),
                        row.getBytes(3)),
                accountId,
                after,
                upTo,
                limit));
  }

  @Override
  public long removeSetAside(Collection<Long> seqs) {
    return each("DELETE FROM set_aside WHERE seq = ?", seqs);
  }

  @Override
  public long rewriteSetAside(Map<Long, byte[]> bodies) {
    return on(
        open -> {
          var update = new Batch(open, "UPDATE set_aside SET body = ? WHERE seq = ?");
          for (Map.Entry<Long, byte[]> body : bodies.entrySet()) {
            update.add(body.getValue(), body.getKey());
          }
          return (long) update.execute();
        });
  }

  @Override
  public List<Raw> refused(String accountId, long after, int limit) {
    return on(
        open ->
            Database.list(
                open,
                "SELECT id, body FROM refused_delivery"
                    + " WHERE account_id = ? AND id > ? AND body IS NOT NULL"
                    + " ORDER BY account_id, id LIMIT ?",
                row -> new Raw(row.getLong(1), null, row.getBytes(2)),
                accountId,
                after,
                limit));
  }

  @Override
  public long removeRefused(Collection<Long> numbers) {
    return each("DELETE FROM refused_delivery WHERE id = ?", numbers);
  }

  @Override
  public long emptyRefused(Collection<Long> numbers) {
    return each("UPDATE refused_delivery SET body = NULL, settings = NULL WHERE id = ?", numbers);
  }

  /** Executes a statement for each of these rows; returns how many it changed. */
  private long each(String sql, Collection<Long> places) {
    return on(
        open -> {
          var batch = new Batch(open, sql);
          for (long place : places) {
            batch.add(place);
          }
          return (long) batch.execute();
        });
  }
}
