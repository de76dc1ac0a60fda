package dev.inlet.journal.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.delivery.AnswerPolicy;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Outcome;
import dev.inlet.delivery.Outcome.Unavailable;
import dev.inlet.journal.AcceptedCall;
import dev.inlet.journal.Journal;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.JournalLimits;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Group commit where something else than the journal makes calls durable. */
class CallRelayTest {
  private static final Duration LATE = Duration.ofSeconds(2);

  private record Sent(List<AcceptedCall> calls, Consumer<Boolean> done) {}

  /** Nothing is appended here, nor followed. */
  private static final class Untouched implements Journal, JournalListener {
    @Override
    public long append(List<JournalEntry> entries) {
      throw new AssertionError("appended");
    }

    @Override
    public List<Journaled> read(long after, int limit) {
      return List.of();
    }

    @Override
    public long last() {
      return 0;
    }

    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public void follow(List<Journaled> calls, List<WaitingRequest> waiting) {
      throw new AssertionError("followed");
    }

    @Override
    public void onProgress(LongConsumer listener) {}
  }

  private final List<Sent> sent = new ArrayList<>();
  private final Untouched untouched = new Untouched();
  private long now;
  private final SteppedCommit commit =
      new SteppedCommit(
          untouched,
          (calls, done) -> sent.add(new Sent(calls, done)),
          untouched,
          new AnswerPolicy(
              false,
              Duration.ofMillis(250),
              Duration.ofMillis(2_500),
              Duration.ofSeconds(30),
              Cause.TOO_MANY_CALLS),
          new JournalLimits(100, 1 << 20, 8),
          MemoryBudget.of(1L << 30),
          SteppedCommit.cost(() -> now),
          () -> now);

  private WaitingRequest offered(int calls) {
    WaitingRequest request = Waiting.request("a", calls, 1);
    commit.offer(request);
    return request;
  }

  @Test
  void requestIsAnsweredOnceAllItsCallsAreDurableAndNotBefore() {
    WaitingRequest one = offered(3);
    WaitingRequest other = offered(1);
    assertTrue(commit.commitNext());
    assertEquals(List.of(3, 1), sent.stream().map(it -> it.calls().size()).toList());
    assertFalse(one.isAnswered());

    sent.get(1).done().accept(true);
    assertEquals(Outcome.ACCEPTED, other.outcome().join());
    assertFalse(one.isAnswered(), "its own calls are on their way");
    sent.get(0).done().accept(true);
    assertEquals(Outcome.ACCEPTED, one.outcome().join());
  }

  @Test
  void nextBatchDoesNotWaitForTheOneBefore() {
    offered(8);
    offered(8);
    assertTrue(commit.commitNext());
    assertTrue(commit.commitNext());
    assertEquals(2, sent.size());
  }

  @Test
  void whatIsNotDurableIsAnswered503AndNotSentAgain() {
    WaitingRequest request = offered(2);
    assertTrue(commit.commitNext());
    sent.getFirst().done().accept(false);

    Unavailable refused = assertInstanceOf(Unavailable.class, request.outcome().join());
    assertEquals(Cause.NOT_STORED_IN_TIME, refused.cause());
    assertTrue(commit.commitNext());
    assertEquals(1, sent.size());
  }

  @Test
  void whoWaitsTooLongIsAnswered503AndWhatWaitsStillIsNeverSent() {
    WaitingRequest onItsWay = offered(1);
    assertTrue(commit.commitNext());
    WaitingRequest waiting = offered(1);
    now += LATE.toNanos();
    commit.answerOverdue();
    assertInstanceOf(Unavailable.class, onItsWay.outcome().join());
    assertInstanceOf(Unavailable.class, waiting.outcome().join());

    sent.getFirst().done().accept(true);
    assertInstanceOf(Unavailable.class, onItsWay.outcome().join());
    assertTrue(commit.commitNext());
    assertEquals(1, sent.size());
  }
}
