package dev.inlet.simulation.machine;

import dev.inlet.contact.Applied;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.People;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.journal.CallRejected;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Portion;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Registers;
import dev.inlet.simulation.machine.SimulatedDatabase.Key;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People in the simulated database; the merging is Inlet's. */
public final class SimulatedContacts implements ContactStore {
  /** An id that the database refuses to link. */
  public static final String UNSTORABLE = "unstorable";

  /** What is known of somebody; never changed. */
  public record PersonKey(String accountId, Person person) implements Key<PersonState> {}

  private final SimulatedDatabase database;
  private final Surroundings surroundings;

  /** Those in a database. */
  public SimulatedContacts(SimulatedDatabase database, Surroundings surroundings) {
    this.database = database;
    this.surroundings = surroundings;
  }

  @Override
  public Applied apply(String accountId, Allowance allowance, List<ContactChange> changes) {
    SimulatedProgress.statement(surroundings);
    Set<Person> named = new LinkedHashSet<>();
    for (ContactChange change : changes) {
      if (change instanceof Linked linked && linked.anonymousId().equals(UNSTORABLE)) {
        throw new CallRejected("The database refuses its data");
      }
      named.addAll(People.namedBy(change));
    }
    for (Person person : List.copyOf(named)) {
      PersonState state = database.get(new PersonKey(accountId, person));
      if (state != null) {
        named.add(state.root());
      }
    }
    var people = new People();
    for (Person person : named) {
      PersonState state = database.get(new PersonKey(accountId, person));
      if (state != null) {
        people.load(copy(state), null, null);
      }
    }
    changes.forEach(people::apply);
    for (PersonState state : people.changed()) {
      allowance.take(state.traits().length() + state.fields().length());
      database.put(new PersonKey(accountId, state.person()), copy(state));
    }
    return people.applied();
  }

  private static PersonState copy(PersonState state) {
    return new PersonState(
        state.person(),
        copy(state.traits()),
        copy(state.fields()),
        state.firstIdentifiedAt(),
        state.lastIdentifiedAt(),
        state.link());
  }

  private static Registers copy(Registers registers) {
    var copy = new Registers();
    copy.merge(registers);
    return copy;
  }

  @Override
  public Map<Person, Long> held(String accountId, Collection<Person> people) {
    SimulatedProgress.statement(surroundings);
    var held = new HashMap<Person, Long>();
    for (Person person : people) {
      PersonState state = database.get(new PersonKey(accountId, person));
      if (state != null) {
        held.put(person, state.traits().length() + state.fields().length());
      }
    }
    return held;
  }

  @Override
  public boolean knows(String accountId, Person person) {
    SimulatedProgress.statement(surroundings);
    return database.get(new PersonKey(accountId, person)) != null;
  }

  @Override
  public Optional<Contact> find(String accountId, String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<PersonState> parts(String accountId, String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Listing<Contact> list(
      String accountId, @Nullable String query, @Nullable String email, Window window) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Person> peopleOf(String accountId, String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Portion<Person, Contact> contactsOf(String accountId, List<Person> people) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Person, Person> ownersOf(String accountId, Collection<Person> people) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<PersonState> after(String accountId, @Nullable Person after, int limit) {
    throw new UnsupportedOperationException();
  }
}
