package dev.inlet.storage.jdbc.company;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.company.Company;
import dev.inlet.company.CompanyChange;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Stamp;
import dev.inlet.storage.jdbc.AdminDatabase;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.HeavyRows;
import dev.inlet.storage.jdbc.Like;
import dev.inlet.storage.jdbc.LoadBudget;
import dev.inlet.storage.jdbc.RegistersText;
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
import org.jspecify.annotations.Nullable;

/** Companies and memberships as rows. Changes are {@link CompanyWork}'s. */
@Singleton
final class JdbcCompanyStore implements CompanyStore {
  private static final String AT_PLACES =
      " FROM UNNEST(?) AS k (position)"
          + " JOIN company c ON c.account_id = ? AND c.position = k.position";

  private final Database database;
  private final AdminDatabase administration;
  private final LoadBudget budget;

  JdbcCompanyStore(Database database, AdminDatabase administration, LoadBudget budget) {
    this.database = database;
    this.administration = administration;
    this.budget = budget;
  }

  @Override
  public Set<Stamp> apply(String accountId, Allowance allowance, List<CompanyChange> changes) {
    return database.write(
        connection -> new CompanyWork(connection, accountId, budget, allowance).carryOut(changes));
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
          List<Long> found =
              members == null
                  ? newest(connection, accountId, query, window)
                  : newestOf(connection, accountId, members, query, window);
          Listing<Long> page =
              HeavyRows.page(window, found, places -> weights(connection, accountId, places));
          return new Listing<>(rows(connection, accountId, page.items()), page.next());
        });
  }

  private static List<Long> newest(
      Connection connection, String accountId, @Nullable String query, Window window)
      throws SQLException {
    var arguments = new ArrayList<Object>(List.of(accountId, window.before()));
    arguments.addAll(patterns(query));
    arguments.add(window.probe());
    return Database.list(
        connection,
        "SELECT c.position FROM company c WHERE c.account_id = ? AND c.position < ?"
            + condition(query)
            + " ORDER BY c.account_id DESC, c.position DESC LIMIT ?",
        row -> row.getLong(1),
        arguments.toArray());
  }

  /** Goes through the companies of the members, however many others the account has. */
  private static List<Long> newestOf(
      Connection connection,
      String accountId,
      Collection<Person> members,
      @Nullable String query,
      Window window)
      throws SQLException {
    var arguments = new ArrayList<Object>(List.of(accountId, window.before()));
    arguments.addAll(patterns(query));
    arguments.addAll(List.of(members.stream().map(Person::key).toList(), accountId));
    return Database.<Optional<Long>>list(
            connection,
            "SELECT (SELECT c.position FROM company c WHERE c.account_id = ?"
                + " AND c.group_id = g.group_id AND c.position < ?"
                + condition(query)
                + ") AS position FROM (SELECT DISTINCT m.group_id FROM UNNEST(?) AS k (person)"
                + " JOIN membership m ON m.account_id = ? AND m.person = k.person) g",
            row -> Optional.ofNullable(row.getObject("position", Long.class)),
            arguments.toArray())
        .stream()
        .flatMap(Optional::stream)
        .sorted(Comparator.reverseOrder())
        .limit(window.probe())
        .toList();
  }

  private static String condition(@Nullable String query) {
    return query == null
        ? ""
        : " AND (LOWER(c.name) LIKE ? ESCAPE '!' OR LOWER(c.group_id) LIKE ? ESCAPE '!')";
  }

  private static List<String> patterns(@Nullable String query) {
    return query == null ? List.of() : Collections.nCopies(2, Like.containing(query));
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
  public List<String> contactsOf(String accountId, String groupId, int limit) {
    return administration.read(
        connection ->
            Database.list(
                connection,
                "SELECT DISTINCT COALESCE(o.person, m.person) AS contact FROM membership m"
                    + " LEFT JOIN person p ON p.account_id = m.account_id AND p.person = m.person"
                    + " LEFT JOIN person_link l ON l.id = p.id"
                    + " LEFT JOIN person o ON o.id = l.owner_id"
                    + " WHERE m.account_id = ? AND m.group_id = ? ORDER BY contact LIMIT ?",
                row -> Person.fromKey(row.getString("contact")).id(),
                accountId,
                groupId,
                limit));
  }

  @Override
  public Map<Person, List<Membership>> membershipsOf(String accountId, Collection<Person> people) {
    var memberships = new HashMap<Person, List<Membership>>();
    administration.read(
        connection ->
            Database.list(
                connection,
                "SELECT m.person, m.group_id, c.name FROM UNNEST(?) AS k (person)"
                    + " JOIN membership m ON m.account_id = ? AND m.person = k.person"
                    + " JOIN company c ON c.account_id = m.account_id AND c.group_id = m.group_id"
                    + " ORDER BY m.group_id",
                row ->
                    memberships
                        .computeIfAbsent(
                            Person.fromKey(row.getString("person")), person -> new ArrayList<>())
                        .add(new Membership(row.getString("group_id"), row.getString("name"))),
                people.stream().map(Person::key).toList(),
                accountId));
    return memberships;
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
