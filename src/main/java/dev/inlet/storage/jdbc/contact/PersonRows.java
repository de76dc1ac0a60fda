package dev.inlet.storage.jdbc.contact;

import static dev.inlet.storage.jdbc.Database.nullableInstant;

import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.contact.UserLink;
import dev.inlet.merge.Stamp;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.Pieces;
import dev.inlet.storage.jdbc.RegistersText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what is stored of people, set-wise: one statement for any number of them. */
final class PersonRows {
  private static final String COLUMNS =
      "p.id, p.person, s.traits, s.fields, s.first_identified, s.last_identified,"
          + " o.person AS owner, l.stamp_time, l.stamp_id";
  private static final String JOINS =
      " JOIN person_state s ON s.id = p.id"
          + " LEFT JOIN person_link l ON l.id = p.id"
          + " LEFT JOIN person o ON o.id = l.owner_id";

  private static final String LINKED =
      "SELECT l.owner_id, "
          + COLUMNS
          + " FROM UNNEST(?) AS k (id) JOIN person_link l ON l.owner_id = k.id"
          + " JOIN person p ON p.id = l.id JOIN person_state s ON s.id = l.id"
          + " JOIN person o ON o.id = l.owner_id";

  /** Somebody as stored. */
  record Row(long id, PersonState state) {}

  /** Somebody who is linked to a user. */
  record Linked(long ownerId, Row row) {}

  private PersonRows() {}

  static List<Row> byPerson(Connection connection, String accountId, Collection<Person> people)
      throws SQLException {
    return people.isEmpty()
        ? List.of()
        : Database.list(
            connection,
            "SELECT "
                + COLUMNS
                + " FROM UNNEST(?) AS k (person)"
                + " JOIN person p ON p.account_id = ? AND p.person = k.person"
                + JOINS,
            PersonRows::row,
            people.stream().map(Person::key).toList(),
            accountId);
  }

  /** Those of these numbers, in no particular order. */
  static List<Row> byId(Connection connection, Collection<Long> ids) throws SQLException {
    var rows = new ArrayList<Row>();
    for (List<Long> piece : Pieces.of(ids)) {
      rows.addAll(
          Database.list(
              connection,
              "SELECT "
                  + COLUMNS
                  + " FROM UNNEST(?) AS k (id) JOIN person p ON p.id = k.id"
                  + JOINS,
              PersonRows::row,
              piece));
    }
    return rows;
  }

  /** Those that are linked to users of these numbers, in no particular order. */
  static List<Linked> linkedTo(Connection connection, Collection<Long> ownerIds)
      throws SQLException {
    var linked = new ArrayList<Linked>();
    for (List<Long> piece : Pieces.of(ownerIds.stream().distinct().toList())) {
      linked.addAll(
          Database.list(
              connection, LINKED, row -> new Linked(row.getLong("owner_id"), row(row)), piece));
    }
    return linked;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getLong("id"), state(row));
  }

  /** The state in a row that has its columns by their names. */
  static PersonState state(ResultSet row) throws SQLException {
    return new PersonState(
        Person.fromKey(row.getString("person")),
        RegistersText.read(row.getString("traits")),
        RegistersText.read(row.getString("fields")),
        nullableInstant(row, "first_identified"),
        nullableInstant(row, "last_identified"),
        link(row));
  }

  private static @Nullable UserLink link(ResultSet row) throws SQLException {
    String owner = row.getString("owner");
    return owner == null
        ? null
        : new UserLink(
            Person.fromKey(owner).id(),
            new Stamp(
                Objects.requireNonNull(nullableInstant(row, "stamp_time")),
                row.getString("stamp_id")));
  }
}
