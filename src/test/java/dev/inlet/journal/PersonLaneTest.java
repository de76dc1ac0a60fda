package dev.inlet.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.Identity;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors come from a program of its own: whoever changes them needs another version. */
class PersonLaneTest {
  private static final int IDS = 25_600;

  @ParameterizedTest
  @CsvSource({
    "acme,  ann,  ,    235",
    "acme2, ann,  ,    208",
    "acme,  5678, ,    240",
    "a,     Zoë,  ,    102",
    "acme,  😀,   ,    140",
    "demo,  ,     23adfd82-aa0f-45a7-a756-24f2a7a4c895, 85",
  })
  void laneOfAPersonIsTheSameForGood(
      String account, String userId, String anonymousId, int expected) {
    assertEquals(expected, PersonLane.of(account, new Identity(userId, anonymousId)));
  }

  @Test
  void ruleHasTheNumberThatIsStoredWithIt() {
    assertEquals(1, PersonLane.VERSION);
  }

  @Test
  void whoeverHasAUserIdGoesByThatAlone() {
    int lane = PersonLane.of("acme", new Identity("5678", null));
    for (int i = 0; i < 20; i++) {
      assertEquals(lane, PersonLane.of("acme", new Identity("5678", "browser" + i)));
    }
  }

  @Test
  void similarIdsSpreadOverAllLanes() {
    int[] calls = new int[PersonLane.COUNT];
    IntStream.range(0, IDS)
        .forEach(i -> calls[PersonLane.of("acme", new Identity("user" + i, null))]++);

    int even = IDS / PersonLane.COUNT;
    assertTrue(
        IntStream.of(calls).allMatch(its -> its > even / 2 && its < even * 2),
        () -> IntStream.of(calls).summaryStatistics().toString());
  }
}
