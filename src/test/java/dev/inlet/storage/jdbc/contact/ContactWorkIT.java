package dev.inlet.storage.jdbc.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Figures;
import dev.inlet.OnEveryDatabase;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.ContactChange.Identified;
import dev.inlet.contact.ContactChange.Linked;
import dev.inlet.contact.Person;
import dev.inlet.listing.Window;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Allowance.TooMuchAtOnce;
import dev.inlet.merge.Stamp;
import dev.inlet.storage.jdbc.Database;
import dev.inlet.storage.jdbc.LoadBudget;
import dev.inlet.storage.jdbc.WatchedWork;
import dev.inlet.storage.jdbc.erase.JdbcKeptRows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What taking changes in costs: statements, rows, and what is in memory at once. */
@OnEveryDatabase
@NullUnmarked
class ContactWorkIT extends WatchedWork {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final RememberedPeople NOBODY = new RememberedPeople(null, true, 0);

  private Set<Stamp> take(LoadBudget budget, List<ContactChange> changes) throws SQLException {
    return take(account, budget, changes);
  }

  private Set<Stamp> take(String into, LoadBudget budget, List<ContactChange> changes)
      throws SQLException {
    watched.reset();
    Set<Stamp> refused =
        new ContactWork(connection, into, budget, Allowance.unbounded(), NOBODY)
            .carryOut(changes)
            .refused();
    connection.commit();
    return refused;
  }

  private static Stamp at(int second) {
    return new Stamp(NOON.plusSeconds(second), "m" + second);
  }

  private static ContactChange identified(Person person, Map<String, String> fields, int second) {
    return new Identified(person, fields, fields, at(second));
  }

  private static ContactChange linked(String anonymousId, String userId, int second) {
    return new Linked(anonymousId, userId, at(second));
  }

  /** What a call brings that names both. */
  private static List<ContactChange> both(String userId, String anonymousId, int second) {
    return List.of(
        identified(Person.user(userId), Map.of("a", "" + second), second),
        linked(anonymousId, userId, second));
  }

  private List<String> foundBy(String query) {
    return foundBy(account, query);
  }

  private List<String> foundBy(String account, String query) {
    return stores.contacts().list(account, query, null, Window.newest(200)).items().stream()
        .map(contact -> contact.person().key())
        .sorted()
        .toList();
  }

  @Nested
  class UsualPeople {
    @Test
    void takeThreeStatementsWhenTheyAreKnownAndSixWhenTheyAreNew() throws SQLException {
      List<ContactChange> changes = new ArrayList<>();
      IntStream.range(0, 256).forEach(i -> changes.addAll(both("u" + i, "b" + i, i)));
      take(PLENTY, changes);
      assertEquals(6, watched.statements(), "for new people");

      List<ContactChange> again = new ArrayList<>();
      IntStream.range(0, 256).forEach(i -> again.addAll(both("u" + i, "b" + i, 300 + i)));
      take(LoadBudget.ofHeap(), again);
      assertEquals(3, watched.statements(), "for known people");
      Figures.note(
          "statements",
          "256 identify calls about known users with both ids on %s: %d statements",
          kind,
          watched.statements());
    }
  }

  @Nested
  class WhatDoesNotFitTogether {
    private static final int PEOPLE = 64;
    private static final int LARGE = 20_000;

    @Test
    void isLoadedPieceByPiece() throws SQLException {
      for (int second = 1; second <= 2; second++) {
        take(PLENTY, largeCalls(second));
      }
      var budget = new LoadBudget(10 * LARGE);
      List<ContactChange> small = new ArrayList<>();
      IntStream.range(0, PEOPLE).forEach(i -> small.addAll(both("u" + i, "b" + i, i)));

      take(PLENTY, small);
      long atOnce = watched.largestResult();
      take(budget, small);

      assertTrue(atOnce > 2L * PEOPLE * LARGE, "at once " + atOnce);
      assertTrue(watched.largestResult() <= budget.bytes(), "pieces " + watched.largestResult());
      assertEquals(
          "63", stores.contacts().find(account, "u63").orElseThrow().shownTraits().get("a"));
    }

    @Test
    void changesNothingWhenItIsTooMuchForOneTransaction() throws SQLException {
      for (int second = 1; second <= 2; second++) {
        take(PLENTY, largeCalls(second));
      }
      List<ContactChange> small = new ArrayList<>();
      IntStream.range(0, PEOPLE).forEach(i -> small.addAll(both("u" + i, "b" + i, i)));
      var allowance = Allowance.of(2L * PEOPLE * LARGE - 1);
      watched.reset();

      var work = new ContactWork(connection, account, PLENTY, allowance, NOBODY);
      assertThrows(TooMuchAtOnce.class, () -> work.carryOut(small));
      assertEquals(1, watched.statements(), "only sizes were asked for");
      connection.rollback();
    }

