package dev.inlet.storage.jdbc.company;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.OnEveryDatabase;
import dev.inlet.company.CompanyChange;
import dev.inlet.contact.Person;
import dev.inlet.merge.Allowance;
import dev.inlet.merge.Allowance.TooMuchAtOnce;
import dev.inlet.merge.Stamp;
import dev.inlet.storage.jdbc.LoadBudget;
import dev.inlet.storage.jdbc.WatchedWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What taking group calls in costs: statements, rows, and what is in memory at once. */
@OnEveryDatabase
@NullUnmarked
class CompanyWorkIT extends WatchedWork {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int LARGE = 20_000;

  private void take(LoadBudget budget, List<CompanyChange> changes) throws SQLException {
    watched.reset();
    new CompanyWork(connection, account, budget, Allowance.unbounded()).carryOut(changes);
    connection.commit();
  }

  private static CompanyChange group(String groupId, Map<String, String> traits, int second) {
    return new CompanyChange(
        groupId,
        Person.user("u"),
        traits,
        Map.of(),
        new Stamp(NOON.plusSeconds(second), "m" + second));
  }

  private static List<CompanyChange> calls(String trait, String value, int second) {
    return IntStream.range(0, 64)
        .mapToObj(i -> group("g" + i, Map.of(trait, value), second))
        .toList();
  }

  @Test
  void companiesTakeThreeStatementsWhetherTheyAreNewOrKnown() throws SQLException {
    take(PLENTY, calls("a", "1", 1));
    assertEquals(3, watched.statements(), "new ones");
    take(LoadBudget.ofHeap(), calls("a", "2", 2));
    assertEquals(3, watched.statements(), "known ones");
  }

  @Test
  void whatIsTooMuchForOneTransactionChangesNothing() throws SQLException {
    take(PLENTY, calls("a", '"' + "x".repeat(LARGE) + '"', 1));
    watched.reset();

    var work = new CompanyWork(connection, account, PLENTY, Allowance.of(63L * LARGE));
    assertThrows(TooMuchAtOnce.class, () -> work.carryOut(calls("b", "1", 2)));
    assertEquals(1, watched.statements(), "only sizes were asked for");
    connection.rollback();

    new CompanyWork(connection, account, PLENTY, Allowance.of(70L * LARGE))
        .carryOut(calls("b", "1", 2));
    connection.rollback();
  }

  @Test
  void whatDoesNotFitTogetherIsLoadedPieceByPiece() throws SQLException {
    take(PLENTY, calls("a", '"' + "x".repeat(LARGE) + '"', 1));
    var budget = new LoadBudget(10 * LARGE);

    take(PLENTY, calls("b", "1", 2));
    assertTrue(watched.largestResult() > 64L * LARGE, "at once " + watched.largestResult());
    take(budget, calls("b", "2", 3));
    assertTrue(watched.largestResult() <= budget.bytes(), "pieces " + watched.largestResult());
    take(new LoadBudget(1), calls("b", "3", 4));

    for (int i = 0; i < 64; i++) {
      assertEquals(
          "3", stores.companies().find(account, "g" + i).orElseThrow().shownTraits().get("b"));
    }
    assertEquals(
        64,
        stores
            .companies()
            .membershipsOf(account, List.of(Person.user("u")))
            .get(Person.user("u"))
            .size());
  }

  @Test
  void aMemberOfManyCompaniesCostsNoMore() throws SQLException {
    take(
        PLENTY,
        IntStream.range(0, 5_000).mapToObj(i -> group("g" + i, Map.of("a", "1"), 1)).toList());

    take(PLENTY, List.of(group("g7", Map.of("a", "2"), 2)));

    assertTrue(watched.rows() <= 2, watched.rows() + " rows");
  }
}
