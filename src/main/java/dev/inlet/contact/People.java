package dev.inlet.contact;

import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.ContactEffect.Merged;
import dev.inlet.contact.ContactEffect.Updated;
import dev.inlet.contact.ContactEntry.Known;
import dev.inlet.contact.ContactEntry.None;
import dev.inlet.contact.ContactEntry.Unsure;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The people of one account that a batch of changes touches, and what the changes make of them.
 * Pure: a store loads people in, applies the changes, and writes back what is different.
 *
 * <p>For the result to be right, everyone in {@link #namedBy} must be loaded, as far as the store
 * knows them, and with each of them the user they are linked to. Other ids of that user need not
 * be: there may be thousands.
 */
public final class People {
  private final Map<Person, PersonState> states = new LinkedHashMap<>();
  private final Map<Person, Before> before = new HashMap<>();
  private final Set<Person> changed = new LinkedHashSet<>();
  private final Set<Person> changedContacts = new LinkedHashSet<>();
  private final Set<Stamp> refused = new HashSet<>();
  private final Set<Stamp> lost = new HashSet<>();
  private final List<ContactEffect> effects = new ArrayList<>();

  /** Those who were found to be contacts while changes were applied. */
  private final Set<Person> known = new HashSet<>();

  /**
   * Someone as they were loaded.
   *
   * @param said what they said of what contacts are looked up by
   * @param linked what their linked ids had said of that; null when nobody knows
   * @param ids the anonymous ids they were searched by; null when nobody knows
   */
  private record Before(
      Person person,
      Person root,
      boolean isIdentified,
      Registers said,
      @Nullable Registers linked,
      boolean isContact,
      @Nullable SearchedIds ids) {

    static Before nobody(Person person) {
      var nothing = new Registers();
      return new Before(person, person, false, nothing, nothing, false, SearchedIds.NONE);
    }

    static Before of(PersonState state, @Nullable Registers linked, @Nullable Lookup lookup) {
      Registers said = Lookup.saidIn(state.fields());
      var all = new Registers();
      all.merge(said);
      if (linked != null) {
        all.merge(linked);
      }
      return new Before(
          state.person(),
          state.root(),
          state.isIdentified(),
          said,
          linked,
          lookup != null,
          lookup == null ? null : lookup.ids(state.person(), all));
    }

    /** Whether its former user may be found by something else, or not at all, without it. */
    boolean isMissed(PersonState user, Registers linked) {
      return isIdentified
          && (!user.isIdentified()
              || said.all().entrySet().stream()
                  .anyMatch(one -> one.getValue().equals(linked.get(one.getKey()))));
    }
  }

  /** Everyone a change is about. */
  public static List<Person> namedBy(ContactChange change) {
    return switch (change) {
      case Identified identified -> List.of(identified.person());
      case Linked linked ->
          List.of(Person.anonymous(linked.anonymousId()), Person.user(linked.userId()));
    };
  }

  /**
   * Takes in someone as the store remembers them.
   *
   * @param linked as {@link ContactEntry.Known} last had it, empty if never; null when the store
   *     does not know it
   * @param lookup as {@link ContactEntry.Known} last had it; null when they are no contact
   */
  public void load(PersonState state, @Nullable Registers linked, @Nullable Lookup lookup) {
    states.put(state.person(), state);
    before.put(state.person(), Before.of(state, linked, lookup));
  }

  /**
   * Applies one change; repeating it, or applying changes in another order, ends the same. A change
   * that is too much for one id is refused, and so are the others of its message that follow.
   */
  public void apply(ContactChange change) {
    switch (change) {
      case Identified identified -> identify(identified);
      case Linked linked -> link(linked);
    }
  }

  private void identify(Identified said) {
    if (!known(said.person()).hasRoomFor(said.traits(), said.fields(), said.stamp())) {
      refused.add(said.stamp());
    }
    if (refused.contains(said.stamp())) {
      return;
    }
    PersonState state = state(said.person());
    boolean isNew = !state.isIdentified();
    var names = new LinkedHashSet<String>();
    if (state.identify(said.traits(), said.fields(), said.stamp(), names)) {
      changed.add(state.person());
      changedContacts.add(state.root());
    }
    if (isNew || !names.isEmpty()) {
      known.add(state.root());
      effects.add(new Updated(state.root(), names, said.stamp()));
    }
  }

  private void link(Linked said) {
    if (refused.contains(said.stamp())) {
      return;
    }
    PersonState anonymous = state(Person.anonymous(said.anonymousId()));
    Person rootBefore = anonymous.root();
    if (anonymous.link(new UserLink(said.userId(), said.stamp()))) {
      if (!states.containsKey(anonymous.root())) {
        changed.add(anonymous.root());
      }
      changed.add(anonymous.person());
      changedContacts.add(rootBefore);
      changedContacts.add(anonymous.root());
      tell(anonymous, rootBefore, said.stamp());
    }
    if (!anonymous.root().equals(Person.user(said.userId()))) {
      lost.add(said.stamp());
    }
  }

  /** Tells what a link did that the anonymous id has now. */
  private void tell(PersonState anonymous, Person rootBefore, Stamp stamp) {
    Person root = anonymous.root();
    if (root.equals(rootBefore)) {
      return;
    }
    Set<String> names = anonymous.names();
    if (rootBefore.isUser() && isContact(rootBefore)) {
      effects.add(new Updated(rootBefore, names, stamp));
    }
    if (anonymous.isIdentified() || isContact(root)) {
      known.add(root);
      effects.add(new Merged(root, anonymous.person().id(), names, stamp));
    }
  }

  private boolean isContact(Person root) {
    return known.contains(root) || known(root).isIdentified() || before(root).isContact();
  }

  /** Someone's own state, which for a stranger is empty and not kept. */
  private PersonState known(Person person) {
    PersonState state = states.get(person);
    return state == null ? new PersonState(person) : state;
  }

  /** Someone's own state, as it is now. */
  public PersonState state(Person person) {
    return states.computeIfAbsent(person, PersonState::new);
  }

  /** What was not taken in, and what became of the rest. */
  public Applied applied() {
    return new Applied(refused, lost, effects);
  }

  /** Everyone whose own state is different now, or who was not known before. */
  public Collection<PersonState> changed() {
    return changed.stream().map(this::state).toList();
  }

  /** Everyone who was loaded or named by a change. */
  public Collection<PersonState> everyone() {
    return states.values();
  }

  /** How everyone is found now whose contact may look different. */
  public Collection<ContactEntry> contacts() {
    Map<Person, List<PersonState>> members = new HashMap<>();
    Map<Person, List<Before>> left = new HashMap<>();
    for (PersonState state : states.values()) {
      Person root = state.root();
      Before was = before(state.person());
      if (!root.equals(state.person())) {
        members.computeIfAbsent(root, user -> new ArrayList<>()).add(state);
      }
      if (!was.root().equals(state.person()) && !was.root().equals(root)) {
        left.computeIfAbsent(was.root(), user -> new ArrayList<>()).add(was);
      }
    }
    return changedContacts.stream()
        .map(
            root ->
                entry(
                    state(root),
                    members.getOrDefault(root, List.of()),
                    left.getOrDefault(root, List.of())))
        .toList();
  }

  private Before before(Person person) {
    Before was = before.get(person);
    return was == null ? Before.nobody(person) : was;
  }

  private ContactEntry entry(PersonState own, List<PersonState> members, List<Before> left) {
    Person person = own.person();
    if (own.link() != null) {
      return new None(person);
    }
    return person.isUser() ? userEntry(own, members, left) : anonymousEntry(own);
  }

  private static ContactEntry anonymousEntry(PersonState own) {
    return own.isIdentified()
        ? Known.of(own, new Registers(), SearchedIds.NONE.with(own.person().id()))
        : new None(own.person());
  }

  /**
   * @param members its linked ids, as far as they are here
   * @param left those that were linked to it and are not any more
   */
  private ContactEntry userEntry(PersonState own, List<PersonState> members, List<Before> left) {
    Person person = own.person();
    Before was = before(person);
    boolean isIdentified =
        own.isIdentified() || members.stream().anyMatch(PersonState::isIdentified);
    if (!was.isContact() && !isIdentified) {
      return new None(person);
    }
    Registers linked = was.linked();
    SearchedIds ids = was.ids();
    if (linked == null || ids == null || left.stream().anyMatch(one -> one.isMissed(own, linked))) {
      return new Unsure(person);
    }
    for (Before one : left) {
      ids = ids == null ? null : ids.without(one.person().id());
    }
    for (PersonState member : members) {
      boolean isNew = !before(member.person()).root().equals(person);
      ids = ids == null || !isNew ? ids : ids.with(member.person().id());
    }
    var all = new Registers();
    all.merge(linked);
    members.forEach(member -> all.merge(Lookup.saidIn(member.fields())));
    return ids == null ? new Unsure(person) : Known.of(own, all, ids);
  }
}