    @Test
    void isLoadedAllTheSameWhenItIsOnePerson() throws SQLException {
      take(PLENTY, largeCalls(1));
      take(new LoadBudget(1), both("u0", "b0", 2));

      assertEquals("2", stores.contacts().find(account, "u0").orElseThrow().shownTraits().get("a"));
    }

    private static List<ContactChange> largeCalls(int second) {
      String large = '"' + "x".repeat(LARGE) + '"';
      return IntStream.range(0, PEOPLE)
          .<ContactChange>mapToObj(
              i ->
                  new Identified(
                      Person.user("u" + i),
                      Map.of("t" + second, large),
                      Map.of(),
                      new Stamp(NOON, "large %d of %d".formatted(second, i))))
          .toList();
    }

    @Test
    void givesTheSameAsAtOnce() throws SQLException {
      long seed = Long.getLong("seed", System.nanoTime() % 1_000_000);
      var random = new Random(seed);
      String inPieces = stores.newAccount();
      for (int batch = 0; batch < 30; batch++) {
        List<ContactChange> changes = randomChanges(random);
        take(account, PLENTY, changes);
        take(inPieces, new LoadBudget(random.nextInt(2_000)), changes);
      }
      String repeat = "repeat with -Dseed=" + seed;
      assertEquals(contacts(account), contacts(inPieces), repeat);
      for (String query : List.of("u1", "b2", "ann", "b@", "x")) {
        assertEquals(foundBy(account, query), foundBy(inPieces, query), repeat);
      }
    }

    private Map<Person, Contact> contacts(String of) {
      return stores.contacts().list(of, null, null, Window.newest(200)).items().stream()
          .collect(Collectors.toMap(Contact::person, contact -> contact));
    }

