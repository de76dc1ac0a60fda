package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.delivery.Outcome;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.commit.Waiting;
import dev.inlet.journal.commit.WaitingRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TailTest {
  private static final int BODY = 100_000;

  private final Tail tail = new Tail(10 * BODY);

  private static List<Journaled> calls(long first, long last) {
    return TrackCalls.between(first, last, BODY);
  }

  private List<Long> after(long mark) {
    return tail.after(mark, 100).stream().map(Journaled::seq).toList();
  }

  @Test
  void whatItsMemoryDoesNotHoldIsLeftToTheJournal() {
    tail.add(calls(1, 30), List.of());

    assertEquals(10, after(0).size());
    assertEquals(30, tail.lastSeq());
    assertEquals(List.of(), after(10));
  }

  @Test
  void whatIsProcessedMakesRoom() {
    tail.add(calls(1, 10), List.of());
    tail.processed(4, Set.of());
    tail.add(calls(11, 20), List.of());

    assertEquals(10, after(4).size());
    tail.processed(20, Set.of());
    tail.add(calls(21, 40), List.of());
    assertEquals(10, after(20).size());
  }

  @Test
  void oneCallIsTakenHoweverLargeItIs() {
    var small = new Tail(1);
    small.add(calls(1, 3), List.of());

    assertEquals(1, small.after(0, 100).size());
  }

  /** Its calls may be processed in several batches, of which the last is not to blame. */
  @Nested
  class RequestOfSeveralCalls {
    private final WaitingRequest first = Waiting.durable(2, 2);
    private final WaitingRequest second = Waiting.durable(2, 4);

    @BeforeEach
    void areDurable() {
      tail.add(calls(1, 4), List.of(first, second));
    }

    @Test
    void isNotCalledProcessedWhenItsFirstCallWasSetAside() {
      tail.processed(1, Set.of(1L));
      tail.processed(4, Set.of());

      assertEquals(Outcome.ACCEPTED, first.outcome().join());
      assertEquals(Outcome.PROCESSED, second.outcome().join());
    }

    @Test
    void isNotCalledProcessedWhenTheOthersAreCertain() {
      tail.processed(3, Set.of(3L));
      tail.certain(4);

      assertEquals(Outcome.PROCESSED, first.outcome().join());
      assertEquals(Outcome.ACCEPTED, second.outcome().join());
    }

    @Test
    void isNotCalledProcessedWhenItComesAfterItsCallsWereReadFromTheJournal() {
      WaitingRequest late = Waiting.durable(1, 5);
      tail.processed(5, Set.of(5L));
      tail.add(calls(5, 5), List.of(late));
      tail.processed(5, Set.of());

      assertEquals(Outcome.ACCEPTED, late.outcome().join());
    }
  }
}
