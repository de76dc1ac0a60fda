package dev.inlet.storage.jdbc;

import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Removes what was made of the calls about some people of an account, and counts it. */
final class ErasedRows {
  private final Connection connection;
  private final String accountId;
  private final List<Person> people;

  ErasedRows(Connection connection, String accountId, List<Person> people) {
    this.connection = connection;
    this.accountId = accountId;
    this.people = people;
  }

  /** Everything goes that is found by its person; kinds of which there is nothing are left out. */
  Map<Kind, Long> remove() throws SQLException {
    List<Long> ids = ids();
    byId("person_link", ids);
    byId("person_state", ids);
    var removed = new EnumMap<Kind, Long>(Kind.class);
    removed.put(Kind.CONTACTS, byId("contact", ids));
    removed.put(Kind.IDS, byId("person", ids));
    removed.put(Kind.MEMBERSHIPS, byPerson("membership"));
    removed.put(Kind.EVENTS, byPerson("event"));
    removed.put(Kind.PAGES, byPerson("page_view"));
    removed.values().removeIf(count -> count == 0);
    return removed;
  }

  private List<Long> ids() throws SQLException {
    return Database.list(
        connection,
        "SELECT p.id FROM UNNEST(?) AS k (person)"
            + " JOIN person p ON p.account_id = ? AND p.person = k.person",
        row -> row.getLong(1),
        people.stream().map(Person::key).toList(),
        accountId);
  }

  private long byId(String table, Collection<Long> ids) throws SQLException {
    var delete = new Batch(connection, "DELETE FROM " + table + " WHERE id = ?");
    for (long id : ids) {
      delete.add(id);
    }
    return delete.execute();
  }

  private long byPerson(String table) throws SQLException {
    var delete =
        new Batch(connection, "DELETE FROM " + table + " WHERE account_id = ? AND person = ?");
    for (Person person : people) {
      delete.add(accountId, person.key());
    }
    return delete.execute();
  }
}
