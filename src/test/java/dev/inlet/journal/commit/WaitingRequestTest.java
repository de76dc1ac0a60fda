package dev.inlet.journal.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.delivery.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Queues keep a request until its turn comes; its calls must be gone before. */
class WaitingRequestTest {
  private final WaitingRequest pending = Waiting.request("a", 3, 1_000);

  @Test
  void callsAreThereWhileTheyWait() {
    assertEquals(3, pending.calls().size());
    assertEquals(3_000, pending.bytes());
  }

  @Test
  void callsAreLetGoOnceTheyAreDurable() {
    pending.durable(17);

    assertEquals(List.of(), pending.calls());
    assertEquals(3, pending.size());
    assertEquals("a", pending.accountId());
    assertTrue(pending.brought(Set.of(15L)));
  }

  @Test
  void callsAreLetGoOnceTheRequestIsAnswered() {
    pending.answer(Outcome.ACCEPTED);

    assertEquals(List.of(), pending.calls());
    assertEquals(3_000, pending.bytes());
  }
}
