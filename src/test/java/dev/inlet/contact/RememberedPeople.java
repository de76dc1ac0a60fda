package dev.inlet.contact;

import dev.inlet.merge.Registers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The smallest store of people: it keeps each id's state, and loads just what People asks for. */
final class RememberedPeople {
  private final Map<Person, PersonState> states = new LinkedHashMap<>();
  private final Map<Person, Contact> shown = new LinkedHashMap<>();

  /** Takes in one batch, as a store does in one transaction. */
  void apply(List<ContactChange> batch) {
    var people = new People();
    for (ContactChange change : batch) {
      for (Person person : People.namedBy(change)) {
        partsOf(person).forEach(people::load);
        partsOf(root(person)).forEach(people::load);
      }
    }

    batch.forEach(people::apply);

    people.changed().forEach(state -> states.put(state.person(), copyOf(state)));
    for (Contact contact : people.contacts()) {
      PersonState own = states.get(contact.person());
      if (own == null || own.root().equals(contact.person())) {
        shown.put(contact.person(), contact);
      } else {
        shown.remove(contact.person());
      }
    }
  }

  void apply(ContactChange... changes) {
    for (ContactChange change : changes) {
      apply(List.of(change));
    }
  }

  /** What the batches said each known contact looks like, by the id it is known under. */
  Map<Person, Contact> shown() {
    return shown.entrySet().stream()
        .filter(entry -> entry.getValue().isKnown())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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

  /** Copies, as if read from a database, of an id's own state and of all linked to it. */
  private List<PersonState> partsOf(Person person) {
    return states.values().stream()
        .filter(state -> state.person().equals(person) || state.root().equals(person))
        .map(RememberedPeople::copyOf)
        .toList();
  }

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
