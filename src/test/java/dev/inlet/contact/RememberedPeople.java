package dev.inlet.contact;

import dev.inlet.merge.Registers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The smallest store of people: it keeps each id's state, and loads just what People asks for. */
final class RememberedPeople {
  private final Map<Person, PersonState> states = new LinkedHashMap<>();
  private final Map<Person, ContactEntry.Known> entries = new LinkedHashMap<>();
  private boolean forgetful;
  private int gathered;

  /**
   * How a contact is found.
   *
   * @param lines what it can be searched by, in any order
   */
  record Found(@Nullable String email, @Nullable String name, List<String> lines) {
    static Found of(Lookup lookup) {
      return new Found(lookup.email(), lookup.name(), lookup.search().lines().sorted().toList());
    }

    /** By the contact as a whole. */
    static Found of(Contact contact) {
      String email = contact.email();
      return new Found(
          email == null ? null : email.toLowerCase(Locale.ROOT),
          contact.name(),
          Stream.concat(
                  Stream.of(contact.person().id(), contact.name(), email),
                  contact.anonymousIds().stream())
              .filter(Objects::nonNull)
              .map(text -> text.toLowerCase(Locale.ROOT))
              .sorted()
              .toList());
    }
  }

  /** From now on it does not know what linked ids have said, as after an upgrade. */
  void forget() {
    forgetful = true;
  }

  /** Takes in one batch, as a store does in one transaction. */
  List<ContactEffect> apply(List<ContactChange> batch) {
    var people = new People();
    for (ContactChange change : batch) {
      for (Person person : People.namedBy(change)) {
        load(people, person);
        load(people, root(person));
      }
    }

    batch.forEach(people::apply);

    people.changed().forEach(state -> states.put(state.person(), copyOf(state)));
    for (ContactEntry entry : people.contacts()) {
      remember(entry);
    }
    return people.applied().effects();
  }

  private void load(People people, Person person) {
    PersonState state = states.get(person);
    if (state != null) {
      ContactEntry.Known entry = entries.get(person);
      var nothing = new Registers();
      people.load(
          copyOf(state),
          entry == null ? nothing : forgetful ? null : entry.linked(),
          entry == null ? null : entry.lookup());
    }
  }

  private void remember(ContactEntry entry) {
    switch (entry) {
      case ContactEntry.Known known -> entries.put(known.person(), known);
      case ContactEntry.None none -> entries.remove(none.person());
      case ContactEntry.Unsure unsure -> remember(gather(unsure.person()));
    }
  }

  private ContactEntry gather(Person root) {
    gathered++;
    var gathering = new Gathering(copyOf(Objects.requireNonNull(states.get(root))));
    for (PersonState state : states.values()) {
      if (!state.person().equals(root) && state.root().equals(root)) {
        gathering.addId(state.person().id());
        if (state.isIdentified()) {
          gathering.addFields(state.fields());
        }
      }
    }
    return gathering.entry();
  }

  void apply(ContactChange... changes) {
    for (ContactChange change : changes) {
      apply(List.of(change));
    }
  }

  /** How often all ids of a contact were needed to tell how it is found. */
  int gathered() {
    return gathered;
  }

  /** How the batches said each known contact is found, by the id it is known under. */
  Map<Person, Found> shown() {
    return entries.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Found.of(entry.getValue().lookup())));
  }

  /** How each known contact is to be found, put together anew from what is remembered. */
  Map<Person, Found> foundBy() {
    return contacts().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Found.of(entry.getValue())));
  }

  /** Each known contact, put together anew from what is remembered. */
  Map<Person, Contact> contacts() {
    return states.keySet().stream()
        .filter(person -> root(person).equals(person))
        .map(this::contact)
        .filter(Contact::isKnown)
        .collect(Collectors.toMap(Contact::person, contact -> contact));
  }

  /** The contact that an id belongs to. */
  Contact contactOf(Person person) {
    return contact(root(person));
  }

  Person root(Person person) {
    PersonState state = states.get(person);
    return state == null ? person : state.root();
  }

  private Contact contact(Person root) {
    PersonState own = states.get(root);
    return Contact.of(
        own == null ? new PersonState(root) : own,
        states.values().stream()
            .filter(state -> !state.person().equals(root) && state.root().equals(root))
            .toList());
  }

  /** As if read from a database. */
  private static PersonState copyOf(PersonState state) {
    var traits = new Registers();
    traits.merge(state.traits());
    var fields = new Registers();
    fields.merge(state.fields());
    return new PersonState(
        state.person(),
        traits,
        fields,
        state.firstIdentifiedAt(),
        state.lastIdentifiedAt(),
        state.link());
  }
}
