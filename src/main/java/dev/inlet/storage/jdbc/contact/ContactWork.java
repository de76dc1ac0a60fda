package dev.inlet.storage.jdbc.contact;

import dev.inlet.contact.Applied;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.ContactEffect;
import dev.inlet.contact.People;
import dev.inlet.contact.Person;
import dev.inlet.contact.UserLink;
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
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch of changes of one account's people in, on one connection.
 *
 * <p>Statements for a batch, whatever its size: one or two set-wise reads, or none when everybody
 * is {@linkplain RememberedPeople remembered}, and a batch each of what is new and what changed.
 * That much again for each piece, when what is stored does not fit the {@link LoadBudget} together.
 * And two reads for a contact that only all of its ids can tell how to find.
 */
final class ContactWork {
  private final Connection connection;
  private final String accountId;
  private final LoadBudget budget;
  private final Allowance allowance;
  private final RememberedPeople remembered;
  private final Set<Stamp> refused = new HashSet<>();
  private final Set<Stamp> lost = new HashSet<>();
  private final List<ContactEffect> effects = new ArrayList<>();

  ContactWork(
      Connection connection,
      String accountId,
      LoadBudget budget,
      Allowance allowance,
      RememberedPeople remembered) {
    this.connection = connection;
    this.accountId = accountId;
    this.budget = budget;
    this.allowance = allowance;
    this.remembered = remembered;
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
    Map<Long, Row> atHand = new HashMap<>();
    Map<Person, Size> sizes = sizes(named(messages), atHand);
    if (isFirst) {
      allowance.take(changed(messages, sizes));
    }
    LoadBudget.Load<Long> load = budget.load();
    int fitting = 0;
    while (fitting < messages.size()
        && load.takes(needed(messages.get(fitting), sizes), length(messages.get(fitting)))) {
      fitting++;
    }
    apply(messages.subList(0, fitting), rows(load.keys(), atHand));
    return fitting;
  }

  /**
   * How much there is to load of those who are known.
   *
   * @param atHand gets those who are remembered, with the users they are linked to, by their ids
   */
  private Map<Person, Size> sizes(Set<Person> people, Map<Long, Row> atHand) throws SQLException {
    Map<Person, Size> sizes = new HashMap<>();
    var others = new ArrayList<Person>();
    for (Person person : people) {
      Row row = remembered.get(accountId, person);
      Row owner = row == null || row.link() == null ? null : owner(row.link());
      if (row == null || row.link() != null && owner == null) {
        others.add(person);
        continue;
      }
      sizes.put(person, Size.of(row, owner));
      atHand.put(row.id(), row);
      if (owner != null) {
        atHand.put(owner.id(), owner);
      }
    }
    if (!others.isEmpty()) {
      StoredPeople.sizes(connection, accountId, others)
          .forEach(size -> sizes.put(size.person(), size));
    }
    return sizes;
  }

  private @Nullable Row owner(UserLink link) {
    return remembered.get(accountId, Person.user(link.userId()));
  }

  private List<Row> rows(Set<Long> ids, Map<Long, Row> atHand) throws SQLException {
    var rows = new ArrayList<Row>();
    var others = new ArrayList<Long>();
    for (Long id : ids) {
      Row row = atHand.get(id);
      if (row == null) {
        others.add(id);
      } else {
        rows.add(row);
      }
    }
    rows.addAll(StoredPeople.rows(connection, others));
    return rows;
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
    new PersonWriter(connection, accountId, budget, stored)
        .write(people)
        .forEach(row -> remembered.put(accountId, row));
  }
}
