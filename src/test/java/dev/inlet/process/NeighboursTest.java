package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.journal.Peers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final long REMEMBERED = Neighbours.REMEMBERED.toNanos();

  private final NotedPeers peers = new NotedPeers();
  private int wakes;
  private final Neighbours neighbours = new Neighbours(true, peers, () -> wakes++);

  @Test
  void whereNobodyElseAppendsThereIsNoHurry() {
    var none = new Neighbours(false, Peers.NONE, () -> wakes++);
    none.looked(5, 0, 0);
    assertEquals(Neighbours.ALONE, none.pause(1));
  }

  @Nested
  class WhoCannotBeHeard {

    @Test
    void callsOfOthersAreLookedForSoonForAWhile() {
      neighbours.looked(5, 5, 0);
      assertEquals(Neighbours.QUIET, neighbours.pause(0));
      neighbours.looked(6, 5, 10);
      assertEquals(Neighbours.SOON, neighbours.pause(10));
      neighbours.looked(6, 5, 20);
      assertEquals(Neighbours.SOON, neighbours.pause(9 + REMEMBERED));
      assertEquals(Neighbours.QUIET, neighbours.pause(10 + REMEMBERED));
    }

    @Test
    void callsOfOursAreNoSignOfOthers() {
      neighbours.looked(5, 9, 0);
      neighbours.looked(9, 9, 1);
      assertEquals(Neighbours.QUIET, neighbours.pause(1));
      assertFalse(neighbours.areHeard(1));
    }
  }

  @Nested
  class WhoIsHeard {

    @Test
    void isLookedAtSeldom() {
      peers.areHeard = true;
      neighbours.journaled(6);
      assertEquals(6, neighbours.toldEnd());
      neighbours.looked(6, 5, 10);
      assertEquals(Neighbours.TOLD, neighbours.pause(10));
      assertTrue(neighbours.areHeard(10));
    }

    @Test
    void isLookedAtSoonForAWhileAfterDoingSomethingInSilence() {
      peers.areHeard = true;
      neighbours.looked(6, 5, 10);
      assertEquals(Neighbours.SOON, neighbours.pause(10));
      assertFalse(neighbours.areHeard(10));
      assertTrue(neighbours.areHeard(10 + REMEMBERED));
      neighbours.wereSilent(20 + REMEMBERED);
      assertFalse(neighbours.areHeard(21 + REMEMBERED));
    }

    @Test
    void isNotBelievedMoreThanThereIs() {
      neighbours.journaled(9);
      neighbours.looked(6, 6, 10);
      assertEquals(0, neighbours.toldEnd());
    }

    @Test
    void wakesWhoProcessesByCallsAndWhoWaitsByTheMark() {
      neighbours.processed(3);
      neighbours.journaled(4);
      assertEquals(1, wakes);
      neighbours.processHere(true);
      neighbours.processed(5);
      assertEquals(1, wakes);
      neighbours.journaled(6);
      assertEquals(2, wakes);
      assertEquals(5, neighbours.takeMark());
      assertEquals(0, neighbours.takeMark(), "it is told once");
    }

    @Test
    void isToldOfCallsUnlessTheyAreProcessedHere() {
      neighbours.tellJournaled(7);
      neighbours.processHere(true);
      neighbours.tellJournaled(8);
      neighbours.tellProcessed(8);
      assertEquals(List.of("journaled 7", "processed 8"), peers.told);
    }
  }

  private static final class NotedPeers implements Peers {
    private final List<String> told = new ArrayList<>();
    private boolean areHeard;

    @Override
    public void journaled(long last) {
      told.add("journaled " + last);
    }

    @Override
    public void processed(long mark) {
      told.add("processed " + mark);
    }

    @Override
    public void changed(Collection<String> accountIds) {
      told.add("changed " + accountIds);
    }

    @Override
    public void listen(Listener listener) {}

    @Override
    public boolean areHeard() {
      return areHeard;
    }
  }
}
