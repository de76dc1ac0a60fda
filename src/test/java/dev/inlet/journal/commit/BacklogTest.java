package dev.inlet.journal.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final long ALONE_AFTER = Backlog.ALONE_AFTER.toNanos();

  private static final long STALLED_AFTER = Backlog.STALLED_AFTER.toNanos();

  private final Backlog backlog = new Backlog();
  private long lastSeq;

  private void journal(WaitingRequest... batch) {
    for (WaitingRequest waiting : batch) {
      lastSeq += waiting.size();
      waiting.durable(lastSeq);
    }
    backlog.journaled(List.of(batch), 0);
  }

  private void bothSend() {
    backlog.heard("a", 0);
    backlog.heard("b", 0);
  }

  @Test
  void anAccountAloneHasAllTheRoom() {
    backlog.heard("a", 0);
    backlog.heard("a", TimeUnit.SECONDS.toNanos(1));
    journal(Waiting.request("a", 5_000, 1));

    assertEquals(Long.MAX_VALUE, backlog.room("a", TimeUnit.SECONDS.toNanos(1)));
  }

  @Test
  void oneOfSeveralHasAWindow() {
    bothSend();
    journal(Waiting.request("a", 6, 1), Waiting.request("b"));

    assertEquals(Backlog.WINDOW - 6, backlog.room("a", 1));
    assertEquals(Backlog.WINDOW - 1, backlog.room("b", 1));
    assertEquals(Backlog.WINDOW, backlog.room("c", 1));
  }

  @Test
  void whatIsProcessedMakesRoomAgain() {
    bothSend();
    journal(Waiting.request("a", 6, 1));
    journal(Waiting.request("a", 2, 1), Waiting.request("b"));

    backlog.processed(5, 0);
    assertEquals(Backlog.WINDOW - 8, backlog.room("a", 1));
    backlog.processed(6, 0);
    assertEquals(Backlog.WINDOW - 2, backlog.room("a", 1));
    backlog.processed(9, 0);
    assertEquals(Backlog.WINDOW, backlog.room("a", 1));
  }

  @Test
  void whatWasProcessedBeforeItCouldBeNotedTakesNoRoom() {
    bothSend();
    backlog.processed(6, 0);
    journal(Waiting.request("a", 6, 1));

    assertEquals(Backlog.WINDOW, backlog.room("a", 1));
  }

  @Test
  void whoIsLeftAloneHasAllTheRoomAgain() {
    bothSend();
    backlog.heard("a", 1);

    assertEquals(Backlog.WINDOW, backlog.room("a", ALONE_AFTER));
    assertEquals(Long.MAX_VALUE, backlog.room("a", 1 + ALONE_AFTER));
    backlog.heard("b", 2 + ALONE_AFTER);
    assertEquals(Backlog.WINDOW, backlog.room("a", 2 + ALONE_AFTER));
  }

  @Test
  void whileProcessingStandsStillEveryoneHasAllTheRoom() {
    bothSend();
    journal(Waiting.request("a", 6, 1));
    journal(Waiting.request("a", 2, 1));

    assertEquals(Backlog.WINDOW - 8, backlog.room("a", STALLED_AFTER));
    assertEquals(Long.MAX_VALUE, backlog.room("a", STALLED_AFTER + 1));
    backlog.processed(6, STALLED_AFTER + 2);
    assertEquals(Backlog.WINDOW - 2, backlog.room("a", STALLED_AFTER + 3));
  }

  @Test
  void processingThatHasNothingToDoDoesNotStandStill() {
    bothSend();
    journal(Waiting.request("a", 6, 1));
    backlog.processed(6, 1);

    assertEquals(Backlog.WINDOW, backlog.room("a", 2 * STALLED_AFTER));
    backlog.journaled(List.of(durable(Waiting.request("a"), 7)), 2 * STALLED_AFTER);
    assertEquals(Backlog.WINDOW - 1, backlog.room("a", 3 * STALLED_AFTER));
  }

  private static WaitingRequest durable(WaitingRequest waiting, long lastSeq) {
    waiting.durable(lastSeq);
    return waiting;
  }
}
