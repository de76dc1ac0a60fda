package dev.inlet.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class ContactStoreIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Parameter DatabaseKind kind;
  @Given private Stores stores;
  private String account;
  private ContactStore contacts;

  @BeforeEach
  void newAccount() {
    account = stores.newAccount();
    contacts = stores.contacts();
  }

  @Nested
  class WhenTraitsAreMerged {

    @Test
    void everyTraitComesBackExactly() {
      Map<String, String> traits =
          Map.of(
              "big", "9007199254740993",
              "decimal", "1.10",
              "exponent", "1E+2",
              "nested", "{\"b\":[1,{\"a\":null}],\"a\":\"x\"}",
              "unicode", "\"ü € 😀 \\u00e9\"",
              "", "true",
              "a\"quoted\\name\n", "\"\"",
              "İstanbul", "[]");
      contacts.apply(account, Allowance.unbounded(), List.of(identified("u", traits, at(1, "m"))));
      assertEquals(traits, find("u").shownTraits());
    }

    @Test
    void theLaterWriterOfEachTraitWinsWhateverTheOrderOfArrival() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("u", Map.of("a", "\"new\"", "b", "1"), at(2, "m2"))));
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("u", Map.of("a", "\"old\"", "c", "3"), at(1, "m1"))));
      assertEquals(Map.of("a", "\"new\"", "b", "1", "c", "3"), find("u").shownTraits());
    }

    @Test
    void atEqualTimesTheLargerMessageIdWins() {
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("u", Map.of("a", "2"), at(1, "m2"))));
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("u", Map.of("a", "1"), at(1, "m1"))));
      assertEquals(Map.of("a", "2"), find("u").shownTraits());
    }

    @Test
    void aMicrosecondDecides() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(
              identified("u", Map.of("a", "2"), new Stamp(NOON.plusNanos(2_000), "a")),
              identified("u", Map.of("a", "1"), new Stamp(NOON.plusNanos(1_000), "z"))));
      assertEquals(Map.of("a", "2"), find("u").shownTraits());
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("u", Map.of("a", "3"), new Stamp(NOON.plusNanos(3_000), "a"))));
      assertEquals(Map.of("a", "3"), find("u").shownTraits());
    }

    @Test
    void aClearedTraitStaysClearedAgainstOlderWrites() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("u", Map.of("a", "null"), at(2, "m2"))));
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("u", Map.of("a", "1"), at(1, "m1"))));
      assertEquals(Map.of(), find("u").shownTraits());
    }

    @Test
    void everyTraitKnowsTheMessageThatSetIt() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("u", Map.of("a", "1"), at(1, "m'1\"\\ü"))));
      assertEquals(at(1, "m'1\"\\ü"), find("u").traits().all().get("a").stamp());
    }

    @Test
    void firstAndLastIdentificationSpanAllCalls() {
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("u", Map.of(), at(5, "m5"))));
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("u", Map.of(), at(1, "m1"))));
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("u", Map.of(), at(3, "m3"))));
      assertEquals(at(1, "").time(), find("u").firstIdentifiedAt());
      assertEquals(at(5, "").time(), find("u").lastIdentifiedAt());
    }

    @Test
    void thousandsOfChangesInOneBatchAreAllTakenIn() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          IntStream.range(0, 3_000)
              .<ContactChange>mapToObj(
                  i -> identified("u" + i % 1_000, Map.of("t" + i / 1_000, "" + i), at(1, "m" + i)))
              .toList());
      assertEquals(Map.of("t0", "7", "t1", "1007", "t2", "2007"), find("u7").shownTraits());
      assertEquals(1_000, all(null, null, 200).size());
    }
  }

  @Nested
  class WhenIdsAreLinked {

    @Test
    void theAnonymousContactBecomesPartOfTheKnownOne() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(anonymous("x", Map.of("plan", "\"free\""), at(1, "m1"))));
      assertEquals(Person.anonymous("x"), find("x").person());
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("u", Map.of("a", "1"), at(2, "m2")), link("x", "u", 2)));
      assertEquals(Map.of("a", "1", "plan", "\"free\""), find("u").shownTraits());
      assertEquals(Person.user("u"), find("x").person());
      assertEquals(List.of("x"), find("u").anonymousIds());
      assertEquals(1, all(null, null, 50).size());
    }

    @Test
    void laterAnonymousCallsGoToTheUser() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("u", Map.of(), at(1, "m1")), link("x", "u", 1)));
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(anonymous("x", Map.of("late", "1"), at(2, "m2"))));
      assertEquals(Map.of("late", "1"), find("u").shownTraits());
      assertEquals(1, all(null, null, 50).size());
    }

    @Test
    void anEarlierLinkThatArrivesLateTakesTheAnonymousIdOver() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(anonymous("x", Map.of("of", "\"x\""), at(1, "m0"))));
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("u2", Map.of(), at(3, "m3")), link("x", "u2", 3)));
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("u1", Map.of(), at(2, "m2")), link("x", "u1", 2)));
      assertEquals(Map.of("of", "\"x\""), find("u1").shownTraits());
      assertEquals(Map.of(), find("u2").shownTraits());
      assertEquals(List.of(), find("u2").anonymousIds());
      assertEquals(Person.user("u1"), find("x").person());
      contacts.apply(account, Allowance.unbounded(), List.of(link("x", "u2", 4)));
      assertEquals(Person.user("u1"), find("x").person());
    }

    @Test
    void severalIdsOfOneUserAreListedByTheAgeOfTheirLinks() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("u", Map.of(), at(1, "m")), link("z", "u", 1)));
      contacts.apply(account, Allowance.unbounded(), List.of(link("y", "u", 3)));
      contacts.apply(account, Allowance.unbounded(), List.of(link("x", "u", 2)));
      assertEquals(List.of("z", "x", "y"), find("u").anonymousIds());
      assertEquals(
          Set.of(
              Person.user("u"),
              Person.anonymous("x"),
              Person.anonymous("y"),
              Person.anonymous("z")),
          new HashSet<>(contacts.peopleOf(account, "y")));
    }

    @Test
    void aLinkAloneMakesNoContact() {
      contacts.apply(account, Allowance.unbounded(), List.of(link("x", "u", 1)));
      assertEquals(List.of(), all(null, null, 50));
      assertEquals(Set.of(), Set.copyOf(contacts.find(account, "u").stream().toList()));
    }

    @Test
    void aUserAndABrowserOfTheSameNameStayTwo() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(
              identified("7", Map.of("who", "\"user\""), at(1, "m1")),
              anonymous("7", Map.of("who", "\"browser\""), at(2, "m2"))));
      assertEquals(Map.of("who", "\"user\""), find("7").shownTraits());
      assertEquals(2, all(null, null, 50).size());
    }

    @Test
    void thePeopleOfAnUnknownIdAreBothKinds() {
      assertEquals(
          Set.of(Person.user("?"), Person.anonymous("?")),
          Set.copyOf(contacts.peopleOf(account, "?")));
    }
  }

  @Nested
  class WhenListed {

    @Test
    void thoseKnownFirstComeLastAndPagesMeetWithoutAGap() {
      for (int i = 0; i < 7; i++) {
        contacts.apply(
            account, Allowance.unbounded(), List.of(identified("u" + i, Map.of(), at(1, "m" + i))));
      }
      assertEquals(List.of("u6", "u5", "u4", "u3", "u2", "u1", "u0"), all(null, null, 3));
      assertEquals(7, all(null, null, 7).size());
      assertNull(contacts.list(account, null, null, Window.newest(7)).next());
    }

    @Test
    void writesMeanwhileDoNotShiftThePages() {
      for (int i = 0; i < 4; i++) {
        contacts.apply(
            account, Allowance.unbounded(), List.of(identified("u" + i, Map.of(), at(1, "m" + i))));
      }
      Listing<Contact> first = contacts.list(account, null, null, Window.newest(2));
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("new", Map.of(), at(2, "n"))));
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("u0", Map.of("a", "1"), at(2, "n"))));
      Listing<Contact> second = contacts.list(account, null, null, new Window(first.next(), 2));
      assertEquals(List.of("u1", "u0"), second.items().stream().map(c -> c.person().id()).toList());
    }

    @Test
    void anEmailIsFoundInAnyCaseAndOnlyWhole() {
      contacts.apply(account, Allowance.unbounded(), List.of(withEmail("u1", "Ann@Example.com")));
      contacts.apply(account, Allowance.unbounded(), List.of(withEmail("u2", "joann@example.com")));
      assertEquals(List.of("u1"), all(null, "aNN@example.COM", 50));
      assertEquals(List.of(), all(null, "ann", 50));
    }

    @Test
    void aChangedEmailIsFoundAndTheOldOneIsNot() {
      contacts.apply(account, Allowance.unbounded(), List.of(withEmail("u", "old@example.com")));
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(
              new Identified(
                  Person.user("u"),
                  Map.of(),
                  Map.of("email", "\"new@example.com\""),
                  at(2, "m2"))));
      assertEquals(List.of(), all(null, "old@example.com", 50));
      assertEquals(List.of("u"), all(null, "new@example.com", 50));
    }

    @Test
    void aPartOfNameEmailOrAnyIdIsFoundInAnyCase() {
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(
              new Identified(
                  Person.user("User-1"),
                  Map.of(),
                  Map.of("firstName", "\"Zoë\"", "lastName", "\"Ångström\"", "email", "\"z@a.se\""),
                  at(1, "m1")),
              link("Browser-9", "User-1", 1)));
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("other", Map.of(), at(1, "m2"))));
      for (String query : List.of("zoË ång", "USER-1", "@a.s", "browser-9")) {
        assertEquals(List.of("User-1"), all(query, null, 50), query);
      }
    }

    @Test
    void wildcardsArePlainText() {
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("100%", Map.of(), at(1, "m1"))));
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("a_b", Map.of(), at(1, "m2"))));
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("axb", Map.of(), at(1, "m3"))));
      contacts.apply(
          account, Allowance.unbounded(), List.of(identified("wow!", Map.of(), at(1, "m4"))));
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified("back\\slash", Map.of(), at(1, "m5"))));
      assertEquals(List.of("100%"), all("%", null, 50));
      assertEquals(List.of("a_b"), all("a_b", null, 50));
      assertEquals(List.of("wow!"), all("!", null, 50));
      assertEquals(List.of("back\\slash"), all("\\", null, 50));
      assertEquals(List.of(), all("'; --", null, 50));
    }
  }

  @Nested
  class WhenTextsAreExtreme {

    @Test
    void idsOfFullLengthInAnyScriptAreKept() {
      String user = random(512);
      String browser = random(512);
      contacts.apply(
          account,
          Allowance.unbounded(),
          List.of(identified(user, Map.of(), at(1, "m")), link(browser, user, 1)));
      assertEquals(user, find(browser).person().id());
    }

    @Test
    void aMonstrousEmailIsKeptAndHoldsNothingUp() {
      String email = random(20_000);
      contacts.apply(account, Allowance.unbounded(), List.of(withEmail("u", email)));
      assertEquals(email, find("u").email());
      assertEquals(List.of("u"), all("u", null, 50));
    }

    /** Incompressible, three bytes a character in UTF-8. */
    private static String random(int length) {
      var random = new java.util.Random(length);
      var text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append((char) (0x4e00 + random.nextInt(0x5000)));
      }
      return text.toString();
    }
  }

  @Nested
  class WhenItIsTooMuch {
    private static final String LARGE = '"' + "é".repeat(480_000) + '"';

    @Test
    void onlyTheCallThatGoesBeyondIsRefused() {
      Set<Stamp> refused =
          contacts
              .apply(
                  account,
                  Allowance.unbounded(),
                  List.of(
                      identified("u", Map.of("a", LARGE), at(1, "m1")),
                      identified("u", Map.of("b", LARGE), at(2, "m2")),
                      identified("u", Map.of("c", LARGE), at(3, "m3")),
                      link("x", "u", 3),
                      identified("other", Map.of("c", LARGE), at(4, "m4"))))
              .refused();

      assertEquals(Set.of(at(3, "m3")), refused);
      assertEquals(Set.of("a", "b"), find("u").shownTraits().keySet());
      assertEquals(LARGE, find("other").shownTraits().get("c"));
    }
  }

  @Test
  void twoAccountsWithTheSameIdsNeverMeet() {
    String other = stores.newAccount();
    contacts.apply(
        account,
        Allowance.unbounded(),
        List.of(identified("u", Map.of("a", "1"), at(1, "m")), link("x", "u", 1)));
    contacts.apply(
        other, Allowance.unbounded(), List.of(anonymous("x", Map.of("b", "2"), at(1, "m"))));
    assertEquals(Map.of("a", "1"), find("u").shownTraits());
    Contact theirs = contacts.find(other, "x").orElseThrow();
    assertEquals(Person.anonymous("x"), theirs.person());
    assertEquals(Map.of("b", "2"), theirs.shownTraits());
    assertEquals(Set.of(), Set.copyOf(contacts.find(other, "u").stream().toList()));
  }

  private Contact find(String id) {
    return contacts.find(account, id).orElseThrow();
  }

  /** The ids on all pages. */
  private List<String> all(String query, String email, int pageSize) {
    var ids = new ArrayList<String>();
    Long before = Long.MAX_VALUE;
    while (before != null) {
      Listing<Contact> page = contacts.list(account, query, email, new Window(before, pageSize));
      page.items().forEach(contact -> ids.add(contact.person().id()));
      before = page.next();
    }
    return ids;
  }

  private static ContactChange identified(String user, Map<String, String> traits, Stamp stamp) {
    return new Identified(Person.user(user), traits, Map.of(), stamp);
  }

  private static ContactChange anonymous(String id, Map<String, String> traits, Stamp stamp) {
    return new Identified(Person.anonymous(id), traits, Map.of(), stamp);
  }

  private static ContactChange withEmail(String user, String email) {
    return new Identified(
        Person.user(user), Map.of(), Map.of("email", "\"" + email + "\""), at(1, "m"));
  }

  private static ContactChange link(String anonymousId, String userId, int second) {
    return new Linked(anonymousId, userId, at(second, "link" + second));
  }

  private static Stamp at(int second, String messageId) {
    return new Stamp(NOON.plusSeconds(second), messageId);
  }
}
