package dev.inlet.storage.jdbc;

import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.merge.Stamp;
import dev.inlet.storage.jdbc.PersonRows.Row;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Contacts as rows. The merging is {@link dev.inlet.contact.People}'s, the reading and writing for
 * it {@link ContactWork}'s.
 */
@Singleton
final class JdbcContactStore implements ContactStore {
  private final Database database;
  private final LoadBudget budget;

  JdbcContactStore(Database database, LoadBudget budget) {
    this.database = database;
    this.budget = budget;
  }

  @Override
  public Set<Stamp> apply(String accountId, List<ContactChange> changes) {
    return database.write(
        connection -> new ContactWork(connection, accountId, budget).carryOut(changes));
  }

  private static List<Long> users(List<Row> rows) {
    return rows.stream().filter(row -> row.state().person().isUser()).map(Row::id).toList();
  }

  @Override
  public Optional<Contact> find(String accountId, String id) {
    return contact(parts(accountId, id));
  }

  private static Optional<Contact> contact(List<PersonState> parts) {
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(Contact.of(parts.getFirst(), parts.subList(1, parts.size())));
  }

  @Override
  public List<PersonState> parts(String accountId, String id) {
    return database.read(
        connection -> {
          var parts = new ArrayList<PersonState>();
          Optional<Row> root = root(connection, accountId, id);
          if (root.isPresent()) {
            parts.add(root.get().state());
            PersonRows.linkedTo(connection, users(List.of(root.get())))
                .forEach(linked -> parts.add(linked.state()));
          }
          return contact(parts).filter(Contact::isKnown).isPresent() ? parts : List.of();
        });
  }

  /** The row of the contact that an id leads to: a user's before an anonymous one's. */
  private static Optional<Row> root(Connection connection, String accountId, String id)
      throws SQLException {
    List<Row> candidates =
        PersonRows.byPerson(connection, accountId, List.of(Person.user(id), Person.anonymous(id)));
    Optional<Row> user = candidates.stream().filter(JdbcContactStore::isUser).findFirst();
    if (user.isPresent() || candidates.isEmpty()) {
      return user;
    }
    Row anonymous = candidates.getFirst();
    return anonymous.state().link() == null
        ? Optional.of(anonymous)
        : PersonRows.byPerson(connection, accountId, List.of(anonymous.state().root())).stream()
            .findFirst();
  }

  private static boolean isUser(Row row) {
    return row.state().person().isUser();
  }

  @Override
  public List<Person> peopleOf(String accountId, String id) {
    return database.read(
        connection -> {
          Optional<Row> root = root(connection, accountId, id);
          if (root.isEmpty()) {
            // Never identified, but there may be events: the id may be of either kind.
            return List.of(Person.user(id), Person.anonymous(id));
          }
          var people = new ArrayList<Person>();
          people.add(root.get().state().person());
          PersonRows.linkedTo(connection, List.of(root.get().id()))
              .forEach(linked -> people.add(linked.state().person()));
          return people;
        });
  }

  @Override
  public Listing<Contact> list(
      String accountId, @Nullable String query, @Nullable String email, Window window) {
    String condition =
        "c.account_id = ? AND c.id < ?"
            + (email == null ? "" : " AND c.email = ?")
            + (query == null ? "" : " AND c.search LIKE ? ESCAPE '!'")
            + " ORDER BY c.account_id DESC, c.id DESC LIMIT ?";
    var arguments = new ArrayList<Object>(List.of(accountId, window.before()));
    if (email != null) {
      arguments.add(email.toLowerCase(Locale.ROOT));
    }
    if (query != null) {
      arguments.add(Like.containing(query));
    }
    arguments.add(window.probe());
    return database.read(
        connection -> {
          Listing<Row> rows =
              window.listing(
                  PersonRows.contacts(connection, condition, arguments.toArray()), Row::id);
          return new Listing<>(contacts(connection, rows.items()), rows.next());
        });
  }

  /** The contacts of these rows, with all that is linked to them. */
  private static List<Contact> contacts(Connection connection, List<Row> roots)
      throws SQLException {
    Map<Person, List<PersonState>> linked =
        PersonRows.linkedTo(connection, users(roots)).stream()
            .map(Row::state)
            .collect(Collectors.groupingBy(PersonState::root));
    return roots.stream()
        .map(row -> Contact.of(row.state(), linked.getOrDefault(row.state().person(), List.of())))
        .toList();
  }
}
