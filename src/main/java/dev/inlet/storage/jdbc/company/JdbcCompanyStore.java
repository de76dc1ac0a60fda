package dev.inlet.storage.jdbc.company;

import static dev.inlet.storage.jdbc.Database.instant;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.inlet.company.Company;
import dev.inlet.company.CompanyChange;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Portion;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.HeavyRows;
import dev.inlet.storage.jdbc.Like;
import dev.inlet.storage.jdbc.LoadBudget;
import dev.inlet.storage.jdbc.Pieces;
import dev.inlet.storage.jdbc.RegistersText;
import dev.inlet.storage.jdbc.search.FoldedText;
import dev.inlet.storage.jdbc.search.NumberedRows;
import dev.inlet.storage.jdbc.search.PatientSearch;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Companies and memberships as rows. Changes are {@link CompanyWork}'s. */
@Singleton
final class JdbcCompanyStore implements CompanyStore {
  private static final String AT_PLACES =
      " FROM UNNEST(?) AS k (position)"
          + " JOIN company c ON c.account_id = ? AND c.position = k.position";

  private static final String GROUPS =
      "SELECT k.person, ARRAY(SELECT m.group_id FROM membership m WHERE m.account_id = ?"
          + " AND m.person = k.person ORDER BY m.account_id, m.person, m.group_id) AS groups"
          + " FROM UNNEST(?) AS k (person)";

  private static final String NAMES =
      "SELECT c.group_id, c.name FROM UNNEST(?) AS k (group_id)"
          + " JOIN company c ON c.account_id = ? AND c.group_id = k.group_id";

  private final Database database;
  private final AdminDatabase administration;
  private final LoadBudget budget;
  private final Ticker ticker;

  JdbcCompanyStore(
      Database database, AdminDatabase administration, LoadBudget budget, Ticker ticker) {
    this.ticker = ticker;
    this.database = database;
    this.administration = administration;
    this.budget = budget;
  }

  @Override
  public Applied apply(String accountId, Allowance allowance, List<CompanyChange> changes) {
    return database.write(
        connection -> new CompanyWork(connection, accountId, budget, allowance).carryOut(changes));
  }

  @Override
  public Applied describe(String accountId, Allowance allowance, List<CompanyChange> changes) {
    return database.write(
        connection -> new CompanyWork(connection, accountId, budget, allowance).describe(changes));
  }

  @Override
  public List<Member> join(String accountId, Collection<Member> members) {
    return database.write(connection -> new Memberships(connection, accountId).join(members));
  }

  @Override
  public Map<String, Long> held(String accountId, Collection<String> groupIds) {
    record Held(String groupId, long characters) {}
    var held = new HashMap<String, Long>();
    database
        .read(
            connection ->
                Database.list(
                    connection,
                    "SELECT c.group_id, OCTET_LENGTH(c.traits) + OCTET_LENGTH(c.fields) AS bytes"
                        + " FROM UNNEST(?) AS k (group_id)"
                        + " JOIN company c ON c.account_id = ? AND c.group_id = k.group_id",
                    row ->
                        new Held(
                            row.getString("group_id"),
                            RegistersText.mostCharacters(row.getLong("bytes"))),
                    groupIds,
                    accountId))
        .forEach(one -> held.put(one.groupId(), one.characters()));
    return held;
  }

  @Override
  public Listing<Company> list(
      String accountId,
      @Nullable Collection<Person> members,
      @Nullable String query,
      Window window) {
    return administration.read(
        connection -> {
          HeavyRows.Weigher weigher = places -> weights(connection, accountId, places);
          var rows = new NumberedRows(connection, "company", "position", accountId);
          Listing<Long> page =
              members == null
                  ? new PatientSearch(rows, ticker)
                      .page(
                          window,
                          Long.MIN_VALUE,
                          Long.MAX_VALUE,
                          condition("r", query),
                          patterns(query),
                          weigher)
                  : HeavyRows.page(
                      window, of(connection, accountId, members, query, window), weigher);
          return new Listing<>(rows(connection, accountId, page.items()), page.next());
        });
  }

  /** Goes through the companies of the members, however many others the account has. */
  private static List<Long> of(
      Connection connection,
      String accountId,
      Collection<Person> members,
      @Nullable String query,
      Window window)
      throws SQLException {
    var found =
        new TreeSet<Long>(
            window.isNewestFirst() ? Comparator.reverseOrder() : Comparator.naturalOrder());
    for (List<String> piece : Pieces.of(groups(groupsOf(connection, accountId, members)))) {
      var arguments = new ArrayList<Object>(List.of(accountId, window.above(), window.below()));
      arguments.addAll(patterns(query));
      arguments.add(piece);
      Database.<Optional<Long>>list(
              connection,
              "SELECT (SELECT c.position FROM company c WHERE c.account_id = ?"
                  + " AND c.group_id = k.group_id AND c.position > ? AND c.position < ?"
                  + condition("c", query)
                  + ") AS position FROM UNNEST(?) AS k (group_id)",
              row -> Optional.ofNullable(row.getObject("position", Long.class)),
              arguments.toArray())
          .forEach(place -> place.ifPresent(found::add));
    }
    return found.stream().limit(window.probe()).toList();
  }

  /**
   * The groups of each of these people; whoever has none is left out. For each of them by
   * themselves: in a join H2 begins with the company, however many members that has.
   */
  private static Map<Person, List<String>> groupsOf(
      Connection connection, String accountId, Collection<Person> people) throws SQLException {
    record Found(Person person, List<String> groups) {}
    var groups = new HashMap<Person, List<String>>();
    for (List<Person> piece : Pieces.of(people)) {
      Database.list(
              connection,
              GROUPS,
              row ->
                  new Found(
                      Person.fromKey(row.getString("person")),
                      Stream.of((Object[]) row.getArray("groups").getArray())
                          .map(Object::toString)
                          .toList()),
              accountId,
              piece.stream().map(Person::key).toList())
          .forEach(found -> groups.put(found.person(), found.groups()));
    }
    groups.values().removeIf(List::isEmpty);
    return groups;
  }

