package dev.inlet.storage.jdbc.contact;

import dev.inlet.contact.ContactEntry;
import dev.inlet.contact.ContactEntry.Known;
import dev.inlet.contact.ContactEntry.None;
import dev.inlet.contact.ContactEntry.Unsure;
import dev.inlet.contact.Lookup;
import dev.inlet.contact.People;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.contact.UserLink;
import dev.inlet.merge.Registers;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.LoadBudget;
import dev.inlet.storage.jdbc.RegistersText;
import dev.inlet.storage.jdbc.contact.StoredPeople.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes what a batch of changes made of people: only rows that are new or differ. */
final class PersonWriter {
  private final Connection connection;
  private final String accountId;
  private final LoadBudget budget;
  private final Map<Person, Row> stored = new HashMap<>();
  private final Map<Person, Long> ids = new HashMap<>();

  /**
   * @param stored the rows of everyone who was loaded
   */
  PersonWriter(Connection connection, String accountId, LoadBudget budget, List<Row> stored) {
    this.connection = connection;
    this.accountId = accountId;
    this.budget = budget;
    for (Row row : stored) {
      this.stored.put(row.state().person(), row);
      this.ids.put(row.state().person(), row.id());
    }
  }

  /** Writes what is different, and returns everyone who was loaded or is new, as they are now. */
  List<Row> write(People people) throws SQLException {
    Map<Person, PersonState> changed = new LinkedHashMap<>();
    people.changed().forEach(state -> changed.put(state.person(), state));

    giveIds(changed);
    writeStates(changed);
    writeLinks(changed);
    var contacts = new ContactWriter(connection, accountId, stored, ids);
    Map<Person, ContactEntry> entries = new HashMap<>();
    for (ContactEntry entry : people.contacts()) {
      ContactEntry sure =
          switch (entry) {
            case Unsure unsure -> gathered(people.state(unsure.person()));
            case Known known -> known;
            case None none -> none;
          };
      contacts.add(sure);
      entries.put(sure.person(), sure);
    }
    contacts.execute();
    return people.everyone().stream()
        .filter(state -> ids.containsKey(state.person()))
        .map(state -> now(state, entries.get(state.person())))
        .toList();
  }

  /**
   * @param entry how they are found now; null when that is as it was
   */
  private Row now(PersonState state, @Nullable ContactEntry entry) {
    Row before = stored.get(state.person());
    boolean hadLinked = before != null && before.hasLinked();
    Registers linkedBefore = before == null ? new Registers() : before.linked();
    Lookup lookupBefore = before == null ? null : before.lookup();
    long id = id(state.person());
    return switch (entry) {
      case Known known ->
          new Row(
              id,
              state,
              state.link(),
              hadLinked || !known.linked().all().isEmpty(),
              known.linked(),
              known.lookup());
      case None none -> new Row(id, state, state.link(), hadLinked, linkedBefore, null);
      case Unsure unsure -> throw new IllegalArgumentException("it was gathered");
      case null -> new Row(id, state, state.link(), hadLinked, linkedBefore, lookupBefore);
    };
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

  private ContactEntry gathered(PersonState own) throws SQLException {
    return new ContactGathering(connection, budget, id(own.person())).gather(own);
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
      UserLink link = state.link();
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
}