    private static List<ContactChange> randomChanges(Random random) {
      List<String> values = List.of("\"Ann\"", "\"b@c.d\"", "null", "1", "\"Bob\"");
      List<String> names = List.of("email", "name", "firstName", "lastName", "plan");
      List<ContactChange> changes = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String user = "u" + random.nextInt(6);
        String browser = "b" + random.nextInt(6);
        int second = random.nextInt(100_000);
        Person person = random.nextBoolean() ? Person.user(user) : Person.anonymous(browser);
        changes.add(
            identified(
                person,
                Map.of(
                    names.get(random.nextInt(names.size())),
                    values.get(random.nextInt(values.size()))),
                second));
        if (random.nextInt(3) == 0) {
          changes.add(linked(browser, user, second));
        }
      }
      return changes;
    }
  }

  @Nested
  class UserOfManyAnonymousIds {
    private static final int MANY = 33_000;
    private static final int AT_ONCE = 1_000;
    private static final int MOST_ROWS = 12;

    @Test
    void costsNoMoreThanOneOfTwo() throws SQLException {
      take(PLENTY, both("heavy", "browser-0-of-many", MANY));
      for (int from = 1; from < MANY; from += AT_ONCE) {
        List<ContactChange> links = new ArrayList<>();
        for (int i = from; i < Math.min(MANY, from + AT_ONCE); i++) {
          links.add(linked("browser-%d-of-many".formatted(i), "heavy", MANY + i));
        }
        take(PLENTY, links);
      }

      for (List<ContactChange> calls :
          List.of(
              both("heavy", "browser-7-of-many", 3 * MANY),
              both("heavy", "a new browser", 3 * MANY),
              List.of(
                  identified(
                      Person.anonymous("browser-8-of-many"),
                      Map.of("email", "\"h@e.avy\""),
                      3 * MANY)),
              List.<ContactChange>of(linked("browser-9-of-many", "other", 1)))) {
        long started = System.nanoTime();
        take(LoadBudget.ofHeap(), calls);
        long took = System.nanoTime() - started;
        assertTrue(watched.rows() <= MOST_ROWS, watched.rows() + " rows for " + calls);
        assertTrue(watched.largestResult() < 100_000, "characters " + watched.largestResult());
        Figures.note(
            "many ids",
            "a call about a user of %,d anonymous ids on %s: %d statements, %d rows read, %d us",
            MANY,
            kind,
            watched.statements(),
            watched.rows(),
            took / 1_000);
      }

      assertEquals(List.of("u:heavy"), foundBy("h@e.avy"));
      assertEquals(List.of("u:heavy"), foundBy("browser-1000-of-many"));
      assertEquals(List.of(), foundBy("browser-9-of-many"));
      assertEquals(
          Set.of(Person.user("heavy")),
          Set.of(stores.contacts().find(account, "browser-32999-of-many").orElseThrow().person()));
    }
  }

  @Nested
  class WhenAnIdLeavesThatGaveTheEmail {
    @Test
    void theNextBestIsFoundAmongAllTheOthers() throws SQLException {
      List<ContactChange> changes = new ArrayList<>();
      for (int i = 0; i < 2_500; i++) {
        changes.add(
            identified(
                Person.anonymous("b" + i), Map.of("email", "\"%d@b.c\"".formatted(i)), i + 10));
        changes.add(linked("b" + i, "u", i + 10));
      }
      take(PLENTY, changes);
      assertEquals(List.of("u:u"), byEmail("2499@b.c"));

      take(new LoadBudget(5_000), List.of(linked("b2499", "other", 1)));

      assertEquals(List.of("u:u"), byEmail("2498@b.c"));
      assertEquals(List.of("u:other"), byEmail("2499@b.c"));
      assertTrue(watched.largestResult() < 20_000, "characters " + watched.largestResult());
    }

    @Test
    void aUserWhomOnlyThatIdMadeAContactIsNoneAnyMore() throws SQLException {
      take(PLENTY, List.of(linked("b", "u", 5), linked("c", "u", 5)));
      take(PLENTY, List.of(identified(Person.anonymous("b"), Map.of("name", "\"B\""), 5)));
      assertEquals(List.of("u:u"), foundBy("b"));

      take(PLENTY, List.of(linked("b", "other", 1)));

      assertEquals(List.of("u:other"), foundBy("b"));
      assertEquals(List.of(), foundBy("c"));
    }
  }

  @Nested
  class WhatAnOlderReleaseWrote {
    @Test
    void isPutTogetherAnewWhenTheContactChanges() throws SQLException {
      take(
          PLENTY,
          List.of(
              identified(Person.anonymous("b"), Map.of("email", "\"late@b.c\""), 9),
              identified(Person.user("u"), Map.of("email", "\"early@b.c\""), 1),
              linked("b", "u", 2)));
      int rows =
          Database.update(
              connection,
              "UPDATE linked_fields SET fields = NULL WHERE id IN"
                  + " (SELECT id FROM person WHERE account_id = ?)",
              account);
      assertEquals(1, rows);

      take(PLENTY, List.of(identified(Person.user("u"), Map.of("email", "\"mid@b.c\""), 5)));

      assertEquals(List.of("u:u"), byEmail("late@b.c"));
      assertEquals(List.of(), byEmail("mid@b.c"));
    }

    @Test
    void isNoticedByWhatTheContactIsFoundBy() throws SQLException {
      take(PLENTY, List.of(identified(Person.user("u"), Map.of("email", "\"u@b.c\""), 1)));
      take(PLENTY, List.of(identified(Person.anonymous("b"), Map.of("email", "\"b@b.c\""), 9)));
      take(PLENTY, List.of(linked("b", "u", 9)));
      Database.update(
          connection,
          "DELETE FROM linked_fields WHERE id IN (SELECT id FROM person WHERE account_id = ?)",
          account);

      take(PLENTY, List.of(identified(Person.user("u"), Map.of("email", "\"mid@b.c\""), 5)));

      assertEquals(List.of("u:u"), byEmail("b@b.c"));
    }

    @Test
    void goesWithItsPersonWhenAnOlderReleaseErasesThem() throws SQLException {
      take(
          PLENTY,
          List.of(
              identified(Person.anonymous("b"), Map.of("email", "\"b@b.c\""), 9),
              linked("b", "u", 9)));
      assertEquals(1, linkedFields());

      var rows = new JdbcKeptRows(connection);
      rows.remove(account, rows.known(account, List.of(Person.user("u"), Person.anonymous("b"))));

      assertEquals(0, linkedFields());
      connection.commit();
    }

    private int linkedFields() throws SQLException {
      return Database.find(
              connection,
              "SELECT COUNT(*) FROM linked_fields WHERE fields LIKE '%b@b.c%'",
              row -> row.getInt(1))
          .orElseThrow();
    }
  }

  @Nested
  class AContactThatIsTooLargeAlready {
    @Test
    void opensAndMayShrinkButNotGrow() throws SQLException {
      take(PLENTY, List.of(identified(Person.user("u"), Map.of(), 1)));
      // As an older release let it become: more than is taken in now, and as much as H2 holds.
      Database.update(
          connection,
          "UPDATE person_state SET traits = ? WHERE id ="
              + " (SELECT id FROM person WHERE account_id = ?)",
          "[\"a\",\"%s\",1,\"m\"]".formatted("x".repeat(1_040_000)),
          account);
      connection.commit();

      assertEquals(1_040_002, traits().get("a").length());
      assertEquals(Set.of(at(2)), takeTraits("b", "1", 2));
      assertEquals(Set.of("a"), traits().keySet());
      assertEquals(Set.of(), takeTraits("a", "2", 3));
      assertEquals(Map.of("a", "2"), traits());
    }

    private Set<Stamp> takeTraits(String name, String value, int second) throws SQLException {
      return take(
          PLENTY,
          List.of(new Identified(Person.user("u"), Map.of(name, value), Map.of(), at(second))));
    }

    private Map<String, String> traits() {
      return stores.contacts().find(account, "u").orElseThrow().shownTraits();
    }
  }

  private List<String> byEmail(String email) {
    return stores.contacts().list(account, null, email, Window.newest(200)).items().stream()
        .map(contact -> contact.person().key())
        .sorted()
        .toList();
  }
}
