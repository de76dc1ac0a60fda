package dev.inlet.journal.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.delivery.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Queues keep a request until its turn comes; its calls must be gone before. */
class WaitingRequestTest {
  private final WaitingRequest waiting = Waiting.request("a", 3, 1_000);

  @Test
  void callsAreThereWhileTheyWait() {
    assertEquals(3, waiting.calls().size());
    assertEquals(3_000, waiting.bytes());
  }

  @Test
  void callsAreLetGoOnceTheyAreDurable() {
    waiting.durable(17);

    assertEquals(List.of(), waiting.calls());
    assertEquals(3, waiting.size());
    assertEquals(new Lane("a", false), waiting.lane());
    assertTrue(waiting.brought(Set.of(15L)));
  }

  @Test
  void callsAreLetGoOnceTheRequestIsAnswered() {
    waiting.answer(Outcome.ACCEPTED);

    assertEquals(List.of(), waiting.calls());
    assertEquals(3_000, waiting.bytes());
  }
}
