package dev.inlet.journal.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BacklogTest {
  private static final long ALONE_AFTER = Backlog.ALONE_AFTER.toNanos();

  private static final long STALLED_AFTER = Backlog.STALLED_AFTER.toNanos();

  private static final long BEHIND_AFTER = Backlog.BEHIND_AFTER.toNanos();

  private static final long WINDOW = Backlog.WINDOW.toNanos() / ProcessingCost.USUAL;

  private static final long WINDOW_OLD = Backlog.WINDOW_OLD.toNanos() / ProcessingCost.USUAL;

  private static final long WINDOW_BEHIND = Backlog.WINDOW_BEHIND.toNanos() / ProcessingCost.USUAL;

  private static final long WIDEST_WINDOW_BEHIND =
      Backlog.WIDEST_WINDOW_BEHIND.toNanos() / ProcessingCost.USUAL;

  private final ProcessingCost cost = new ProcessingCost(() -> 0);
  private final Backlog backlog = new Backlog(cost);
  private long lastSeq;

  private void journal(WaitingRequest... batch) {
    for (WaitingRequest waiting : batch) {
      lastSeq += waiting.size();
      waiting.durable(lastSeq);
    }
    backlog.journaled(List.of(batch), 0);
  }

  private static Lane lane(String account) {
    return new Lane(account, false);
  }

  private void bothSend() {
    backlog.heard(lane("a"), 0);
    backlog.heard(lane("b"), 0);
  }

  @Test
  void anAccountAloneHasAllTheRoom() {
    backlog.heard(lane("a"), 0);
    backlog.heard(lane("a"), TimeUnit.SECONDS.toNanos(1));
    journal(Waiting.request("a", 5_000, 1));

    assertEquals(Long.MAX_VALUE, backlog.room(lane("a"), TimeUnit.SECONDS.toNanos(1)));
  }

  @Test
  void oneOfSeveralHasAWindow() {
    bothSend();
    journal(Waiting.request("a", 6, 1), Waiting.request("b"));

    assertEquals(WINDOW - 6, backlog.room(lane("a"), 1));
    assertEquals(WINDOW - 1, backlog.room(lane("b"), 1));
    assertEquals(WINDOW, backlog.room(lane("c"), 1));
  }

  @Test
  void whatIsProcessedMakesRoomAgain() {
    bothSend();
    journal(Waiting.request("a", 6, 1));
    journal(Waiting.request("a", 2, 1), Waiting.request("b"));

    backlog.processed(5, 0);
    assertEquals(WINDOW - 8, backlog.room(lane("a"), 1));
    backlog.processed(6, 0);
    assertEquals(WINDOW - 2, backlog.room(lane("a"), 1));
    backlog.processed(9, 0);
    assertEquals(WINDOW, backlog.room(lane("a"), 1));
  }

  @Test
  void whatWasProcessedBeforeItCouldBeNotedTakesNoRoom() {
    bothSend();
    backlog.processed(6, 0);
    journal(Waiting.request("a", 6, 1));

    assertEquals(WINDOW, backlog.room(lane("a"), 1));
  }

  @Test
  void whoIsLeftAloneHasAllTheRoomAgain() {
    bothSend();
    backlog.heard(lane("a"), 1);

    assertEquals(WINDOW, backlog.room(lane("a"), ALONE_AFTER));
    assertEquals(Long.MAX_VALUE, backlog.room(lane("a"), 1 + ALONE_AFTER));
    backlog.heard(lane("b"), 2 + ALONE_AFTER);
    assertEquals(WINDOW, backlog.room(lane("a"), 2 + ALONE_AFTER));
  }

  @Test
  void whileProcessingStandsStillEveryoneHasAllTheRoom() {
    bothSend();
    journal(Waiting.request("a", 6, 1));
    journal(Waiting.request("a", 2, 1));

    assertEquals(WINDOW_BEHIND - 8, backlog.room(lane("a"), STALLED_AFTER));
    assertEquals(Long.MAX_VALUE, backlog.room(lane("a"), STALLED_AFTER + 1));
    backlog.processed(6, STALLED_AFTER + 2);
    assertEquals(WINDOW_BEHIND - 2, backlog.room(lane("a"), STALLED_AFTER + 3));
  }

  @Test
  void processingThatHasNothingToDoDoesNotStandStill() {
    bothSend();
    journal(Waiting.request("a", 6, 1));
    backlog.processed(6, 1);

    assertEquals(WINDOW, backlog.room(lane("a"), ALONE_AFTER - 2));
    backlog.journaled(List.of(durable(Waiting.request("a"), 7)), ALONE_AFTER - 2);
    assertEquals(WINDOW - 1, backlog.room(lane("a"), ALONE_AFTER - 1));
  }

  @Test
  void whoseCallsTakeLongHasASmallerWindow() {
    bothSend();
    cost.took("a", 2, 20_000_000);

    assertEquals(2, backlog.room(lane("a"), 1));
    assertEquals(WINDOW, backlog.room(lane("b"), 1));
    cost.took("a", 1, 1_000_000_000);
    cost.took("a", 1, 1_000_000_000);
    assertEquals(1, backlog.room(lane("a"), 1), "one always");
  }

  @Test
  void whileProcessingIsBehindOnlyWhoIsToBlameHasNoRoom() {
    bothSend();
    cost.took("a", 1, 100_000_000);
    journal(Waiting.request("a", 256, 1));
    journal(Waiting.request("b", 128, 1));

    assertTrue(backlog.room(lane("a"), 1) < 0);
    assertEquals(WINDOW - 128, backlog.room(lane("b"), 1));

    long behind = BEHIND_AFTER + 1;
    backlog.processed(3, behind);
    assertTrue(backlog.room(lane("a"), behind) < 0);
    assertEquals(WIDEST_WINDOW_BEHIND - 128, backlog.room(lane("b"), behind));
  }

  @Test
  void whileProcessingIsFarBehindOnlyWhoHasMoreThanAnEvenShareHasNoRoom() {
    bothSend();
    journal(Waiting.request("b", 2_000, 1), Waiting.request("a", 18_000, 1));

    long behind = BEHIND_AFTER + 1;
    assertTrue(backlog.room(lane("a"), behind) < 0);
    assertEquals(10_000 - 2_000, backlog.room(lane("b"), behind));
    assertEquals(10_000, backlog.room(lane("c"), behind));
  }

  @Test
  void whoIsAloneToBlameHasNoRoomWhileProcessingIsBehind() {
    bothSend();
    journal(Waiting.request("a", 10_000, 1));

    assertEquals(0, backlog.room(lane("a"), BEHIND_AFTER + 1));
  }

  @Test
  void whatACallTakesIsLearntAndForgotten() {
    var now = new AtomicLong();
    var learning = new ProcessingCost(now::get);
    assertEquals(ProcessingCost.USUAL, learning.ofCall("a"));

    learning.took("a", 10, 10_000);
    assertEquals(ProcessingCost.USUAL, learning.ofCall("a"), "no call is cheaper than usual");
    learning.took("a", 1, 80_000_000);
    assertEquals(ProcessingCost.USUAL, learning.ofCall("a"), "once is by chance");
    learning.took("a", 2, 80_000_000);
    assertEquals(40_000_000, learning.ofCall("a"));
    for (int i = 0; i < 3; i++) {
      learning.took("a", 1, 10_000_000);
    }
    assertEquals(10_000_000, learning.ofCall("a"), "the last five count");
    assertEquals(ProcessingCost.USUAL, learning.ofCall("b"));

    now.set(TimeUnit.MINUTES.toNanos(2));
    assertEquals(ProcessingCost.USUAL, learning.ofCall("a"));
  }

  private static WaitingRequest durable(WaitingRequest waiting, long lastSeq) {
    waiting.durable(lastSeq);
    return waiting;
  }

  @Test
  void oldCallsHaveASmallWindowTogetherWhileAnyAreLive() {
    backlog.heard(new Lane("a", true), 0);
    backlog.heard(lane("a"), 0);
    journal(Waiting.old("a"), Waiting.old("b"));

    assertEquals(WINDOW_OLD - 2, backlog.room(new Lane("a", true), 1));
    assertEquals(WINDOW_OLD - 2, backlog.room(new Lane("c", true), 1));
    assertEquals(Long.MAX_VALUE, backlog.room(lane("a"), 1), "its live calls are alone");
    backlog.processed(2, 1);
    assertEquals(WINDOW_OLD, backlog.room(new Lane("a", true), 1));
  }

  @Test
  void oldCallsHaveThatWindowWhateverElseHolds() {
    bothSend();
    journal(Waiting.old("a"));

    backlog.heard(lane("b"), STALLED_AFTER + 1);
    assertEquals(WINDOW_OLD - 1, backlog.room(new Lane("a", true), STALLED_AFTER + 1));
    cost.took("slow", 1, TimeUnit.SECONDS.toNanos(1));
    assertEquals(0, backlog.room(new Lane("slow", true), 1));
    backlog.processed(1, STALLED_AFTER + 1);
    assertEquals(1, backlog.room(new Lane("slow", true), 1), "one always");
  }

  @Test
  void oldCallsThatAreAloneAreAsOthers() {
    backlog.heard(new Lane("a", true), 0);
    journal(Waiting.old("a"));

    assertEquals(Long.MAX_VALUE, backlog.room(new Lane("a", true), 1));
    backlog.heard(new Lane("b", true), 1);
    assertEquals(WINDOW - 1, backlog.room(new Lane("a", true), 1));
    backlog.heard(lane("b"), 2);
    assertEquals(WINDOW_OLD - 1, backlog.room(new Lane("a", true), 1 + ALONE_AFTER));
    assertEquals(Long.MAX_VALUE, backlog.room(new Lane("a", true), 2 + ALONE_AFTER));
  }
}
