package dev.inlet.storage.jdbc;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.ManyRows;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.company.CompanyChange;
import dev.inlet.contact.Person;
import dev.inlet.delivery.DeliveryLog.Filter;
import dev.inlet.delivery.DeliveryLog.Position;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Stamp;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * A page of a list must not cost more because the list is long. Nobody has told the database how
 * its tables are filled, as after a first day.
 */
@OnEveryDatabase
@NullUnmarked
class ListPlansIT {
  private static final Window WINDOW = Window.newest(50);
  private static final int ROWS = 10_000;
  private static final Instant LAST_YEAR = Instant.parse("2025-03-01T12:00:00Z");

  private static ExplainingDriver explaining;
  private static Stores stores;
  private static String account;

  @Parameter DatabaseKind kind;

  @BeforeParameterizedClassInvocation
  static void open(DatabaseKind kind, @TempDir Path folder) throws Exception {
    Map<String, Object> place = kind.fresh(folder);
    String name =
        place.containsKey("datasources.default.url")
            ? place.get("datasources.default.url").toString()
            : folder.toString();
    explaining = ExplainingDriver.watch(name);
    try (Stores first = Stores.open(place)) {
      account = first.newAccount();
    }
    String light = "CONCAT('a:', MOD(x, 400))";
    new ManyRows(place)
        .activities("event", account, "'u:heavy'", "2 * x", ROWS, "'{}'")
        .activities("event", account, light, "2 * x + 1", ROWS, "'{}'")
        .activities("page_view", account, "'u:heavy'", "2 * x", ROWS, "'{}'")
        .activities("page_view", account, light, "2 * x + 1", ROWS, "'{}'")
        .people(account, 1, 1, "'u:heavy'", "'[]'")
        .people(account, 2, ROWS, "CONCAT('a:', x)", "'[]'")
        .contacts(account, 1, ROWS)
        .links(1, 2, 400);
    stores = Stores.open(place);
    var stamp = new Stamp(Instant.parse("2026-03-01T12:00:00Z"), "m");
    stores
        .companies()
        .apply(
            account,
            Allowance.unbounded(),
            IntStream.range(0, 2_000)
                .mapToObj(
                    i ->
                        new CompanyChange(
                            "g" + i, Person.user("u" + i % 100), Map.of(), Map.of(), stamp))
                .toList());
  }

  @AfterParameterizedClassInvocation
  static void close() throws Exception {
    stores.close();
    explaining.close();
  }

  @BeforeEach
  void forgetOtherTests() {
    explaining.forget();
  }

  @Test
  void everyListIsReadInTheOrderOfAnIndex() {
    stores.contacts().list(account, null, null, WINDOW);
    stores.contacts().list(account, "a:7", null, WINDOW);
    stores.companies().list(account, null, null, WINDOW);
    stores.activities().events(account, null, null, WINDOW);
    stores.activities().events(account, null, "e", WINDOW);
    stores.activities().pageViews(account, null, null, WINDOW);
    stores.setAsideCalls().list(account, WINDOW);
    stores.erasures().list(account, WINDOW);
    stores.deliveries().list(account, Filter.ANY, Position.NEWEST, 50);

    Map<String, String> lists = plans("DESC LIMIT ?");
    // Where the journal is no table, its calls are not read by a statement.
    assertEquals(kind == DatabaseKind.H2 ? 9 : 10, lists.size(), lists::toString);
    lists.forEach(this::assertIsSortedByAnIndex);
  }

  @Test
  void whatOnePersonDidIsReadInTheOrderOfTheirOwnIndex() {
    readActivities(List.of(Person.user("heavy")));
    Map<String, String> lists = plans("ARRAY(");
    assertEquals(4, lists.size(), lists::toString);
    lists.forEach(this::assertIsSortedByAnIndex);
    lists.forEach((sql, plan) -> assertUses(plan, "_by_person", ofOnePerson()));
  }

  @Test
  void whatSomebodyOfManyIdsDidIsReadInTheOrderOfTheirOwnIndexToo() {
    readActivities(
        Stream.concat(
                Stream.of(Person.user("heavy")),
                IntStream.range(0, 400).mapToObj(i -> Person.anonymous(Integer.toString(i))))
            .toList());
    Map<String, String> lists = plans("ARRAY(");
    lists.forEach(this::assertIsSortedByAnIndex);
    lists.forEach((sql, plan) -> assertUses(plan, "_by_person", ofOnePerson()));
  }

  @Test
  void whenSomebodyWasActiveIsReadFromTheEndsOfAnIndex() {
    stores.activities().seen(account, List.of(Person.user("heavy"), Person.anonymous("1")));
    Map<String, String> ends = plans("happened_at");
    assertEquals(2, ends.size(), ends::toString);
    ends.forEach(this::assertIsSortedByAnIndex);
    ends.forEach((sql, plan) -> assertUses(plan, "_by_message", "person = "));
  }

