package dev.inlet.storage.jdbc.contact;

import dev.inlet.contact.Lookup;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.contact.UserLink;
import dev.inlet.merge.Registers;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.RegistersText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what applying changes needs of people, set-wise: first how much there is, then what is to
 * be changed.
 */
final class StoredPeople {

  /**
   * How much there is to load of somebody.
   *
   * @param ownerId the user they are linked to; null when there is none
   */
  record Size(long id, Person person, long bytes, @Nullable Long ownerId, long ownerBytes) {

    /**
     * @param owner the user they are linked to; null when there is none
     */
    static Size of(Row row, @Nullable Row owner) {
      return new Size(
          row.id(),
          row.state().person(),
          row.bytes(),
          owner == null ? null : Long.valueOf(owner.id()),
          owner == null ? 0 : owner.bytes());
    }
  }

  /**
   * Somebody as stored.
   *
   * @param state what it becomes, once changes are applied to it
   * @param link the link as it is stored
   * @param hasLinked whether there is a row of {@code linked_fields}
   * @param linked what is in it, nothing without a row; null when that must be found out
   * @param lookup null while they are no contact of their own
   */
  record Row(
      long id,
      PersonState state,
      @Nullable UserLink link,
      boolean hasLinked,
      @Nullable Registers linked,
      @Nullable Lookup lookup) {

    /** How much there is of them, as {@link Size#bytes} counts it or a little more. */
    long bytes() {
      return state.traits().length()
          + state.fields().length()
          + (lookup == null ? 0 : lookup.search().length());
    }
  }

  private StoredPeople() {}

  static List<Size> sizes(Connection connection, String accountId, Collection<Person> people)
      throws SQLException {
    return Database.list(
        connection,
        "SELECT p.id, p.person, l.owner_id, "
            + bytes("s", "c")
            + " AS bytes, "
            + bytes("o", "d")
            + " AS owner_bytes FROM UNNEST(?) AS k (person)"
            + " JOIN person p ON p.account_id = ? AND p.person = k.person"
            + " JOIN person_state s ON s.id = p.id"
            + " LEFT JOIN contact c ON c.id = p.id"
            + " LEFT JOIN person_link l ON l.id = p.id"
            + " LEFT JOIN person_state o ON o.id = l.owner_id"
            + " LEFT JOIN contact d ON d.id = l.owner_id",
        row ->
            new Size(
                row.getLong("id"),
                Person.fromKey(row.getString("person")),
                row.getLong("bytes"),
                row.getObject("owner_id", Long.class),
                row.getLong("owner_bytes")),
        people.stream().map(Person::key).toList(),
        accountId);
  }

  /** How many characters these people hold at most; strangers are left out. */
  static Map<Person, Long> held(Connection connection, String accountId, Collection<Person> people)
      throws SQLException {
    record Held(Person person, long characters) {}
    var held = new HashMap<Person, Long>();
    Database.list(
            connection,
            "SELECT p.person, OCTET_LENGTH(s.traits) + OCTET_LENGTH(s.fields) AS bytes"
                + " FROM UNNEST(?) AS k (person)"
                + " JOIN person p ON p.account_id = ? AND p.person = k.person"
                + " JOIN person_state s ON s.id = p.id",
            row ->
                new Held(
                    Person.fromKey(row.getString("person")),
                    RegistersText.mostCharacters(row.getLong("bytes"))),
            people.stream().map(Person::key).toList(),
            accountId)
        .forEach(one -> held.put(one.person(), one.characters()));
    return held;
  }

  private static String bytes(String state, String contact) {
    return "OCTET_LENGTH(%1$s.traits) + OCTET_LENGTH(%1$s.fields)".formatted(state)
        + " + COALESCE(OCTET_LENGTH(%s.search), 0)".formatted(contact);
  }

  static List<Row> rows(Connection connection, Collection<Long> ids) throws SQLException {
    return ids.isEmpty()
        ? List.of()
        : Database.list(
            connection,
            "SELECT p.id, p.person, s.traits, s.fields, s.first_identified, s.last_identified,"
                + " o.person AS owner, l.stamp_time, l.stamp_id, c.email, c.name, c.search,"
                + " f.id AS linked_id, f.fields AS linked_fields"
                + " FROM UNNEST(?) AS k (id)"
                + " JOIN person p ON p.id = k.id"
                + " JOIN person_state s ON s.id = p.id"
                + " LEFT JOIN person_link l ON l.id = p.id"
                + " LEFT JOIN person o ON o.id = l.owner_id"
                + " LEFT JOIN contact c ON c.id = p.id"
                + " LEFT JOIN linked_fields f ON f.id = p.id",
            StoredPeople::row,
            ids);
  }

  private static Row row(ResultSet row) throws SQLException {
    PersonState state = PersonRows.state(row);
    String search = row.getString("search");
    boolean hasLinked = row.getObject("linked_id") != null;
    String linked = row.getString("linked_fields");
    return new Row(
        row.getLong("id"),
        state,
        state.link(),
        hasLinked,
        linked != null ? RegistersText.read(linked) : hasLinked ? null : new Registers(),
        search == null ? null : new Lookup(row.getString("email"), row.getString("name"), search));
  }
}
