package dev.inlet.merge;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.inlet.merge.Allowance.TooMuchAtOnce;
import org.junit.jupiter.api.Test;

class AllowanceTest {

  @Test
  void allIsTakenUntilItIsUsedUp() {
    var allowance = Allowance.of(10);
    allowance.take(4);
    allowance.take(6);
    assertThrows(TooMuchAtOnce.class, () -> allowance.take(1));
  }

  @Test
  void whatIsRefusedIsNotTaken() {
    var allowance = Allowance.of(10);
    allowance.take(4);
    assertThrows(TooMuchAtOnce.class, () -> allowance.take(7));
    assertDoesNotThrow(() -> allowance.take(6));
  }

  @Test
  void whatHasNoBoundIsNeverUsedUp() {
    var allowance = Allowance.unbounded();
    allowance.take(Long.MAX_VALUE);
    assertDoesNotThrow(() -> allowance.take(0));
  }
}
