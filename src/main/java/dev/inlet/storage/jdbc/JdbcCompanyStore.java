package dev.inlet.storage.jdbc;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.company.Company;
import dev.inlet.company.CompanyChange;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Companies and memberships as rows.
 *
 * <p>Statements per batch of changes, whatever its size: two set-wise reads, and a batch each of
 * inserted companies, updated companies and inserted memberships.
 */
@Singleton
final class JdbcCompanyStore implements CompanyStore {
  private static final String INSERT =
      "INSERT INTO company (name, traits, fields, first_seen, last_seen, account_id, group_id)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE company SET name = ?, traits = ?, fields = ?, first_seen = ?, last_seen = ?"
          + " WHERE account_id = ? AND group_id = ?";

  private record Member(Person person, String groupId) {}

  private final Database database;

  JdbcCompanyStore(Database database) {
    this.database = database;
  }

  @Override
  public void apply(String accountId, List<CompanyChange> changes) {
    database.write(
        connection -> {
          describe(connection, accountId, changes);
          join(connection, accountId, changes);
          return null;
        });
  }

  private static void describe(Connection connection, String accountId, List<CompanyChange> changes)
      throws SQLException {
    Set<String> groupIds = new LinkedHashSet<>();
    changes.forEach(change -> groupIds.add(change.groupId()));
    Map<String, Company> companies = new LinkedHashMap<>();
    Database.list(
            connection,
            "SELECT c.* FROM UNNEST(?) AS k (group_id)"
                + " JOIN company c ON c.account_id = ? AND c.group_id = k.group_id",
            JdbcCompanyStore::company,
            groupIds,
            accountId)
        .forEach(company -> companies.put(company.groupId(), company));
    Set<String> stored = Set.copyOf(companies.keySet());
    for (CompanyChange change : changes) {
      companies
          .computeIfAbsent(change.groupId(), groupId -> new Company(groupId, change.stamp().time()))
          .describe(change.traits(), change.fields(), change.stamp());
    }
    save(connection, accountId, companies.values(), stored);
  }

  private static void save(
      Connection connection, String accountId, Collection<Company> companies, Set<String> stored)
      throws SQLException {
    var insert = new Batch(connection, INSERT);
    var update = new Batch(connection, UPDATE);
    for (Company company : companies) {
      (stored.contains(company.groupId()) ? update : insert)
          .add(
              company.name(),
              RegistersText.write(company.traits()),
              RegistersText.write(company.fields()),
              company.firstSeenAt(),
              company.lastSeenAt(),
              accountId,
              company.groupId());
    }
    insert.execute();
    update.execute();
  }

  private static void join(Connection connection, String accountId, List<CompanyChange> changes)
      throws SQLException {
    Set<Member> members = new LinkedHashSet<>();
    changes.forEach(change -> members.add(new Member(change.member(), change.groupId())));
    members.removeAll(
        new HashSet<>(
            Database.list(
                connection,
                "SELECT m.person, m.group_id FROM UNNEST(?) AS k (person)"
                    + " JOIN membership m ON m.account_id = ? AND m.person = k.person",
                row ->
                    new Member(Person.fromKey(row.getString("person")), row.getString("group_id")),
                members.stream().map(member -> member.person().key()).distinct().toList(),
                accountId)));
    var insert =
        new Batch(
            connection, "INSERT INTO membership (account_id, person, group_id) VALUES (?, ?, ?)");
    for (Member member : members) {
      insert.add(accountId, member.person().key(), member.groupId());
    }
    insert.execute();
  }

  @Override
  public Listing<Company> list(
      String accountId,
      @Nullable Collection<Person> members,
      @Nullable String query,
      Window window) {
    String sql =
        "SELECT * FROM company c WHERE account_id = ? AND position < ?"
            + (members == null
                ? ""
                : " AND group_id IN (SELECT m.group_id FROM UNNEST(?) AS k (person)"
                    + " JOIN membership m ON m.account_id = c.account_id"
                    + " AND m.person = k.person)")
            + (query == null
                ? ""
                : " AND (LOWER(name) LIKE ? ESCAPE '!' OR LOWER(group_id) LIKE ? ESCAPE '!')")
            + " ORDER BY account_id DESC, position DESC LIMIT ?";
    var arguments = new ArrayList<Object>(List.of(accountId, window.before()));
    if (members != null) {
      arguments.add(members.stream().map(Person::key).toList());
    }
    if (query != null) {
      String pattern = Like.containing(query);
      arguments.addAll(List.of(pattern, pattern));
    }
    arguments.add(window.probe());
    record Row(Company company, long position) {}
    return database.read(
        connection ->
            window
                .listing(
                    Database.list(
                        connection,
                        sql,
                        row -> new Row(company(row), row.getLong("position")),
                        arguments.toArray()),
                    Row::position)
                .map(Row::company));
  }

  @Override
  public Optional<Company> find(String accountId, String groupId) {
    return database.read(
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
    return database.read(
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
    database.read(
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

  private static Company company(ResultSet row) throws SQLException {
    return new Company(
        row.getString("group_id"),
        RegistersText.read(row.getString("traits")),
        RegistersText.read(row.getString("fields")),
        instant(row, "first_seen"),
        instant(row, "last_seen"));
  }
}
