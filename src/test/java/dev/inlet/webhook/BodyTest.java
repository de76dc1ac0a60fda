package dev.inlet.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.inlet.forward.ChangeType;
import dev.inlet.forward.Position;
import dev.inlet.forward.ShownChange;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyTest {
  private static ShownChange change(int place) {
    return new ShownChange(
        new Position(7, place),
        "acme",
        ChangeType.EVENT_RECEIVED,
        "event.received",
        "contact ann",
        "contact ann",
        "m1",
        Instant.EPOCH,
        "{}");
  }

  @Test
  void theIdOfAChangeIsItsPosition() {
    assertEquals("sub_1_" + new Position(7, 1).text(), Body.id("sub_1", List.of(change(1))));
  }

  @Test
  void batchesOfTheSameChangesHaveOneIdAndOthersAnother() {
    List<ShownChange> two = List.of(change(1), change(2));

    assertEquals(Body.id("sub_1", two), Body.id("sub_1", List.copyOf(two)));
    assertNotEquals(Body.id("sub_1", two), Body.id("sub_1", List.of(change(1), change(3))));
    assertNotEquals(Body.id("sub_1", two), Body.id("sub_1", List.of(change(1))));
  }
}
