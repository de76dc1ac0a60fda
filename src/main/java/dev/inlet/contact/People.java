package dev.inlet.contact;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The people of one account that a batch of changes touches, and what the changes make of them.
 * Pure: a store loads people in, applies the changes, and writes back what is different.
 *
 * <p>For the result to be right, everyone in {@link #namedBy} must be loaded, as far as the store
 * knows them, and with each of them the contact they are part of and all its other ids.
 */
public final class People {
  private final Map<Person, PersonState> states = new LinkedHashMap<>();
  private final Set<Person> changed = new LinkedHashSet<>();
  private final Set<Person> changedContacts = new LinkedHashSet<>();

  /** Everyone a change is about. */
  public static List<Person> namedBy(ContactChange change) {
    return switch (change) {
      case ContactChange.Identified identified -> List.of(identified.person());
      case ContactChange.Linked linked ->
          List.of(Person.anonymous(linked.anonymousId()), Person.user(linked.userId()));
    };
  }

  /** Takes in someone as the store remembers them. */
  public void load(PersonState state) {
    states.put(state.person(), state);
  }

  /** Applies one change; repeating it, or applying changes in another order, ends the same. */
  public void apply(ContactChange change) {
    switch (change) {
      case ContactChange.Identified identified -> {
        PersonState state = state(identified.person());
        if (state.identify(identified.traits(), identified.fields(), identified.stamp())) {
          changed.add(state.person());
          changedContacts.add(state.root());
        }
      }
      case ContactChange.Linked linked -> {
        PersonState anonymous = state(Person.anonymous(linked.anonymousId()));
        Person rootBefore = anonymous.root();
        if (anonymous.link(new Link(linked.userId(), linked.stamp()))) {
          if (!states.containsKey(anonymous.root())) {
            changed.add(anonymous.root());
          }
          changed.add(anonymous.person());
          changedContacts.add(rootBefore);
          changedContacts.add(anonymous.root());
        }
      }
    }
  }

  /** Someone's own state, as it is now. */
  public PersonState state(Person person) {
    return states.computeIfAbsent(person, PersonState::new);
  }

  /** Everyone whose own state is different now, or who was not known before. */
  public Collection<PersonState> changed() {
    return changed.stream().map(this::state).toList();
  }

  /** Every contact that may look different now, by the id it is known under. */
  public Collection<Contact> contacts() {
    return changedContacts.stream().map(this::contact).toList();
  }

  private Contact contact(Person root) {
    return Contact.of(
        state(root),
        states.values().stream()
            .filter(state -> !state.person().equals(root) && state.root().equals(root))
            .toList());
  }
}
