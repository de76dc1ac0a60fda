package dev.inlet.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.call.Common;
import dev.inlet.call.Identity;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Stamp;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class ActivityStoreIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final Instant STORED_AT = NOON.plusSeconds(60);

  @Parameter DatabaseKind kind;
  @Given private Stores stores;

  /** Places in the journal are never given twice. */
  private static long base;

  private String account;
  private ActivityStore activities;

  @BeforeEach
  void newAccount() {
    account = stores.newAccount();
    activities = stores.activities();
    base += 100;
  }

  @Nested
  class WhenEventsAreKept {

    @Test
    void anEventComesBackExactly() {
      var event =
          new Event(
              new Common(new Identity("u", "x"), "m".repeat(512), NOON),
              "Order \"Completed\" €",
              new BigDecimal("19.95"),
              "EUR",
              "42.50",
              "{\"big\":9007199254740993,\"decimal\":1.10,\"a\":[{\"b\":null}],\"u\":\"ü😀\\u00e9\"}");
      activities.addEvents(account, List.of(new NewActivity<>(base + 7, STORED_AT, event)));
      assertEquals(
          List.of(new Stored<>(base + 7, STORED_AT, "u", event)),
          activities.events(account, null, Window.newest(9)).items());
    }

    @Test
    void whatIsAbsentStaysAbsent() {
      Event event = event(new Identity(null, "x"), "m");
      activities.addEvents(account, List.of(new NewActivity<>(base + 1, STORED_AT, event)));
      assertEquals(
          List.of(new Stored<>(base + 1, STORED_AT, "x", event)),
          activities.events(account, null, Window.newest(9)).items());
    }

    @Test
    void revenueKeepsEveryDigit() {
      List<String> amounts =
          List.of(
              "0",
              "-5",
              "0.30000000000000004",
              "99999999999999999999.99999999999999999999",
              "0.00000000000000000001",
              "1000");
      long seq = 0;
      for (String amount : amounts) {
        activities.addEvents(
            account,
            List.of(
                new NewActivity<>(
                    base + ++seq,
                    STORED_AT,
                    new Event(
                        new Common(new Identity("u", null), "m" + seq, NOON),
                        "e",
                        new BigDecimal(amount),
                        "USD",
                        null,
                        "{}"))));
      }
      assertEquals(
          amounts.reversed(),
          activities.events(account, null, Window.newest(9)).items().stream()
              .map(stored -> stored.activity().revenue().toPlainString())
              .toList());
    }

    @Test
    void largePropertiesAreKeptWhole() {
      String properties = "{\"a\":\"" + "x".repeat(500_000) + "\"}";
      activities.addEvents(
          account,
          List.of(
              new NewActivity<>(
                  base + 1,
                  STORED_AT,
                  new Event(
                      new Common(new Identity("u", null), "m", NOON),
                      "e",
                      null,
                      null,
                      null,
                      properties))));
      assertEquals(
          properties,
          activities
              .events(account, null, Window.newest(1))
              .items()
              .getFirst()
              .activity()
              .properties());
    }
  }

  @Nested
  class WhenListed {

    @BeforeEach
    void keepSome() {
      for (int i = 1; i <= 6; i++) {
        var identity = i % 2 == 0 ? new Identity("u", null) : new Identity(null, "x");
        activities.addEvents(
            account, List.of(new NewActivity<>(base + i, STORED_AT, event(identity, "m" + i))));
      }
    }

    @Test
    void thoseStoredLastComeFirstPageByPage() {
      assertEquals(List.of("m6", "m5", "m4", "m3", "m2", "m1"), all(null, 4));
      assertEquals(List.of("m6", "m5", "m4", "m3", "m2", "m1"), all(null, 3));
    }

    @Test
    void onlyThoseOfTheGivenPeopleAreListed() {
      assertEquals(List.of("m6", "m4", "m2"), all(List.of(Person.user("u")), 2));
      assertEquals(List.of("m5", "m3", "m1"), all(List.of(Person.anonymous("x")), 2));
      assertEquals(
          List.of("m6", "m5", "m4", "m3", "m2", "m1"),
          all(List.of(Person.user("u"), Person.anonymous("x")), 2));
      assertEquals(List.of(), all(List.of(Person.user("x")), 2));
      assertEquals(List.of(), all(List.of(), 2));
    }

    @Test
    void whatSomebodyOfMoreIdsThanAPageHoldsDidIsListedInOrder() {
      List<Person> people =
          Stream.concat(
                  IntStream.range(0, 300).mapToObj(i -> Person.anonymous("nobody" + i)),
                  Stream.of(Person.anonymous("x"), Person.user("u")))
              .toList();
      assertEquals(List.of("m6", "m5", "m4", "m3", "m2", "m1"), all(people, 1));
      assertEquals(List.of("m6", "m5", "m4", "m3", "m2", "m1"), all(people, 4));
    }

    @Test
    void aPageOfLargeOnesEndsEarlyAndTheListGoesOn() {
      String properties = "{\"a\":\"" + "x".repeat(400_000) + "\"}";
      for (int i = 1; i <= 12; i++) {
        activities.addEvents(
            account, List.of(new NewActivity<>(base + 10 + i, STORED_AT, large(i, properties))));
      }
      Listing<Stored<Event>> page = activities.events(account, null, Window.newest(50));
      assertEquals(5, page.items().size());
      assertEquals(18, all(null, 50).size());
      assertEquals(12, all(List.of(Person.user("large")), 50).size());
    }

    private Event large(int number, String properties) {
      var common = new Common(new Identity("large", null), "l" + number, NOON);
      return new Event(common, "e", null, null, null, properties);
    }

    @Test
    void anonymousEventsBelongToTheUserOnceTheIdsAreLinked() {
      assertEquals("x", contactOf("m1"));
      stores
          .contacts()
          .apply(
              account,
              Allowance.unbounded(),
              List.of(new ContactChange.Linked("x", "u", new Stamp(NOON, "link"))));
      assertEquals("u", contactOf("m1"));
      assertEquals(
          List.of("m6", "m5", "m4", "m3", "m2", "m1"),
          all(stores.contacts().peopleOf(account, "u"), 50));
    }

    private String contactOf(String messageId) {
      return activities.events(account, null, Window.newest(50)).items().stream()
          .filter(stored -> stored.activity().common().messageId().equals(messageId))
          .findFirst()
          .orElseThrow()
          .contactId();
    }
  }

  @Nested
  class WhenPageViewsAreKept {

    @Test
    void aPageComesBackExactly() {
      var page =
          new PageView(
              new Common(new Identity("u", null), "m", NOON),
              PageView.Kind.PAGE,
              "Home",
              "Docs",
              Map.of(
                  "path", "\"/a b\"",
                  "referrer", "\"https://r.example/?q=1\"",
                  "search", "\"?x=%20\"",
                  "title", "\"Tïtle \\\"quoted\\\"\"",
                  "url", "\"https://example.com/a\"",
                  "keywords", "[\"a\",\"b\"]"),
              "{\"path\":\"/a b\",\"n\":1.10}");
      activities.addPageViews(account, List.of(new NewActivity<>(base + 1, STORED_AT, page)));
      assertEquals(
          List.of(new Stored<>(base + 1, STORED_AT, "u", page)),
          activities.pageViews(account, null, Window.newest(9)).items());
    }

    @Test
    void aScreenWithoutAnythingComesBackExactly() {
      var screen =
          new PageView(
              new Common(new Identity(null, "x"), "m", NOON),
              PageView.Kind.SCREEN,
              null,
              null,
              Map.of(),
              "{}");
      activities.addPageViews(account, List.of(new NewActivity<>(base + 1, STORED_AT, screen)));
      assertEquals(
          List.of(new Stored<>(base + 1, STORED_AT, "x", screen)),
          activities.pageViews(account, List.of(Person.anonymous("x")), Window.newest(9)).items());
    }
  }

  @Test
  void seenSpansEventsAndPageViews() {
    var u = new Identity("u", null);
    activities.addEvents(
        account,
        List.of(
            new NewActivity<>(base + 1, STORED_AT, event(u, "m1", NOON.plusSeconds(5))),
            new NewActivity<>(base + 2, STORED_AT, event(u, "m2", NOON.plusSeconds(3)))));
    activities.addPageViews(
        account,
        List.of(
            new NewActivity<>(
                base + 3,
                STORED_AT,
                new PageView(
                    new Common(u, "m3", NOON.plusSeconds(1)),
                    PageView.Kind.PAGE,
                    null,
                    null,
                    Map.of(),
                    "{}"))));
    assertEquals(
        Map.of(Person.user("u"), new Seen(NOON.plusSeconds(1), NOON.plusSeconds(5))),
        activities.seen(account, List.of(Person.user("u"), Person.anonymous("u"))));
    assertEquals(Map.of(), activities.seen(account, List.of()));
  }

  @Nested
  class WhenAskedWhatIsKeptAlready {
    private final Identity u = new Identity("u", null);

    @Test
    void nothingIsFoundAmongNothing() {
      assertEquals(Map.of(), activities.keptEvents(account, List.of()));
      assertEquals(Map.of(), activities.keptPageViews(account, List.of(common(u, "m", NOON))));
    }

    @Test
    void itIsFoundByPersonTimeAndMessage() {
      Common kept = common(u, "m", NOON);
      activities.addEvents(
          account,
          List.of(
              new NewActivity<>(base + 1, STORED_AT, event(u, "m", NOON)),
              new NewActivity<>(base + 2, STORED_AT, event(u, "m2", NOON))));
      assertEquals(
          Map.of(kept, base + 1),
          activities.keptEvents(
              account,
              List.of(
                  common(u, "m3", NOON),
                  common(u, "m", NOON.plusNanos(1_000)),
                  kept,
                  common(new Identity(null, "u"), "m", NOON))));
      assertEquals(Map.of(), activities.keptPageViews(account, List.of(kept)));
      assertEquals(Map.of(), activities.keptEvents(stores.newAccount(), List.of(kept)));
    }

    @Test
    void theFirstAndTheLastTimeThereIsAreFound() {
      for (String time : List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z")) {
        Common kept = common(u, time, Instant.parse(time));
        activities.addPageViews(account, List.of(new NewActivity<>(++base, STORED_AT, view(kept))));
        assertEquals(Map.of(kept, base), activities.keptPageViews(account, List.of(kept)));
      }
    }

    private static Common common(Identity identity, String messageId, Instant time) {
      return new Common(identity, messageId, time);
    }

    private static PageView view(Common common) {
      return new PageView(common, PageView.Kind.PAGE, null, null, Map.of(), "{}");
    }
  }

  @Test
  void twoAccountsWithTheSameIdsNeverMeet() {
    String other = stores.newAccount();
    var u = new Identity("u", null);
    activities.addEvents(
        account, List.of(new NewActivity<>(base + 1, STORED_AT, event(u, "mine"))));
    activities.addEvents(
        other, List.of(new NewActivity<>(base + 2, STORED_AT, event(u, "theirs"))));
    stores
        .contacts()
        .apply(
            other,
            Allowance.unbounded(),
            List.of(new ContactChange.Linked("u", "v", new Stamp(NOON, "link"))));
    assertEquals(List.of("mine"), all(null, 9));
    assertEquals(List.of("mine"), all(List.of(Person.user("u")), 9));
  }

  private List<String> all(Collection<Person> people, int pageSize) {
    var ids = new ArrayList<String>();
    Long before = Long.MAX_VALUE;
    while (before != null) {
      Listing<Stored<Event>> page =
          activities.events(account, people, new Window(before, pageSize));
      page.items().forEach(stored -> ids.add(stored.activity().common().messageId()));
      before = page.next();
    }
    return ids;
  }

  private static Event event(Identity identity, String messageId) {
    return event(identity, messageId, NOON);
  }

  private static Event event(Identity identity, String messageId, Instant time) {
    return new Event(new Common(identity, messageId, time), "e", null, null, null, "{}");
  }
}
