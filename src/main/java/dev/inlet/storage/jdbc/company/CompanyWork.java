package dev.inlet.storage.jdbc.company;

import dev.inlet.company.Company;
import dev.inlet.company.CompanyChange;
import dev.inlet.company.CompanyEffect;
import dev.inlet.company.CompanyEffect.Described;
import dev.inlet.company.CompanyEffect.Joined;
import dev.inlet.company.CompanyStore.Applied;
import dev.inlet.contact.Person;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Stamp;
import dev.inlet.storage.jdbc.Batch;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.LoadBudget;
import dev.inlet.storage.jdbc.RegistersText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes a batch of changes of one account's companies in, on one connection.
 *
 * <p>Statements for a batch, whatever its size: two set-wise reads, and a batch each of new
 * companies, changed companies and new memberships. That much again for each piece, when what is
 * stored does not fit the {@link LoadBudget} together.
 */
final class CompanyWork {
  private static final String INSERT =
      "INSERT INTO company (name, traits, fields, first_seen, last_seen, account_id, group_id)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE company SET name = ?, traits = ?, fields = ?, first_seen = ?, last_seen = ?"
          + " WHERE account_id = ? AND group_id = ?";

  private final Connection connection;
  private final String accountId;
  private final LoadBudget budget;
  private final Allowance allowance;
  private boolean joins = true;
  private final Set<Stamp> refused = new HashSet<>();
  private final List<CompanyEffect> effects = new ArrayList<>();

  CompanyWork(Connection connection, String accountId, LoadBudget budget, Allowance allowance) {
    this.connection = connection;
    this.accountId = accountId;
    this.budget = budget;
    this.allowance = allowance;
  }

  /** That somebody belongs to a company. */
  private record Member(Person person, String groupId) {
    static Member of(CompanyChange change) {
      return new Member(change.member(), change.groupId());
    }
  }

  /** What is stored already. */
  private record Stored(Set<Member> members, Map<String, Long> bytes) {}

  /** Takes them in, and says what of them was not. */
  Applied carryOut(List<CompanyChange> changes) throws SQLException {
    LoadBudget.carryOut(changes, this::piece);
    return new Applied(refused, effects);
  }

  /** Takes in what they say of companies alone, and says what of that was not. */
  Applied describe(List<CompanyChange> changes) throws SQLException {
    joins = false;
    return carryOut(changes);
  }

  private int piece(List<CompanyChange> changes, boolean isFirst) throws SQLException {
    Stored stored = stored(changes);
    if (isFirst) {
      allowance.take(changed(changes, stored));
    }
    LoadBudget.Load<String> load = budget.load();
    int fitting = 0;
    while (fitting < changes.size() && takes(load, changes.get(fitting), stored)) {
      fitting++;
    }
    describe(changes.subList(0, fitting), load.keys());
    if (joins) {
      join(changes.subList(0, fitting), stored.members());
    }
    return fitting;
  }

  private static boolean takes(LoadBudget.Load<String> load, CompanyChange change, Stored stored) {
    Long bytes = stored.bytes().get(change.groupId());
    return load.takes(bytes == null ? Map.of() : Map.of(change.groupId(), bytes), length(change));
  }

  private static long length(CompanyChange change) {
    return LoadBudget.length(change.traits()) + LoadBudget.length(change.fields());
  }

  /** How many bytes these change, of what is stored and with what they say. */
  private static long changed(List<CompanyChange> changes, Stored stored) {
    return changes.stream().mapToLong(CompanyWork::length).sum()
        + stored.bytes().values().stream().mapToLong(bytes -> bytes).sum();
  }

  private Stored stored(List<CompanyChange> changes) throws SQLException {
    List<Member> said = changes.stream().map(Member::of).distinct().toList();
    record Found(Member member, boolean isMember, long bytes) {}
    List<Found> rows =
        Database.list(
            connection,
            "SELECT k.person, k.group_id, m.person AS member,"
                + " OCTET_LENGTH(c.traits) + OCTET_LENGTH(c.fields) AS bytes"
                + " FROM UNNEST(?, ?) AS k (person, group_id)"
                + " LEFT JOIN membership m ON m.account_id = ? AND m.person = k.person"
                + " AND m.group_id = k.group_id"
                + " LEFT JOIN company c ON c.account_id = ? AND c.group_id = k.group_id",
            row ->
                new Found(
                    new Member(Person.fromKey(row.getString("person")), row.getString("group_id")),
                    row.getString("member") != null,
                    row.getLong("bytes")),
            said.stream().map(member -> member.person().key()).toList(),
            said.stream().map(Member::groupId).toList(),
            accountId,
            accountId);
    var members = new HashSet<Member>();
    var bytes = new HashMap<String, Long>();
    for (Found found : rows) {
      if (found.isMember()) {
        members.add(found.member());
      }
      if (found.bytes() > 0) {
        bytes.put(found.member().groupId(), found.bytes());
      }
    }
    return new Stored(members, bytes);
  }

  private void describe(List<CompanyChange> changes, Set<String> groupIds) throws SQLException {
    Map<String, Company> companies = load(groupIds);
    Set<String> stored = Set.copyOf(companies.keySet());
    for (CompanyChange change : changes) {
      Company known = companies.get(change.groupId());
      Company company =
          known == null ? new Company(change.groupId(), change.stamp().time()) : known;
      if (company.hasRoomFor(change.traits(), change.fields(), change.stamp())) {
        Set<String> names = company.describe(change.traits(), change.fields(), change.stamp());
        companies.put(change.groupId(), company);
        if (known == null || !names.isEmpty()) {
          effects.add(new Described(change.groupId(), names, change.stamp()));
        }
      } else {
        refused.add(change.stamp());
      }
    }
    save(companies.values(), stored);
  }

  private Map<String, Company> load(Set<String> groupIds) throws SQLException {
    Map<String, Company> companies = new LinkedHashMap<>();
    if (!groupIds.isEmpty()) {
      Database.list(
              connection,
              "SELECT c.* FROM UNNEST(?) AS k (group_id)"
                  + " JOIN company c ON c.account_id = ? AND c.group_id = k.group_id",
              JdbcCompanyStore::company,
              groupIds,
              accountId)
          .forEach(company -> companies.put(company.groupId(), company));
    }
    return companies;
  }

  private void save(Collection<Company> companies, Set<String> stored) throws SQLException {
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

  private void join(List<CompanyChange> changes, Set<Member> stored) throws SQLException {
    Set<Member> members = new HashSet<>(stored);
    var insert =
        new Batch(
            connection, "INSERT INTO membership (account_id, person, group_id) VALUES (?, ?, ?)");
    for (CompanyChange change : changes) {
      if (!refused.contains(change.stamp()) && members.add(Member.of(change))) {
        insert.add(accountId, change.member().key(), change.groupId());
        effects.add(new Joined(change.member(), change.groupId(), change.stamp()));
      }
    }
    insert.execute();
  }
}
