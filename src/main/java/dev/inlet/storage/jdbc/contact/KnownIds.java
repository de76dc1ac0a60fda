package dev.inlet.storage.jdbc.contact;

import dev.inlet.contact.Person;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.Pieces;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads which ids belong together, and nothing of what was said under them. */
public final class KnownIds {
  private static final String OWNER =
      "SELECT COALESCE(o.id, p.id) AS id, COALESCE(o.person, p.person) AS person FROM person p"
          + " LEFT JOIN person_link l ON l.id = p.id LEFT JOIN person o ON o.id = l.owner_id"
          + " WHERE p.account_id = ? AND p.person = ?";

  private static final String OWNERS =
      "SELECT k.person AS named, COALESCE(o.id, p.id) AS id,"
          + " COALESCE(o.person, p.person) AS person FROM UNNEST(?) AS k (person)"
          + " JOIN person p ON p.account_id = ? AND p.person = k.person"
          + " LEFT JOIN person_link l ON l.id = p.id LEFT JOIN person o ON o.id = l.owner_id";

  /** Users are known under their own id, so less is looked for. */
  private static final String USERS =
      "SELECT k.person AS named, p.id, p.person FROM UNNEST(?) AS k (person)"
          + " JOIN person p ON p.account_id = ? AND p.person = k.person";

  /** A person, and the number of their row. */
  record Known(long id, Person person) {
    private static Known of(ResultSet row) throws SQLException {
      return new Known(row.getLong("id"), Person.fromKey(row.getString("person")));
    }
  }

  private KnownIds() {}

  /**
   * The id under which a contact is known, by its userId or an anonymousId; the user's when there
   * is one of either kind.
   */
  static Optional<Known> contact(Connection connection, String accountId, String id)
      throws SQLException {
    Optional<Known> user = owner(connection, accountId, Person.user(id));
    return user.isPresent() ? user : owner(connection, accountId, Person.anonymous(id));
  }

  /** Under which id a person is known: their user's, or their own; empty for strangers. */
  static Optional<Known> owner(Connection connection, String accountId, Person person)
      throws SQLException {
    return Database.find(connection, OWNER, Known::of, accountId, person.key());
  }

  /** As {@link #owner}, of some people; strangers are left out. */
  static Map<Person, Known> owners(
      Connection connection, String accountId, Collection<Person> people) throws SQLException {
    var owners = new HashMap<Person, Known>();
    List<Person> users = people.stream().filter(Person::isUser).toList();
    List<Person> others = people.stream().filter(person -> !person.isUser()).toList();
    owners(connection, USERS, accountId, users, owners);
    owners(connection, OWNERS, accountId, others, owners);
    return owners;
  }

  private static void owners(
      Connection connection,
      String sql,
      String accountId,
      List<Person> people,
      Map<Person, Known> owners)
      throws SQLException {
    record Found(Person person, Known owner) {}
    for (List<Person> piece : Pieces.of(people)) {
      Database.list(
              connection,
              sql,
              row -> new Found(Person.fromKey(row.getString("named")), Known.of(row)),
              piece.stream().map(Person::key).toList(),
              accountId)
          .forEach(found -> owners.put(found.person(), found.owner()));
    }
  }

  /**
   * Under which ids some people are known; those that are left out are known under their own, or
   * strangers.
   */
  public static Map<Person, Person> linked(
      Connection connection, String accountId, Collection<Person> people) throws SQLException {
    var owners = new HashMap<Person, Person>();
    owners(
            connection,
            accountId,
            people.stream().filter(person -> !person.isUser()).distinct().toList())
        .forEach((person, owner) -> owners.put(person, owner.person()));
    return owners;
  }

  /** As {@link dev.inlet.contact.ContactStore#peopleOf}. */
  public static List<Person> peopleOf(Connection connection, String accountId, String id)
      throws SQLException {
    Optional<Known> contact = contact(connection, accountId, id);
    if (contact.isEmpty()) {
      // Never identified, but there may be events: the id may be of either kind.
      return List.of(Person.user(id), Person.anonymous(id));
    }
    return peopleOf(connection, contact.get());
  }

  /**
   * Everyone whose calls belong to the contact of a person; that person alone when there is none.
   */
  public static List<Person> peopleOf(Connection connection, String accountId, Person person)
      throws SQLException {
    Optional<Known> owner = owner(connection, accountId, person);
    return owner.isEmpty() ? List.of(person) : peopleOf(connection, owner.get());
  }

  private static List<Person> peopleOf(Connection connection, Known contact) throws SQLException {
    var people = new ArrayList<Person>();
    people.add(contact.person());
    people.addAll(
        Database.list(
            connection,
            "SELECT p.person FROM person_link l JOIN person p ON p.id = l.id WHERE l.owner_id = ?",
            row -> Person.fromKey(row.getString("person")),
            contact.id()));
    return people;
  }
}
