package dev.inlet.storage.jdbc;

import static dev.inlet.storage.jdbc.Database.instant;

import dev.inlet.company.Company;
import dev.inlet.company.CompanyChange;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.merge.Stamp;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Companies and memberships as rows. Changes are {@link CompanyWork}'s. */
@Singleton
final class JdbcCompanyStore implements CompanyStore {
  private final Database database;
  private final LoadBudget budget;

  JdbcCompanyStore(Database database, LoadBudget budget) {
    this.database = database;
    this.budget = budget;
  }

  @Override
  public Set<Stamp> apply(String accountId, List<CompanyChange> changes) {
    return database.write(
        connection -> new CompanyWork(connection, accountId, budget).carryOut(changes));
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

  static Company company(ResultSet row) throws SQLException {
    return new Company(
        row.getString("group_id"),
        RegistersText.read(row.getString("traits")),
        RegistersText.read(row.getString("fields")),
        instant(row, "first_seen"),
        instant(row, "last_seen"));
  }
}
