package dev.inlet.company;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.company.CompanyStore.Membership;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class CompanyStoreIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Person ANN = Person.user("ann");
  private static final Person BOB = Person.anonymous("bob");

  @Parameter DatabaseKind kind;
  @Given private Stores stores;
  private String account;
  private CompanyStore companies;

  @BeforeEach
  void newAccount() {
    account = stores.newAccount();
    companies = stores.companies();
  }

  @Test
  void theLaterWriterOfEachTraitWinsWhateverTheOrderOfArrival() {
    companies.apply(
        account,
        Allowance.unbounded(),
        List.of(group("g", ANN, Map.of("name", "\"New\"", "a", "1"), 2)));
    companies.apply(
        account,
        Allowance.unbounded(),
        List.of(group("g", ANN, Map.of("name", "\"Old\"", "b", "2"), 1)));
    Company company = companies.list(account, null, Window.newest(9)).items().getFirst();
    assertEquals("New", company.name());
    assertEquals(Map.of("name", "\"New\"", "a", "1", "b", "2"), company.shownTraits());
    assertEquals(NOON.plusSeconds(1), company.firstSeenAt());
    assertEquals(NOON.plusSeconds(2), company.lastSeenAt());
  }

  @Test
  void severalChangesOfOneCompanyInOneBatchAreAllTakenIn() {
    companies.apply(
        account,
        Allowance.unbounded(),
        List.of(
            group("g", ANN, Map.of("a", "1"), 1),
            group("g", ANN, Map.of("a", "null"), 3),
            group("g", BOB, Map.of("a", "2"), 2)));
    assertEquals(List.of("g"), all(null, 9));
    assertEquals(
        Map.of(), companies.list(account, null, Window.newest(1)).items().getFirst().shownTraits());
    assertEquals(
        Map.of(ANN, List.of(new Membership("g", null)), BOB, List.of(new Membership("g", null))),
        companies.membershipsOf(account, List.of(ANN, BOB)));
  }

  @Test
  void membershipsNameTheCompanyAndAreOrderedByGroup() {
    companies.apply(
        account, Allowance.unbounded(), List.of(group("g2", ANN, Map.of("name", "\"Two\""), 1)));
    companies.apply(account, Allowance.unbounded(), List.of(group("g1", ANN, Map.of(), 2)));
    companies.apply(account, Allowance.unbounded(), List.of(group("g1", ANN, Map.of(), 2)));
    assertEquals(
        Map.of(ANN, List.of(new Membership("g1", null), new Membership("g2", "Two"))),
        companies.membershipsOf(account, List.of(ANN, BOB)));
    assertEquals(Map.of(), companies.membershipsOf(account, List.of()));
  }

  @Test
  void companiesAreListedNewestFirstPageByPage() {
    for (int i = 0; i < 5; i++) {
      companies.apply(
          account,
          Allowance.unbounded(),
          List.of(group("g" + i, i % 2 == 0 ? ANN : BOB, Map.of(), i)));
    }
    assertEquals(List.of("g4", "g3", "g2", "g1", "g0"), all(null, 2));
    assertEquals(List.of("g4", "g2", "g0"), all(List.of(ANN), 2));
    assertEquals(List.of("g4", "g3", "g2", "g1", "g0"), all(List.of(ANN, BOB), 2));
    assertEquals(List.of(), all(List.of(), 2));
  }

  @Test
  void aCallThatIsTooMuchForACompanyIsRefusedAloneAndMakesNobodyAMember() {
    String large = '"' + "x".repeat(600_000) + '"';
    Set<Stamp> refused =
        companies
            .apply(
                account,
                Allowance.unbounded(),
                List.of(
                    group("g", ANN, Map.of("a", large), 1),
                    group("g", BOB, Map.of("b", large), 2),
                    group("other", BOB, Map.of("b", large), 3)))
            .refused();
    assertEquals(Set.of(new Stamp(NOON.plusSeconds(2), "m2")), refused);
    assertEquals(Set.of("a"), companies.find(account, "g").orElseThrow().shownTraits().keySet());
    assertEquals(
        Map.of(
            ANN, List.of(new Membership("g", null)), BOB, List.of(new Membership("other", null))),
        companies.membershipsOf(account, List.of(ANN, BOB)));
  }

  @Test
  void twoAccountsWithTheSameIdsNeverMeet() {
    String other = stores.newAccount();
    companies.apply(
        account, Allowance.unbounded(), List.of(group("g", ANN, Map.of("name", "\"Mine\""), 1)));
    companies.apply(
        other, Allowance.unbounded(), List.of(group("g", BOB, Map.of("name", "\"Theirs\""), 2)));
    assertEquals(
        Map.of(ANN, List.of(new Membership("g", "Mine"))),
        companies.membershipsOf(account, List.of(ANN, BOB)));
    assertEquals(
        Map.of(BOB, List.of(new Membership("g", "Theirs"))),
        companies.membershipsOf(other, List.of(ANN, BOB)));
  }

  private List<String> all(Collection<Person> members, int pageSize) {
    var ids = new ArrayList<String>();
    Long before = Long.MAX_VALUE;
    while (before != null) {
      Listing<Company> page = companies.list(account, members, new Window(before, pageSize));
      page.items().forEach(company -> ids.add(company.groupId()));
      before = page.next();
    }
    return ids;
  }

  private static CompanyChange group(
      String groupId, Person member, Map<String, String> traits, int second) {
    return new CompanyChange(
        groupId, member, traits, traits, new Stamp(NOON.plusSeconds(second), "m" + second));
  }
}
