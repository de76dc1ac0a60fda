package dev.inlet.journal.commit;

import static dev.inlet.journal.commit.Waiting.old;
import static dev.inlet.journal.commit.Waiting.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.delivery.Outcome;
import dev.inlet.journal.JournalLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private static final int BOUND = 10;
  private static final int BYTES = 1_000;
  private static final ToLongFunction<Lane> ANY = lane -> Long.MAX_VALUE;

  private final FairQueue queue = new FairQueue(new JournalLimits(BOUND, BYTES, BOUND));

  /** Lets so many single calls wait, and returns who lost their place. */
  private List<WaitingRequest> add(String account, int requests) {
    var displaced = new ArrayList<WaitingRequest>();
    for (int i = 0; i < requests; i++) {
      displaced.addAll(queue.add(request(account)));
    }
    return displaced;
  }

  private List<WaitingRequest> take(int calls) {
    return queue.take(calls, BYTES, ANY);
  }

  private static Lane live(String account) {
    return new Lane(account, false);
  }

  private static String accounts(List<WaitingRequest> requests) {
    return requests.stream().map(one -> one.lane().accountId()).collect(Collectors.joining());
  }

  @Nested
  class Turns {
    @Test
    void oneLineIsServedInItsOrder() {
      WaitingRequest first = request("a");
      WaitingRequest second = request("a");
      queue.add(first);
      queue.add(second);

      assertEquals(List.of(first, second), take(9));
      assertEquals(List.of(), take(9));
    }

    @Test
    void linesAreServedInTurn() {
      add("a", 4);
      add("b", 2);
      add("c", 1);

      assertEquals("abcabaa", accounts(take(9)));
    }

    @Test
    void turnsGoOnWhereTheLastBatchEnded() {
      add("a", 4);
      add("b", 4);

      assertEquals("aba", accounts(take(3)));
      assertEquals("bab", accounts(take(3)));
    }

    @Test
    void whoComesLateIsNextAndCatchesUpOnNothing() {
      add("a", 6);
      take(4);
      add("b", 4);

      assertEquals("baba", accounts(take(4)));
    }

    @Test
    void requestsOfManyCallsWaitLongerForTheNextTurn() {
      queue.add(request("a", 3, 1));
      queue.add(request("a", 3, 1));
      add("b", 4);

      assertEquals("abbba", accounts(take(7)));
    }

    @Test
    void leavingAndComingBackGainsNothing() {
      queue.add(request("a", 3, 1));
      add("b", 5);
      assertEquals("ab", accounts(take(4)));
      add("a", 1);

      assertEquals("bba", accounts(take(3)));
    }

    @Test
    void aBatchEndsAtItsCallsOrItsBytes() {
      queue.add(request("a", 1, 400));
      queue.add(request("a", 1, 400));
      add("a", 3);

      assertEquals(2, queue.take(9, 500, ANY).size());
      assertEquals(2, take(2).size());
      assertEquals(1, take(2).size());
    }

    @Test
    void whoHasNoRoomIsHeldBackAndPassedBy() {
      add("a", 3);
      add("b", 3);
      Map<String, Long> room = Map.of("a", 1L, "b", Long.MAX_VALUE);

      assertEquals("abbb", accounts(queue.take(9, BYTES, lane -> room.get(lane.accountId()))));
      assertEquals("", accounts(queue.take(9, BYTES, lane -> 0)));
      assertEquals(2, queue.calls());
    }

    @Test
    void whoWasHeldBackGathersNoTurns() {
      add("a", 4);
      add("b", 6);
      assertEquals("bbb", accounts(queue.take(3, BYTES, lane -> lane.equals(live("b")) ? 9 : 0)));

      assertEquals(2, take(4).stream().filter(one -> one.lane().accountId().equals("b")).count());
    }

    @Test
    void whoHasBeenAnsweredIsLeftOut() {
      add("a", 1);
      WaitingRequest answered = request("b");
      queue.add(answered);
      answered.answer(Outcome.ACCEPTED);

      assertEquals("a", accounts(take(9)));
      assertEquals(0, queue.calls());
    }
  }

  @Nested
  class Full {
    @Test
    void aloneTheNewestIsRefused() {
      assertEquals(List.of(), add("a", BOUND));
      WaitingRequest oneMore = request("a");

      assertEquals(List.of(oneMore), queue.add(oneMore));
      assertEquals(BOUND, queue.calls());
    }

    @Test
    void whoHasMostWaitingLosesItsNewestAndTheSmallOneGetsIn() {
      add("a", BOUND - 1);
      WaitingRequest newest = request("a");
      queue.add(newest);

      assertEquals(List.of(newest), add("b", 1));
      assertEquals(BOUND, queue.calls());
      assertEquals("ab", accounts(take(2)));
    }

    @Test
    void sharesBecomeEqualAndNobodyGetsMore() {
      add("a", BOUND);

      assertEquals("aaaaa", accounts(add("b", 5)));
      assertEquals("b", accounts(add("b", 1)));
      assertEquals("a", accounts(add("a", 1)));
    }

    @Test
    void aRequestOfManyCallsGoesInOrIsRefusedAsAWhole() {
      add("a", 8);
      assertEquals("aa", accounts(queue.add(request("b", 4, 1))));

      WaitingRequest large = request("c", 8, 1);
      assertEquals(List.of(large), queue.add(large));
      assertEquals(BOUND, queue.calls());
    }

    @Test
    void bytesAreBoundedToo() {
      add("a", 1);
      queue.add(request("b", 1, BYTES - 100));
      WaitingRequest tooLarge = request("a", 1, BYTES);

      assertEquals(List.of(tooLarge), queue.add(tooLarge));
      assertEquals("b", accounts(queue.add(request("c", 1, 200))));
      assertEquals("ac", accounts(take(9)));
    }

    @Test
    void theOnlyRequestIsTakenHoweverLargeItIs() {
      assertEquals(List.of(), queue.add(request("a", BOUND + 1, BYTES)));
      assertEquals(1, take(1).size());
    }

    @Test
    void whoGaveUpMakesRoom() {
      List<WaitingRequest> waiting = new ArrayList<>();
      for (int i = 0; i < BOUND; i++) {
        WaitingRequest pending = request("a");
        waiting.add(pending);
        queue.add(pending);
      }
      waiting.get(0).answer(Outcome.ACCEPTED);

      assertEquals(List.of(), add("b", 1));
      waiting.get(1).answer(Outcome.ACCEPTED);
      assertEquals(List.of(), add("a", 1));
    }
  }

  @Nested
  class FullForAnAccount {
    @Test
    void isWhoHasTheMostWaiting() {
      add("a", 6);
      add("b", 4);

      assertTrue(queue.isFullFor(live("a")));
      assertFalse(queue.isFullFor(live("b")));
      assertFalse(queue.isFullFor(live("c")));
    }

    @Test
    void isNobodyWhileThereIsRoom() {
      add("a", BOUND - 1);

      assertFalse(queue.isFullFor(live("a")));
      assertFalse(queue.isFull());
    }

    @Test
    void isNotWhoseRequestsGaveUp() {
      WaitingRequest pending = request("a", BOUND, 1);
      queue.add(pending);
      assertTrue(queue.isFullFor(live("a")));
      pending.answer(Outcome.ACCEPTED);

      assertFalse(queue.isFullFor(live("a")));
    }
  }

  @Nested
  class OldCalls {
    @Test
    void comeAfterAllOthers() {
      queue.add(old("a"));
      queue.add(old("c"));
      add("a", 2);
      add("b", 1);

      assertEquals("aba", accounts(take(3)));
      assertEquals("ac", accounts(take(9)));
    }

    @Test
    void takeTurnsAmongThemselves() {
      List.of("a", "a", "b").forEach(account -> queue.add(old(account)));

      assertEquals("ab", accounts(take(2)));
      queue.add(old("b"));
      assertEquals("ab", accounts(take(2)));
    }

    @Test
    void areWhatABatchHasRoomForTogether() {
      List.of("a", "a", "b", "b").forEach(account -> queue.add(old(account)));
      add("a", 3);

      assertEquals("aaaab", accounts(queue.take(9, BYTES, lane -> lane.isOld() ? 2 : 9)));
    }

    @Test
    void loseTheirPlaceFirst() {
      queue.add(old("b"));
      add("a", BOUND - 1);

      assertEquals("b", accounts(add("a", 1)));
      WaitingRequest late = old("b");
      assertEquals(List.of(late), queue.add(late));
    }

    @Test
    void doNotMakeTheirAccountWait() {
      for (int i = 0; i < BOUND; i++) {
        queue.add(old("a"));
      }

      assertFalse(queue.isFullFor(live("a")));
      assertTrue(queue.isFullFor(new Lane("a", true)));
      assertEquals(0, queue.calls(live("a")));
    }
  }

  @Nested
  class Flood {
    @Test
    void isOfWhoIsAlone() {
      add("a", 1);

      assertTrue(queue.isFlood(live("a")));
    }

    @Test
    void isOfWhoHasTwiceAsMuchAsTheOthers() {
      add("a", 4);
      add("b", 2);
      assertTrue(queue.isFlood(live("a")));
      assertFalse(queue.isFlood(live("b")));
      add("c", 3);
      assertFalse(queue.isFlood(live("a")), "twice as much as b, but not as both");
    }

    @Test
    void isNobodysWhereAllHaveAsMuch() {
      List.of("a", "b", "c", "d").forEach(account -> add(account, 2));

      assertFalse(queue.isFlood(live("a")));
    }
  }
}
