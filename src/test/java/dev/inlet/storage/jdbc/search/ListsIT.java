package dev.inlet.storage.jdbc.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.Extent;
import dev.inlet.ManyRows;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.activity.ActivityFilter;
import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.NewActivity;
import dev.inlet.activity.Stored;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.company.CompanyChange;
import dev.inlet.contact.Person;
import dev.inlet.listing.Count;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Order;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Stamp;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** How lists are ordered, narrowed, searched and counted, however long they are. */
@OnEveryDatabase
@NullUnmarked
class ListsIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int MANY = Extent.of(30_000, 1_000_000);

  private static Stores stores;
  private static Everything everything;
  private static String account;
  private static String crowded;

  @Parameter DatabaseKind kind;

  /** Between the rows of one account stand those of another, more of them at the end. */
  @BeforeParameterizedClassInvocation
  static void open(DatabaseKind kind, @TempDir Path folder) throws Exception {
    Map<String, Object> place = kind.fresh(folder);
    everything = new Everything(place);
    try (Stores first = Stores.open(place)) {
      account = first.newAccount();
      crowded = first.newAccount();
    }
    new ManyRows(place)
        .activities("event", crowded, "'u:heavy'", "1000 + 3 * x", MANY, "'{}'")
        .activities("event", "somebody-else", "'u:x'", "1001 + 3 * x", MANY, "'{}'")
        .people(crowded, 1_000, MANY, "CONCAT('u:', x)", "'[]'")
        .contacts(crowded, 1_000, MANY);
    stores = Stores.open(place);
  }

  @AfterParameterizedClassInvocation
  static void close() {
    stores.close();
  }

  private static void named(String id, String name) throws Exception {
    everything.execute(
        "INSERT INTO person (id, account_id, person) VALUES (%s, '%s', 'u:%s')"
            .formatted(id, account, id),
        ("INSERT INTO person_state (id, traits, fields, first_identified, last_identified)"
                + " VALUES (%s, '[]', '[]', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)")
            .formatted(id),
        "INSERT INTO contact (id, account_id, search) VALUES (%s, '%s', '%s\n%s')"
            .formatted(id, account, id, name.toLowerCase(Locale.ROOT)));
  }

  private static List<String> found(String query) {
    return stores.contacts().list(account, query, null, Window.newest(50)).items().stream()
        .map(contact -> contact.person().id())
        .sorted()
        .toList();
  }

  @Test
  void searchFoldsCaseAndAccentsAndMatchesParts() throws Exception {
    named("501", "Łukasz Żółć");
    named("502", "Straße & Æther");
    named("503", "Jose\u0301 Nguyễn");
    named("504", "Ørsted İpek");
    named("505", "Lukas Plain");

    assertEquals(List.of("501"), found("lukasz"));
    assertEquals(List.of("501"), found("ŁUKASZ"));
    assertEquals(List.of("501"), found("zolc"));
    assertEquals(List.of("501", "505"), found("ukas"));
    assertEquals(List.of("502"), found("strasse"));
    assertEquals(List.of("502"), found("STRAẞE".replace("ẞ", "ß")));
    assertEquals(List.of("502"), found("aether"));
    assertEquals(List.of("503"), found("josé"));
    assertEquals(List.of("503"), found("jose"));
    assertEquals(List.of("503"), found("nguyen"));
    assertEquals(List.of("504"), found("orsted"));
    assertEquals(List.of(), found("l_kasz"), "a letter is a letter");
  }

  @Test
  void companiesAreFoundLikewise() {
    var stamp = new Stamp(NOON, "m");
    stores
        .companies()
        .apply(
            account,
            Allowance.unbounded(),
            List.of(
                new CompanyChange(
                    "g-1",
                    Person.user("u"),
                    Map.of("name", "\"Café Müller\""),
                    Map.of("name", "\"Café Müller\""),
                    stamp)));

    assertEquals(
        1, stores.companies().list(account, null, "cafe mull", Window.newest(5)).items().size());
    assertEquals(1, stores.companies().list(account, null, "G-1", Window.newest(5)).items().size());
    assertEquals(
        0, stores.companies().list(account, null, "cafe mill", Window.newest(5)).items().size());
  }

  @Test
  void whoIsRareIsFoundOnceHoweverManyPagesThatTakes() {
    String first = Integer.toString(MANY - 1);
    var found = new ArrayList<String>();
    Window window = Window.newest(5);
    Long next;
    do {
      Listing<String> page =
          stores
              .contacts()
              .list(crowded, first, null, window)
              .map(contact -> contact.person().id());
      found.addAll(page.items());
      next = page.next();
      window = new Window(next == null ? 0 : next, 5);
    } while (next != null);

    assertEquals(List.of(first), found);
  }

  @Test
  void listsAreReadFromEitherEnd() {
    fromEitherEnd(
        window ->
            stores
                .contacts()
                .list(crowded, "29", null, window)
                .map(contact -> contact.person().id()));
    fromEitherEnd(window -> stores.activities().events(crowded, null, window).map(Stored::seq));
  }

  private static <T> void fromEitherEnd(Function<Window, Listing<T>> list) {
    Listing<T> newest = list.apply(Window.newest(20));
    Listing<T> oldest = list.apply(Window.newest(20).from(Order.OLDEST));
    assertFalse(newest.items().equals(oldest.items()));

    // Back from behind the first page, the same comes in the other order.
    T edge = newest.items().getLast();
    Listing<T> next = list.apply(new Window(newest.next(), 200));
    Listing<T> back = list.apply(new Window(newest.next() - 1, 20, Order.OLDEST));
    assertEquals(edge, back.items().getFirst());
    var reversed = new ArrayList<>(newest.items());
    Collections.reverse(reversed);
    assertEquals(reversed, back.items());
    assertFalse(next.items().contains(edge));
  }

  @Test
  void timesNarrowWhatHappenedByWhenItArrived() {
    ActivityStore activities = stores.activities();
    var added = new ArrayList<NewActivity<Event>>();
    for (int minute = 0; minute < 60; minute++) {
      Instant at = NOON.plusSeconds(60L * minute);
      added.add(new NewActivity<>(500_000_000L + 10 * minute, at, event(minute)));
    }
    activities.addEvents(account, added);
    Instant from = NOON.plusSeconds(600);
    Instant to = NOON.plusSeconds(1_200);

    for (List<Person> people : Arrays.asList(null, List.of(Person.user("u")))) {
      var filter = new ActivityFilter(people, null, from, to);
      List<String> names = names(activities.findEvents(account, filter, Window.newest(50)));
      assertEquals(10, names.size());
      assertEquals("e19", names.getFirst());
      assertEquals("e10", names.getLast());
      Listing<Stored<Event>> page = activities.findEvents(account, filter, Window.newest(4));
      assertEquals(List.of("e19", "e18", "e17", "e16"), names(page));
      assertEquals(
          List.of("e15", "e14", "e13", "e12"),
          names(activities.findEvents(account, filter, new Window(page.next(), 4))));
    }
    var named = new ActivityFilter(null, "e12", from, to);
    assertEquals(List.of("e12"), names(activities.findEvents(account, named, Window.newest(4))));
    var before = new ActivityFilter(null, null, null, NOON);
    assertEquals(List.of(), names(activities.findEvents(account, before, Window.newest(4))));
    var after = new ActivityFilter(null, null, NOON.plusSeconds(9_999), null);
    assertEquals(List.of(), names(activities.findEvents(account, after, Window.newest(4))));
    assertEquals(
        List.of("e10", "e11"),
        names(
            activities.findEvents(
                account,
                new ActivityFilter(null, null, from, to),
                Window.newest(2).from(Order.OLDEST))));
    assertEquals(new Count(10, true), stores.totals().events(account, from, to));
  }

  private static Event event(int minute) {
    return new Event(
        new Common(new Identity("u", null), "m" + minute, NOON),
        "e" + minute,
        null,
        null,
        null,
        "{}");
  }

  private static List<String> names(Listing<Stored<Event>> found) {
    return found.items().stream().map(one -> one.activity().name()).toList();
  }

  @Test
  void aFewAreCountedAndManyEstimatedWithinSomePercent() {
    assertEquals(new Count(0, true), stores.totals().pageViews(crowded, null, null));
    assertTrue(stores.totals().accounts().isExact());
    for (Count about :
        List.of(stores.totals().events(crowded, null, null), stores.totals().contacts(crowded))) {
      assertFalse(about.isExact());
      assertEquals(MANY, about.number(), MANY * 0.05, about::words);
    }
  }
}
