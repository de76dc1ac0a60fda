package dev.inlet.journal.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.delivery.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutQueueTest {
  private static final long NANOS = Duration.ofMillis(700).toNanos();

  private final TimeoutQueue queue =
      new TimeoutQueue(Duration.ofNanos(NANOS), late -> Outcome.ACCEPTED);

  @Test
  void whoHasWaitedLongEnoughIsAnswered() {
    WaitingRequest request = Waiting.request("a");
    queue.waitFor(request, 1_000);
    queue.answerOverdue(1_000 + NANOS - 1);
    assertFalse(request.isAnswered());
    queue.answerOverdue(1_000 + NANOS);
    assertTrue(request.isAnswered());
  }

  @Test
  void nobodyIsLateBeforeItHasSaid() {
    assertEquals(NANOS, queue.answerOverdue(0), "whoever comes next waits that long");
    queue.waitFor(Waiting.request("a"), 10);
    queue.waitFor(Waiting.request("b"), 20);
    assertEquals(NANOS - 20, queue.answerOverdue(30), "the first");
    assertEquals(10, queue.answerOverdue(10 + NANOS), "the second");
  }

  @Test
  void whoHasBeenAnsweredKeepsNobodyAwake() {
    WaitingRequest answered = Waiting.request("a");
    queue.waitFor(answered, 10);
    queue.waitFor(Waiting.request("b"), 500);
    answered.answer(Outcome.PROCESSED);
    assertEquals(NANOS, queue.answerOverdue(500));
  }
}
