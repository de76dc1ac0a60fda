package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final long REMEMBERED = Neighbours.REMEMBERED.toNanos();

  private final Neighbours neighbours = new Neighbours(true);

  @Test
  void whereNobodyElseAppendsThereIsNoHurry() {
    var none = new Neighbours(false);
    none.looked(5, 0, 0);
    assertEquals(Neighbours.ALONE, none.pause(1));
  }

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
  }
}
