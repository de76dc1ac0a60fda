package dev.inlet.storage.kafka;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovedUpToTest {
  private static final Instant FIRST = Instant.parse("2026-03-05T12:00:00Z");
  private static final Instant SECOND = FIRST.plusSeconds(5);
  private static final Instant THIRD = FIRST.plusSeconds(10);

  private final MovedUpTo movedUpTo = new MovedUpTo();

  @Test
  void nothingIsKnownBeforeTheFirstLook() {
    assertFalse(movedUpTo.hasReached(FIRST));
  }

  @Test
  void lookThatFindsNothingBehindReachesItsTime() {
    movedUpTo.seen(FIRST, new long[] {3, 0}, Map.of(0, 3L));
    assertTrue(movedUpTo.hasReached(FIRST));
    assertFalse(movedUpTo.hasReached(FIRST.plusNanos(1)));
  }

  @Test
  void whileMoreComesAllTheTimeTheLookBeforeIsReached() {
    movedUpTo.seen(FIRST, new long[] {3, 4}, Map.of(0, 1L, 1, 4L));
    assertFalse(movedUpTo.hasReached(FIRST));
    movedUpTo.seen(SECOND, new long[] {9, 8}, Map.of(0, 3L, 1, 4L));
    assertTrue(movedUpTo.hasReached(FIRST));
    assertFalse(movedUpTo.hasReached(SECOND));
    movedUpTo.seen(THIRD, new long[] {20, 30}, Map.of(0, 12L, 1, 8L));
    assertTrue(movedUpTo.hasReached(SECOND));
    assertFalse(movedUpTo.hasReached(THIRD));
  }

  @Test
  void onePartitionThatIsHeldUpHoldsItUp() {
    movedUpTo.seen(FIRST, new long[] {3, 4}, Map.of(0, 3L, 1, 3L));
    movedUpTo.seen(SECOND, new long[] {9, 8}, Map.of(0, 9L, 1, 3L));
    assertFalse(movedUpTo.hasReached(FIRST));
    movedUpTo.seen(THIRD, new long[] {9, 8}, Map.of(0, 9L, 1, 8L));
    assertTrue(movedUpTo.hasReached(THIRD));
  }

  @Test
  void partitionsThatWereAddedCount() {
    movedUpTo.seen(FIRST, new long[] {3}, Map.of(0, 3L));
    movedUpTo.seen(SECOND, new long[] {3, 1}, Map.of(0, 3L));
    assertTrue(movedUpTo.hasReached(FIRST));
    assertFalse(movedUpTo.hasReached(SECOND));
  }
}