  private static Set<String> groups(Map<Person, List<String>> ofPeople) {
    return ofPeople.values().stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  /**
   * @param row what the statement calls the company's row
   */
  private static String condition(String row, @Nullable String query) {
    return query == null
        ? ""
        : " AND (%s LIKE ? ESCAPE '!' OR %s LIKE ? ESCAPE '!')"
            .formatted(
                FoldedText.column("LOWER(%s.name)".formatted(row)),
                FoldedText.column("LOWER(%s.group_id)".formatted(row)));
  }

  private static List<String> patterns(@Nullable String query) {
    return query == null
        ? List.of()
        : Collections.nCopies(2, Like.containing(FoldedText.of(query)));
  }

  private static Map<Long, Long> weights(Connection connection, String accountId, List<Long> places)
      throws SQLException {
    return HeavyRows.weights(
        connection,
        "SELECT c.position, OCTET_LENGTH(c.traits) + OCTET_LENGTH(c.fields)" + AT_PLACES,
        places,
        accountId);
  }

  private static List<Company> rows(Connection connection, String accountId, List<Long> places)
      throws SQLException {
    if (places.isEmpty()) {
      return List.of();
    }
    record Row(long position, Company company) {}
    Map<Long, Company> companies = new HashMap<>();
    Database.list(
            connection,
            "SELECT c.*" + AT_PLACES,
            row -> new Row(row.getLong("position"), company(row)),
            places,
            accountId)
        .forEach(row -> companies.put(row.position(), row.company()));
    return places.stream().map(companies::get).filter(Objects::nonNull).toList();
  }

  @Override
  public Optional<Company> find(String accountId, String groupId) {
    return administration.read(
        connection ->
            Database.find(
                connection,
                "SELECT * FROM company WHERE account_id = ? AND group_id = ?",
                JdbcCompanyStore::company,
                accountId,
                groupId));
  }

  @Override
  public Portion<String, Company> find(String accountId, List<String> groupIds) {
    if (groupIds.isEmpty()) {
      return new Portion<>(0, Map.of());
    }
    record Place(String groupId, long position) {}
    return administration.read(
        connection -> {
          Map<String, Long> places = new HashMap<>();
          Database.list(
                  connection,
                  "SELECT c.group_id, c.position FROM UNNEST(?) AS k (group_id)"
                      + " JOIN company c ON c.account_id = ? AND c.group_id = k.group_id",
                  row -> new Place(row.getString(1), row.getLong(2)),
                  groupIds,
                  accountId)
              .forEach(place -> places.put(place.groupId(), place.position()));
          // One that there is not weighs nothing, under a place that no company has.
          List<Long> inOrder =
              groupIds.stream().map(groupId -> places.getOrDefault(groupId, -1L)).toList();
          List<Long> fitting =
              HeavyRows.fitting(
                  inOrder, HeavyRows.MOST_BYTES, some -> weights(connection, accountId, some));
          Map<String, Company> found = new HashMap<>();
          rows(connection, accountId, fitting)
              .forEach(company -> found.put(company.groupId(), company));
          return new Portion<>(fitting.size(), found);
        });
  }

  @Override
  public List<String> contactsOf(String accountId, String groupId, int limit) {
    return administration.read(
        connection -> new CompanyMembers(connection, accountId, groupId).contacts(limit));
  }

  @Override
  public Map<Person, List<Membership>> membershipsOf(String accountId, Collection<Person> people) {
    var memberships = new HashMap<Person, List<Membership>>();
    return administration.read(
        connection -> {
          Map<Person, List<String>> groups = groupsOf(connection, accountId, people);
          Map<String, Membership> companies = new HashMap<>();
          for (List<String> piece : Pieces.of(groups(groups))) {
            Database.list(
                    connection,
                    NAMES,
                    row -> new Membership(row.getString("group_id"), row.getString("name")),
                    piece,
                    accountId)
                .forEach(one -> companies.put(one.groupId(), one));
          }
          groups.forEach(
              (person, ids) ->
                  memberships.put(
                      person, ids.stream().map(companies::get).filter(Objects::nonNull).toList()));
          return memberships;
        });
  }

  @Override
  public List<Company> after(String accountId, @Nullable String after, int limit) {
    return administration.read(
        connection -> {
          List<Long> found =
              Database.list(
                  connection,
                  "SELECT c.position FROM company c WHERE c.account_id = ? AND c.group_id > ?"
                      + " ORDER BY c.account_id, c.group_id LIMIT ?",
                  row -> row.getLong(1),
                  accountId,
                  after == null ? "" : after,
                  limit);
          List<Long> fitting =
              HeavyRows.fitting(
                  found, HeavyRows.MOST_BYTES, places -> weights(connection, accountId, places));
          return rows(connection, accountId, fitting);
        });
  }

  @Override
  public List<Member> membersAfter(String accountId, @Nullable Member after, int limit) {
    return administration.read(
        connection -> new Memberships(connection, accountId).after(after, limit));
  }

  static Company company(ResultSet row) throws SQLException {
    return new Company(
        row.getString("group_id"),
        RegistersText.read(row.getString("traits")),
        RegistersText.read(row.getString("fields")),
        instant(row, "first_seen"),
        instant(row, "last_seen"));
  }
}
