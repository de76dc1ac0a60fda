package dev.inlet.simulation.machine;

import dev.inlet.company.Company;
import dev.inlet.company.CompanyChange;
import dev.inlet.company.CompanyEffect;
import dev.inlet.company.CompanyEffect.Described;
import dev.inlet.company.CompanyEffect.Joined;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Portion;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Registers;
import dev.inlet.simulation.machine.SimulatedDatabase.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Companies and their members in the simulated database; the merging is Inlet's. */
public final class SimulatedCompanies implements CompanyStore {

  /** What is known of a company; never changed. */
  public record CompanyKey(String accountId, String groupId) implements Key<Company> {}

  /** That somebody belongs to a company. */
  public record MemberKey(String accountId, String groupId, Person member)
      implements Key<Boolean> {}

  private final SimulatedDatabase database;
  private final Surroundings surroundings;

  /** Those in a database. */
  public SimulatedCompanies(SimulatedDatabase database, Surroundings surroundings) {
    this.database = database;
    this.surroundings = surroundings;
  }

  @Override
  public Applied apply(String accountId, Allowance allowance, List<CompanyChange> changes) {
    SimulatedProgress.statement(surroundings);
    var effects = new ArrayList<CompanyEffect>();
    for (CompanyChange change : changes) {
      var key = new CompanyKey(accountId, change.groupId());
      Company before = database.get(key);
      Company company =
          before == null ? new Company(change.groupId(), change.stamp().time()) : copy(before);
      Set<String> names = company.describe(change.traits(), change.fields(), change.stamp());
      if (before == null || !names.isEmpty()) {
        effects.add(new Described(change.groupId(), names, change.stamp()));
      }
      allowance.take(company.traits().length() + company.fields().length());
      database.put(key, company);
      var member = new MemberKey(accountId, change.groupId(), change.member());
      if (database.get(member) == null) {
        database.put(member, true);
        effects.add(new Joined(change.member(), change.groupId(), change.stamp()));
      }
    }
    return new Applied(Set.of(), effects);
  }

  private static Company copy(Company company) {
    var traits = new Registers();
    traits.merge(company.traits());
    var fields = new Registers();
    fields.merge(company.fields());
    return new Company(
        company.groupId(), traits, fields, company.firstSeenAt(), company.lastSeenAt());
  }

  @Override
  public Map<String, Long> held(String accountId, Collection<String> groupIds) {
    SimulatedProgress.statement(surroundings);
    var held = new HashMap<String, Long>();
    for (String groupId : groupIds) {
      Company company = database.get(new CompanyKey(accountId, groupId));
      if (company != null) {
        held.put(groupId, company.traits().length() + company.fields().length());
      }
    }
    return held;
  }

  @Override
  public Listing<Company> list(
      String accountId,
      @Nullable Collection<Person> members,
      @Nullable String query,
      Window window) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Company> find(String accountId, String groupId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> contactsOf(String accountId, String groupId, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Person, List<Membership>> membershipsOf(String accountId, Collection<Person> people) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Portion<String, Company> find(String accountId, List<String> groupIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Applied describe(String accountId, Allowance allowance, List<CompanyChange> changes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Member> join(String accountId, Collection<Member> members) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Company> after(String accountId, @Nullable String after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Member> membersAfter(String accountId, @Nullable Member after, int limit) {
    throw new UnsupportedOperationException();
  }
}
