package dev.inlet.storage.jdbc.contact;

import dev.inlet.contact.Applied;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.ContactEffect;
import dev.inlet.contact.People;
import dev.inlet.contact.Person;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Stamp;
import dev.inlet.storage.jdbc.LoadBudget;
import dev.inlet.storage.jdbc.contact.StoredPeople.Row;
import dev.inlet.storage.jdbc.contact.StoredPeople.Size;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes a batch of changes of one account's people in, on one connection.
 *
 * <p>Statements for a batch, whatever its size: one or two set-wise reads, and a batch each of what
 * is new and what changed. That much again for each piece, when what is stored does not fit the
 * {@link LoadBudget} together. And two reads for a contact that only all of its ids can tell how to
 * find.
 */
final class ContactWork {
  private final Connection connection;
  private final String accountId;
  private final LoadBudget budget;
  private final Allowance allowance;
  private final Set<Stamp> refused = new HashSet<>();
  private final Set<Stamp> lost = new HashSet<>();
  private final List<ContactEffect> effects = new ArrayList<>();

  ContactWork(Connection connection, String accountId, LoadBudget budget, Allowance allowance) {
    this.connection = connection;
    this.accountId = accountId;
    this.budget = budget;
    this.allowance = allowance;
  }

  /** Takes them in, and says what of them was not. */
  Applied carryOut(List<ContactChange> changes) throws SQLException {
    LoadBudget.carryOut(messages(changes), this::piece);
    return new Applied(refused, lost, effects);
  }

  /** What one message says must not be parted: it is refused together. */
  private static List<List<ContactChange>> messages(List<ContactChange> changes) {
    var messages = new ArrayList<List<ContactChange>>();
    for (ContactChange change : changes) {
      if (messages.isEmpty() || !messages.getLast().getLast().stamp().equals(change.stamp())) {
        messages.add(new ArrayList<>());
      }
      messages.getLast().add(change);
    }
    return messages;
  }

  private int piece(List<List<ContactChange>> messages, boolean isFirst) throws SQLException {
    Map<Person, Size> sizes = new HashMap<>();
    StoredPeople.sizes(connection, accountId, named(messages))
        .forEach(size -> sizes.put(size.person(), size));
    if (isFirst) {
      allowance.take(changed(messages, sizes));
    }
    LoadBudget.Load<Long> load = budget.load();
    int fitting = 0;
    while (fitting < messages.size()
        && load.takes(needed(messages.get(fitting), sizes), length(messages.get(fitting)))) {
      fitting++;
    }
    apply(messages.subList(0, fitting), StoredPeople.rows(connection, load.keys()));
    return fitting;
  }

  private static Set<Person> named(List<List<ContactChange>> messages) {
    Set<Person> named = new LinkedHashSet<>();
    for (List<ContactChange> message : messages) {
      message.forEach(change -> named.addAll(People.namedBy(change)));
    }
    return named;
  }

  /** Who is to be loaded for a message, and how many bytes that is of each. */
  private static Map<Long, Long> needed(List<ContactChange> message, Map<Person, Size> sizes) {
    Map<Long, Long> needed = new HashMap<>();
    for (Person person : named(List.of(message))) {
      Size size = sizes.get(person);
      if (size != null) {
        needed.put(size.id(), size.bytes());
        if (size.ownerId() != null) {
          needed.put(size.ownerId(), size.ownerBytes());
        }
      }
    }
    return needed;
  }

  /** How many bytes these messages change, of what is stored and with what they say. */
  private static long changed(List<List<ContactChange>> messages, Map<Person, Size> sizes) {
    Map<Long, Long> needed = new HashMap<>();
    long said = 0;
    for (List<ContactChange> message : messages) {
      needed.putAll(needed(message, sizes));
      said += length(message);
    }
    return said + needed.values().stream().mapToLong(bytes -> bytes).sum();
  }

  private static long length(List<ContactChange> message) {
    long length = 0;
    for (ContactChange change : message) {
      length +=
          switch (change) {
            case Identified said ->
                LoadBudget.length(said.traits()) + LoadBudget.length(said.fields());
            case Linked linked -> 0;
          };
    }
    return length;
  }

  private void apply(List<List<ContactChange>> messages, List<Row> stored) throws SQLException {
    var people = new People();
    stored.forEach(row -> people.load(row.state(), row.linked(), row.lookup()));
    messages.forEach(message -> message.forEach(people::apply));
    Applied applied = people.applied();
    refused.addAll(applied.refused());
    lost.addAll(applied.lost());
    effects.addAll(applied.effects());
    new PersonWriter(connection, accountId, budget, stored).write(people);
  }
}
