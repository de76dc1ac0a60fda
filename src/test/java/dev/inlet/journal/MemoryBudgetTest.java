package dev.inlet.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryBudgetTest {
  private static final long MEGABYTE = 1L << 20;

  @ParameterizedTest
  @ValueSource(longs = {64, 256, 512, 4_096, 65_536})
  void allTogetherTakeAQuarterOfTheHeapAtMost(long megabytes) {
    MemoryBudget budget = MemoryBudget.of(megabytes * MEGABYTE);
    long together =
        budget.waiting()
            + budget.append()
            + budget.tail()
            + budget.batch()
            + budget.changed()
            + budget.read()
            + budget.notes();

    assertTrue(together <= megabytes * MEGABYTE / 4, budget::toString);
  }

  @Test
  void aLargeHeapMakesNothingLargerThanAnyUseNeeds() {
    MemoryBudget budget = MemoryBudget.of(65_536 * MEGABYTE);

    assertEquals(64 * MEGABYTE, budget.tail());
    assertEquals(64 * MEGABYTE, budget.batch());
    assertEquals(8 * MEGABYTE, budget.append());
  }
}
