package dev.inlet.storage.jdbc;

import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.People;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.storage.jdbc.KnownIds.Known;
import dev.inlet.storage.jdbc.PersonRows.Row;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Contacts as rows. The merging is {@link People}'s, the writing {@link PersonWriter}'s.
 *
 * <p>Statements per batch of changes, whatever its size: two or three set-wise reads, and a batch
 * each of what is new and what changed.
 */
@Singleton
final class JdbcContactStore implements ContactStore {
  private final Database database;
  private final AdminDatabase administration;

  JdbcContactStore(Database database, AdminDatabase administration) {
    this.database = database;
    this.administration = administration;
  }

  @Override
  public void apply(String accountId, List<ContactChange> changes) {
    database.write(
        connection -> {
          var people = new People();
          List<Row> stored = load(connection, accountId, changes);
          stored.forEach(row -> people.load(row.state()));
          changes.forEach(people::apply);
          new PersonWriter(connection, accountId, stored).write(people);
          return null;
        });
  }

  /** Loads everyone {@link People} asks for. */
  private static List<Row> load(
      Connection connection, String accountId, List<ContactChange> changes) throws SQLException {
    Set<Person> named = new LinkedHashSet<>();
    changes.forEach(change -> named.addAll(People.namedBy(change)));
    List<Row> rows = new ArrayList<>(PersonRows.byPerson(connection, accountId, named));

    Set<Person> missing = new LinkedHashSet<>();
    rows.forEach(row -> missing.add(row.state().root()));
    rows.forEach(row -> missing.remove(row.state().person()));
    rows.addAll(PersonRows.byPerson(connection, accountId, missing));

    Set<Long> loaded = rows.stream().map(Row::id).collect(Collectors.toSet());
    for (Row linked : PersonRows.linkedTo(connection, users(rows))) {
      if (loaded.add(linked.id())) {
        rows.add(linked);
      }
    }
    return rows;
  }

  private static List<Long> users(List<Row> rows) {
    return rows.stream().filter(row -> row.state().person().isUser()).map(Row::id).toList();
  }

  @Override
  public Optional<Contact> find(String accountId, String id) {
    return administration.read(
        connection -> {
          Optional<Known> known = KnownIds.contact(connection, accountId, id);
          return known.isEmpty()
              ? Optional.empty()
              : new ContactReader(connection)
                  .read(List.of(known.get().id())).stream().filter(Contact::isKnown).findFirst();
        });
  }

  @Override
  public List<PersonState> parts(String accountId, String id) {
    return administration.read(
        connection -> {
          Optional<Known> known = KnownIds.contact(connection, accountId, id);
          List<PersonState> parts =
              known.isEmpty() ? List.of() : new ContactReader(connection).parts(known.get().id());
          boolean isKnown =
              !parts.isEmpty()
                  && Contact.of(parts.getFirst(), parts.subList(1, parts.size())).isKnown();
          return isKnown ? parts : List.of();
        });
  }

  @Override
  public List<Person> peopleOf(String accountId, String id) {
    return administration.read(connection -> KnownIds.peopleOf(connection, accountId, id));
  }

  @Override
  public Listing<Contact> list(
      String accountId, @Nullable String query, @Nullable String email, Window window) {
    var arguments = new ArrayList<Object>(List.of(accountId, window.before()));
    if (email != null) {
      arguments.add(email.toLowerCase(Locale.ROOT));
    }
    if (query != null) {
      arguments.add(Like.containing(query));
    }
    arguments.add(window.probe());
    return administration.read(
        connection -> {
          List<Long> found =
              Database.list(
                  connection,
                  "SELECT c.id FROM contact c WHERE c.account_id = ? AND c.id < ?"
                      + (email == null ? "" : " AND c.email = ?")
                      + (query == null ? "" : " AND c.search LIKE ? ESCAPE '!'")
                      + " ORDER BY c.account_id DESC, c.id DESC LIMIT ?",
                  row -> row.getLong(1),
                  arguments.toArray());
          var reader = new ContactReader(connection);
          Listing<Long> page = HeavyRows.page(window, found, reader::weights);
          return new Listing<>(reader.read(page.items()), page.next());
        });
  }
}
