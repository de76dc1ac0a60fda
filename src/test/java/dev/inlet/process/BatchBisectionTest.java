package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.journal.Journaled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchBisectionTest {
  private static final int BATCH = 256;
  private static final int ATTEMPTS = 3;

  private final BatchBisection bisection = new BatchBisection(BATCH, ATTEMPTS);

  private static List<Journaled> calls(long first, long last) {
    return TrackCalls.between(first, last, 1);
  }

  @Test
  void aBatchThatIsRefusedIsTriedByHalves() {
    bisection.refused(calls(1, 200), "no");
    assertEquals(100, bisection.limit());
    bisection.refused(calls(1, 3), "no");
    assertEquals(1, bisection.limit());
    assertNull(bisection.verdict(calls(1, 1)), "it was never tried alone");
  }

  @Test
  void theCallThatIsLeftIsToBlameAfterItsAttempts() {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      assertNull(bisection.verdict(calls(7, 7)));
      bisection.refused(calls(7, 7), "no " + attempt);
    }
    assertEquals(new Failure("no 3", ATTEMPTS), bisection.verdict(calls(7, 7)));
  }

  @Test
  void anotherCallIsNotBlamedForIt() {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      bisection.refused(calls(7, 7), "no");
    }
    assertNull(bisection.verdict(calls(8, 8)));
    assertNull(bisection.verdict(calls(7, 8)));
  }

  @Test
  void theFirstBatchAfterAStartIsOneCall() {
    assertEquals(1, bisection.limit());
  }

  @Test
  void aCallThatInletHasEndedOverIsBlamedAfterAsManyTimes() {
    bisection.endedOver(7, ATTEMPTS - 1);
    assertNull(bisection.verdict(calls(7, 7)));
    bisection.endedOver(7, ATTEMPTS);
    assertNull(bisection.verdict(calls(8, 8)));
    assertEquals(
        new Failure("Inlet ended each time it was tried", ATTEMPTS),
        bisection.verdict(calls(7, 7)));
  }

  @Test
  void tooManyCallsForOneTransactionAreTriedByHalvesAndNoneIsToBlame() {
    bisection.tooMany(calls(1, 2));
    assertEquals(1, bisection.limit());
    bisection.tooMany(calls(1, 1));
    bisection.tooMany(calls(1, 1));
    bisection.tooMany(calls(1, 1));
    assertNull(bisection.verdict(calls(1, 1)));
  }

  @Test
  void batchesGrowAgain() {
    bisection.refused(calls(1, 1), "no");
    for (int expected = 1; expected < BATCH; expected *= 2) {
      assertEquals(expected, bisection.limit());
      bisection.settled();
    }
    bisection.settled();
    assertEquals(BATCH, bisection.limit());
  }

  /** The processor's loop, with a store that refuses some calls. */
  @Test
  void everyCallToBlameIsFoundInAFewTransactions() {
    List<Long> poison = List.of(1L, 100L, 101L, 256L);
    var setAside = new ArrayList<Long>();
    var processed = new ArrayList<Long>();
    int transactions = 0;
    for (long mark = 0; mark < BATCH; transactions++) {
      List<Journaled> batch = calls(mark + 1, Math.min(BATCH, mark + bisection.limit()));
      List<Long> seqs = batch.stream().map(Journaled::seq).toList();
      if (bisection.verdict(batch) != null) {
        setAside.addAll(seqs);
      } else if (seqs.stream().anyMatch(poison::contains)) {
        bisection.refused(batch, "no");
        continue;
      } else {
        processed.addAll(seqs);
      }
      bisection.settled();
      mark = batch.getLast().seq();
    }
    assertEquals(poison, setAside);
    assertEquals(BATCH - poison.size(), processed.size());
    assertTrue(transactions < 75, transactions + " transactions");
  }
}
