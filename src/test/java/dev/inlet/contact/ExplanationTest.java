package dev.inlet.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.contact.Explanation.Lost;
import dev.inlet.contact.Explanation.Reason;
import dev.inlet.contact.Explanation.Said;
import dev.inlet.merge.Register;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Person JANE = Person.user("jane");
  private static final Person BROWSER = Person.anonymous("browser");

  private static Said said(Person person, String value, int second, String messageId) {
    return new Said(person, new Register(value, new Stamp(NOON.plusSeconds(second), messageId)));
  }

  @Test
  void theLatestOfAllPartsIsInForce() {
    Said own = said(JANE, "1", 1, "m1");
    Said linked = said(BROWSER, "2", 2, "m2");
    assertEquals(
        new Explanation(linked, List.of(new Lost(own, Reason.OLDER))),
        Explanation.of(List.of(own, linked), List.of()));
  }

  @Test
  void aClearedValueLostToNull() {
    Said cleared = said(JANE, "null", 2, "m2");
    Said before = said(JANE, "1", 1, "m1");
    assertEquals(
        new Explanation(cleared, List.of(new Lost(before, Reason.CLEARED))),
        Explanation.of(List.of(cleared), List.of(before)));
  }

  @Test
  void ofOneTimeTheGreaterMessageIdCounts() {
    Said greater = said(JANE, "1", 1, "b");
    Said smaller = said(BROWSER, "2", 1, "a");
    assertEquals(
        new Explanation(greater, List.of(new Lost(smaller, Reason.SAME_TIME))),
        Explanation.of(List.of(smaller, greater), List.of()));
  }

  @Test
  void whatIsLaterButNotStoredWasNotProcessed() {
    Said stored = said(JANE, "1", 1, "m1");
    Said setAside = said(JANE, "2", 2, "m2");
    assertEquals(
        new Explanation(stored, List.of(new Lost(setAside, Reason.NOT_PROCESSED))),
        Explanation.of(List.of(stored), List.of(setAside)));
  }

  @Test
  void whatRepeatsTheValueBeforeItIsNoChange() {
    Said first = said(JANE, "1", 1, "m1");
    Said second = said(JANE, "2", 3, "m3");
    Said third = said(JANE, "3", 5, "m5");
    Said winner = said(JANE, "3", 6, "m6");
    Explanation explanation =
        Explanation.of(
            List.of(winner),
            List.of(first, said(JANE, "1", 2, "m2"), second, said(BROWSER, "2", 4, "m4"), third));

    assertEquals(5, explanation.lost().size());
    List<Lost> changes = explanation.changes();
    assertEquals(List.of(third, second, first), changes.stream().map(Lost::said).toList());
    assertEquals(
        List.of(true, false, false), changes.stream().map(explanation::isConfirmed).toList());
  }

  @Test
  void whatWasNotProcessedIsAlwaysTold() {
    Said stored = said(JANE, "1", 1, "m1");
    Said same = said(JANE, "1", 2, "m2");

    assertEquals(
        List.of(new Lost(same, Reason.NOT_PROCESSED)),
        Explanation.of(List.of(stored), List.of(same)).changes());
  }

  @Test
  void whatMessagesSaidIsListedOnceAndLatestFirst() {
    Said first = said(JANE, "1", 1, "m1");
    Said second = said(JANE, "2", 2, "m2");
    Said third = said(JANE, "3", 3, "m3");
    assertEquals(
        List.of(second, first),
        Explanation.of(List.of(third), List.of(first, third, second, first)).lost().stream()
            .map(Lost::said)
            .toList());
  }
}
