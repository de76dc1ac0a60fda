package dev.inlet.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SearchedIdsTest {
  private static final SearchedIds TWO = SearchedIds.NONE.with("Ab").with("abc");

  @Test
  void eachIsALineInLowerCase() {
    assertEquals("\nab\nabc", TWO.lines());
    assertEquals("\na b", SearchedIds.NONE.with("a\nB").lines());
  }

  @Test
  void oneGoesWithoutThoseThatBeginAlike() {
    assertEquals("\nabc", Objects.requireNonNull(TWO.without("Ab")).lines());
    assertEquals("\nab", Objects.requireNonNull(TWO.without("ABC")).lines());
    assertEquals(
        "\nab", Objects.requireNonNull(TWO.with("AB").without("abc")).lines().substring(3));
  }

  @Test
  void oneThatIsNotThereIsMissed() {
    assertNull(TWO.without("b"));
    assertNull(SearchedIds.NONE.without("b"));
  }

  @Test
  void anIdMayLookLikeTheEnd() {
    assertFalse(TWO.with("…").isFull());
    assertFalse(TWO.with("\n…").isFull());
  }

  @Nested
  class WhenThereIsNoRoom {
    private final SearchedIds full = filled();

    private static SearchedIds filled() {
      SearchedIds ids = SearchedIds.NONE;
      for (int i = 0; !ids.isFull(); i++) {
        ids = ids.with("%036d".formatted(i));
      }
      return ids;
    }

    @Test
    void noMoreAreTakenInAndAnyMayBeMissing() {
      assertTrue(
          full.lines().length() <= SearchedIds.LONGEST + SearchedIds.AND_MORE.length(),
          "characters");
      assertEquals(full, full.with("x"));
      assertEquals(full, full.without("not there"));
      assertTrue(Objects.requireNonNull(full.without("%036d".formatted(7))).isFull());
    }

    @Test
    void whatAStoreHasTooManyOfIsCutBetweenTwo() {
      SearchedIds cut = SearchedIds.of("\n0123456".repeat(100_000));
      assertTrue(cut.isFull());
      assertTrue(
          cut.lines().replace(SearchedIds.AND_MORE, "").endsWith("\n0123456"),
          "the last one is whole");
      assertFalse(SearchedIds.of(TWO.lines()).isFull());
    }
  }
}
