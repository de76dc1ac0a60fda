package dev.inlet.storage.jdbc.erase;

import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.activity.ActivityIndex;
import dev.inlet.storage.jdbc.activity.ActivityTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Removes what was made of the calls about some people of an account, and counts it. What they did
 * may be millions of rows, so of that only as much goes as takes a moment; whose rest is to be
 * removed behind that can be asked for.
 */
public final class ErasedRows {
  /** Rows of people that one statement removes. */
  private static final int AT_ONCE = 1_000;

  private final Connection connection;
  private final String accountId;
  private final List<Person> people;
  private final List<Long> ids;
  private final List<Person> members;
  private final Set<Person> unfinished = new LinkedHashSet<>();

  /** Looks for what there is; nothing is removed yet. */
  public ErasedRows(Connection connection, String accountId, List<Person> people)
      throws SQLException {
    this.connection = connection;
    this.accountId = accountId;
    this.people = people;
    this.ids = ids();
    this.members = members();
  }

  /**
   * Whether there is anything, but for what an earlier erasure has still to remove.
   *
   * @param erasedUpTo the journal's end at the earlier erasure of each person, as far as there was
   *     one
   */
  boolean any(Map<Person, Long> erasedUpTo) throws SQLException {
    if (!ids.isEmpty() || !members.isEmpty()) {
      return true;
    }
    for (ActivityTable<?> table : ActivityTable.ALL) {
      Map<Person, Long> latest =
          new ActivityIndex(connection, table.name(), accountId).latest(people);
      if (latest.entrySet().stream()
          .anyMatch(did -> did.getValue() > erasedUpTo.getOrDefault(did.getKey(), 0L))) {
        return true;
      }
    }
    return false;
  }

  /** Removes it; kinds of which there is nothing are left out. */
  public Map<Kind, Long> remove() throws SQLException {
    byId("person_link");
    byId("person_state");
    var removed = new EnumMap<Kind, Long>(Kind.class);
    removed.put(Kind.CONTACTS, byId("contact"));
    removed.put(Kind.IDS, byId("person"));
    removed.put(Kind.MEMBERSHIPS, memberships());
    removed.put(Kind.EVENTS, activity(ActivityTable.EVENTS));
    removed.put(Kind.PAGES, activity(ActivityTable.PAGE_VIEWS));
    removed.values().removeIf(count -> count == 0);
    return removed;
  }

  /** Those of whom {@link #remove} may have left something that they did. */
  Set<Person> unfinished() {
    return unfinished;
  }

  private long activity(ActivityTable<?> table) throws SQLException {
    if (people.size() > ErasedActivity.PEOPLE) {
      unfinished.addAll(people);
      return 0;
    }
    ErasedActivity.Piece piece =
        new ErasedActivity(connection, accountId).remove(table, people, Long.MAX_VALUE);
    if (!piece.isAll()) {
      unfinished.addAll(people);
    }
    return piece.removed();
  }

  private List<Long> ids() throws SQLException {
    return Database.<Optional<Long>>list(
            connection,
            "SELECT (SELECT p.id FROM person p WHERE p.account_id = ? AND p.person = k.person) AS id"
                + " FROM UNNEST(?) AS k (person)",
            row -> Optional.ofNullable(row.getObject("id", Long.class)),
            accountId,
            keys())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private List<Person> members() throws SQLException {
    return Database.list(
        connection,
        "SELECT k.person FROM UNNEST(?) AS k (person) WHERE (SELECT m.person FROM membership m"
            + " WHERE m.account_id = ? AND m.person = k.person"
            + " ORDER BY m.account_id, m.person LIMIT 1) IS NOT NULL",
        row -> Person.fromKey(row.getString(1)),
        keys(),
        accountId);
  }

  private List<String> keys() {
    return people.stream().map(Person::key).toList();
  }

  private long byId(String table) throws SQLException {
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

  private long memberships() throws SQLException {
    var delete =
        new Batch(connection, "DELETE FROM membership WHERE account_id = ? AND person = ?");
    for (Person member : members) {
      delete.add(accountId, member.key());
    }
    return delete.execute();
  }
}
