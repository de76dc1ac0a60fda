package dev.inlet.storage.jdbc;

import dev.inlet.contact.Contact;
import dev.inlet.contact.Link;
import dev.inlet.contact.People;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.storage.jdbc.PersonRows.Row;
import dev.inlet.storage.jdbc.PersonRows.Shown;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes what a batch of changes made of people: only rows that are new or differ. */
final class PersonWriter {
  /** Longer than any address there is; what exceeds it is kept, but not indexed. */
  private static final int MAX_EMAIL = 320;

  /** What is longer is no address, and more than an index can hold. */
  private static final int LONGEST_EMAIL = 320;

  private final Connection connection;
  private final String accountId;
  private final Map<Person, Row> stored = new HashMap<>();
  private final Map<Person, Long> ids = new HashMap<>();

  /**
   * @param stored the rows of everyone who was loaded
   */
  PersonWriter(Connection connection, String accountId, List<Row> stored) {
    this.connection = connection;
    this.accountId = accountId;
    for (Row row : stored) {
      this.stored.put(row.state().person(), row);
      this.ids.put(row.state().person(), row.id());
    }
  }

  void write(People people) throws SQLException {
    Map<Person, Contact> contacts = new LinkedHashMap<>();
    people.contacts().forEach(contact -> contacts.put(contact.person(), contact));
    Map<Person, PersonState> changed = new LinkedHashMap<>();
    people.changed().forEach(state -> changed.put(state.person(), state));

    giveIds(changed);
    writeStates(changed);
    writeLinks(changed);
    writeContacts(people, contacts);
  }

  /** New people are numbered on from the last one; the processor's lock keeps others from it. */
  private void giveIds(Map<Person, PersonState> changed) throws SQLException {
    if (ids.keySet().containsAll(changed.keySet())) {
      return;
    }
    long last =
        Database.find(connection, "SELECT COALESCE(MAX(id), 0) FROM person", row -> row.getLong(1))
            .orElseThrow();
    for (Person person : changed.keySet()) {
      if (!ids.containsKey(person)) {
        ids.put(person, ++last);
      }
    }
  }

  private void writeStates(Map<Person, PersonState> changed) throws SQLException {
    var insertPerson =
        new Batch(connection, "INSERT INTO person (account_id, person, id) VALUES (?, ?, ?)");
    var insertState =
        new Batch(
            connection,
            "INSERT INTO person_state (traits, fields, first_identified, last_identified, id)"
                + " VALUES (?, ?, ?, ?, ?)");
    var updateState =
        new Batch(
            connection,
            "UPDATE person_state SET traits = ?, fields = ?, first_identified = ?,"
                + " last_identified = ? WHERE id = ?");
    for (PersonState state : changed.values()) {
      boolean isNew = !stored.containsKey(state.person());
      if (isNew) {
        insertPerson.add(accountId, state.person().key(), id(state.person()));
      }
      (isNew ? insertState : updateState)
          .add(
              RegistersText.write(state.traits()),
              RegistersText.write(state.fields()),
              state.firstIdentifiedAt(),
              state.lastIdentifiedAt(),
              id(state.person()));
    }
    insertPerson.execute();
    insertState.execute();
    updateState.execute();
  }

  private long id(Person person) {
    return Objects.requireNonNull(ids.get(person));
  }

  private void writeLinks(Map<Person, PersonState> changed) throws SQLException {
    var delete = new Batch(connection, "DELETE FROM person_link WHERE id = ?");
    var insert =
        new Batch(
            connection,
            "INSERT INTO person_link (id, owner_id, stamp_time, stamp_id) VALUES (?, ?, ?, ?)");
    for (PersonState state : changed.values()) {
      Link link = state.link();
      Row row = stored.get(state.person());
      if (link != null && (row == null || !link.equals(row.link()))) {
        if (row != null) {
          delete.add(row.id());
        }
        insert.add(
            id(state.person()),
            id(Person.user(link.userId())),
            link.stamp().time(),
            link.stamp().messageId());
      }
    }
    delete.execute();
    insert.execute();
  }

  /** An id that has become part of another contact is no contact of its own any more. */
  private void writeContacts(People people, Map<Person, Contact> contacts) throws SQLException {
    var delete = new Batch(connection, "DELETE FROM contact WHERE id = ?");
    var update =
        new Batch(connection, "UPDATE contact SET email = ?, name = ?, search = ? WHERE id = ?");
    var insert =
        new Batch(
            connection,
            "INSERT INTO contact (email, name, search, id, account_id) VALUES (?, ?, ?, ?, ?)");
    for (Map.Entry<Person, Contact> entry : contacts.entrySet()) {
      Shown now = people.state(entry.getKey()).link() == null ? shown(entry.getValue()) : null;
      Row row = stored.get(entry.getKey());
      Shown before = row == null ? null : row.shown();
      long id = id(entry.getKey());
      if (now == null && before != null) {
        delete.add(id);
      } else if (now != null && before == null) {
        insert.add(now.email(), now.name(), now.search(), id, accountId);
      } else if (now != null && !now.equals(before)) {
        update.add(now.email(), now.name(), now.search(), id);
      }
    }
    delete.execute();
    update.execute();
    insert.execute();
  }

  private static @Nullable Shown shown(Contact contact) {
    if (!contact.isKnown()) {
      return null;
    }
    String email = contact.email();
    String search =
        Stream.concat(
                Stream.of(contact.person().id(), contact.name(), email),
                contact.anonymousIds().stream())
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"))
            .toLowerCase(Locale.ROOT);
    return new Shown(
        email == null || email.length() > MAX_EMAIL ? null : email.toLowerCase(Locale.ROOT),
        contact.name(),
        search);
  }
}