  @Test
  void whetherSomethingIsKeptAlreadyIsReadFromOnePlaceOfAnIndex() {
    List<Common> activities =
        IntStream.range(0, 256)
            .mapToObj(i -> new Common(new Identity("heavy", null), "m" + i, LAST_YEAR))
            .toList();
    stores.activities().keptEvents(account, activities);
    stores.activities().keptPageViews(account, activities);
    Map<String, String> lookups = plans("k.message_id");
    assertEquals(2, lookups.size(), lookups::toString);
    lookups.forEach(this::assertIsSortedByAnIndex);
    lookups.forEach((sql, plan) -> assertUses(plan, "_by_message", ofOneMessage()));
  }

  @Test
  void rowsAreFoundByTheirPlaces() {
    readActivities(List.of(Person.user("heavy")));
    stores.contacts().list(account, null, null, WINDOW);
    stores.contacts().find(account, "heavy");
    Map<String, String> rows = plans("AS k (seq)");
    assertEquals(4, rows.size(), rows::toString);
    assertAll(rows.values().stream().map(this::readsNoWholeTable));
    Map<String, String> people = plans("AS k (id)");
    assertEquals(3, people.size(), people::toString);
    assertAll(people.values().stream().map(this::readsNoWholeTable));
  }

  @Test
  void someMembersOfACompanyAreReadInTheOrderOfAnIndex() {
    assertEquals(List.of("u7"), stores.companies().contactsOf(account, "g7", 20));
    Map<String, String> members = plans("m.person DESC LIMIT ?");
    assertEquals(1, members.size(), members::toString);
    members.forEach(this::assertIsSortedByAnIndex);
    members.forEach((sql, plan) -> assertUses(plan, "membership_by_member", "group_id = "));
    assertAll(plans("AS contact").values().stream().map(this::readsNoWholeTable));
  }

  @Test
  void companiesAreFoundByTheirPlacesAndByTheirMembers() {
    stores.companies().list(account, null, null, WINDOW);
    stores.companies().list(account, List.of(Person.user("u7")), "g", WINDOW);
    Map<String, String> rows = plans("AS k (position)");
    assertEquals(2, rows.size(), rows::toString);
    rows.forEach((sql, plan) -> assertUses(plan, "company_by_position", "position = k.position"));
    Map<String, String> groups = plans("SELECT m.group_id");
    assertEquals(1, groups.size(), groups::toString);
    groups.forEach((sql, plan) -> assertUses(plan, "", "person = k.person"));
  }

  /** PostgreSQL is told a span of the index, which no other index has in order. */
  private String ofOnePerson() {
    return kind == DatabaseKind.H2 ? "person = " : "person >= ";
  }

  private String ofOneMessage() {
    return kind == DatabaseKind.H2 ? "message_id = " : "message_id >= ";
  }

  private void readActivities(List<Person> people) {
    stores.activities().events(account, people, null, WINDOW);
    stores.activities().events(account, people, "e", WINDOW);
    stores.activities().pageViews(account, people, null, WINDOW);
    stores.activities().pageViews(account, people, "p", WINDOW);
  }

  /** The plans of the statements that have some text in them. */
  private Map<String, String> plans(String text) {
    Map<String, String> plans = explaining.plans();
    plans.keySet().removeIf(sql -> !sql.contains(text));
    return plans;
  }

  private void assertIsSortedByAnIndex(String sql, String plan) {
    switch (kind) {
      case H2 ->
          assertEquals(
              occurrences(plan, "FETCH "), occurrences(plan, "/* index sorted */"), () -> plan);
      case POSTGRESQL -> {
        // What partitions have in order is merged, which is no sorting.
        String sorting = plan.replaceAll("Merge Append.*\n *Sort Key: .*", "");
        assertFalse(sorting.contains("Sort"), () -> sql + ": " + plan);
        assertFalse(plan.contains("Seq Scan"), () -> sql + ": " + plan);
      }
    }
  }

  private static void assertUses(String plan, String index, String condition) {
    String lowerCase = plan.toLowerCase(Locale.ROOT);
    assertTrue(lowerCase.contains(index), plan);
    assertTrue(lowerCase.replaceAll("[\"()]|::text", "").contains(condition), plan);
  }

  private Executable readsNoWholeTable(String plan) {
    return () ->
        assertFalse(
            switch (kind) {
              case H2 -> plan.contains(".tableScan");
              case POSTGRESQL -> plan.contains("Seq Scan");
            },
            () -> plan);
  }

  private static int occurrences(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}
