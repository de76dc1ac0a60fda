package dev.inlet.storage.jdbc.contact;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.contact.Applied;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Portion;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.HeavyRows;
import dev.inlet.storage.jdbc.Like;
import dev.inlet.storage.jdbc.LoadBudget;
import dev.inlet.storage.jdbc.contact.KnownIds.Known;
import dev.inlet.storage.jdbc.search.FoldedText;
import dev.inlet.storage.jdbc.search.NumberedRows;
import dev.inlet.storage.jdbc.search.PatientSearch;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Contacts as rows. The merging is {@link dev.inlet.contact.People}'s, the reading and writing for
 * it {@link ContactWork}'s.
 */
@Singleton
final class JdbcContactStore implements ContactStore {
  private static final String MATCHES =
      " AND %s LIKE ? ESCAPE '!'".formatted(FoldedText.column("r.search"));

  /** The number of no row. */
  private static final long NOBODY = -1;

  private final Database database;
  private final AdminDatabase administration;
  private final LoadBudget budget;
  private final RememberedPeople remembered;
  private final Ticker ticker;

  JdbcContactStore(
      Database database,
      AdminDatabase administration,
      LoadBudget budget,
      RememberedPeople remembered,
      Ticker ticker) {
    this.ticker = ticker;
    this.database = database;
    this.administration = administration;
    this.budget = budget;
    this.remembered = remembered;
  }

  @Override
  public Applied apply(String accountId, Allowance allowance, List<ContactChange> changes) {
    return database.write(
        connection ->
            new ContactWork(connection, accountId, budget, allowance, remembered)
                .carryOut(changes));
  }

  @Override
  public Map<Person, Long> held(String accountId, Collection<Person> people) {
    return database.read(connection -> StoredPeople.held(connection, accountId, people));
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
  public boolean knows(String accountId, Person person) {
    return database.read(connection -> KnownIds.owner(connection, accountId, person).isPresent());
  }

  @Override
  public Portion<Person, Contact> contactsOf(String accountId, List<Person> people) {
    return administration.read(
        connection -> {
          Map<Person, Known> owners = KnownIds.owners(connection, accountId, people);
          List<Long> inOrder =
              people.stream()
                  .map(person -> owners.containsKey(person) ? owners.get(person).id() : NOBODY)
                  .toList();
          var reader = new ContactReader(connection);
          List<Long> fitting = HeavyRows.fitting(inOrder, HeavyRows.MOST_BYTES, reader::weights);
          Map<Person, Contact> byOwner = new HashMap<>();
          reader.read(fitting.stream().distinct().toList()).stream()
              .filter(Contact::isKnown)
              .forEach(contact -> byOwner.put(contact.person(), contact));
          Map<Person, Contact> found = new HashMap<>();
          for (Person person : people.subList(0, fitting.size())) {
            Known owner = owners.get(person);
            Contact contact = owner == null ? null : byOwner.get(owner.person());
            if (contact != null) {
              found.put(person, contact);
            }
          }
          return new Portion<>(fitting.size(), found);
        });
  }

  @Override
  public Map<Person, Person> ownersOf(String accountId, Collection<Person> people) {
    Map<Person, Person> owners = new HashMap<>();
    administration
        .read(connection -> KnownIds.owners(connection, accountId, people))
        .forEach((person, owner) -> owners.put(person, owner.person()));
    return owners;
  }

  @Override
  public List<Person> peopleOf(String accountId, String id) {
    return administration.read(connection -> KnownIds.peopleOf(connection, accountId, id));
  }

  @Override
  public Listing<Contact> list(
      String accountId, @Nullable String query, @Nullable String email, Window window) {
    return administration.read(
        connection -> {
          var rows = new NumberedRows(connection, "contact", "id", accountId);
          var reader = new ContactReader(connection);
          Listing<Long> page =
              email == null
                  ? new PatientSearch(rows, ticker)
                      .page(
                          window,
                          Long.MIN_VALUE,
                          Long.MAX_VALUE,
                          query == null ? "" : MATCHES,
                          query == null ? List.of() : List.of(pattern(query)),
                          reader::weights)
                  : HeavyRows.page(window, ofEmail(rows, email, query, window), reader::weights);
          return new Listing<>(reader.read(page.items()), page.next());
        });
  }

  @Override
  public List<PersonState> after(String accountId, @Nullable Person after, int limit) {
    return administration.read(
        connection -> {
          List<Long> found =
              Database.list(
                  connection,
                  "SELECT p.id FROM person p WHERE p.account_id = ? AND p.person > ?"
                      + " ORDER BY p.account_id, p.person LIMIT ?",
                  row -> row.getLong(1),
                  accountId,
                  after == null ? "" : after.key(),
                  limit);
          List<Long> fitting =
              HeavyRows.fitting(
                  found,
                  HeavyRows.MOST_BYTES,
                  ids ->
                      HeavyRows.weights(
                          connection,
                          "SELECT s.id, OCTET_LENGTH(s.traits) + OCTET_LENGTH(s.fields)"
                              + " FROM UNNEST(?) AS k (id) JOIN person_state s ON s.id = k.id",
                          ids));
          Map<Long, PersonState> states = new HashMap<>();
          PersonRows.byId(connection, fitting).forEach(row -> states.put(row.id(), row.state()));
          return fitting.stream().map(states::get).filter(Objects::nonNull).toList();
        });
  }

  /** Few have the same one, and an index finds them. */
  private static List<Long> ofEmail(
      NumberedRows rows, String email, @Nullable String query, Window window) throws SQLException {
    var arguments = new ArrayList<String>(List.of(email.toLowerCase(Locale.ROOT)));
    if (query != null) {
      arguments.add(pattern(query));
    }
    return rows.between(
        window.above(),
        window.below(),
        window,
        window.probe(),
        " AND r.email = ?" + (query == null ? "" : MATCHES),
        arguments);
  }

  private static String pattern(String query) {
    return Like.containing(FoldedText.of(query));
  }
}
