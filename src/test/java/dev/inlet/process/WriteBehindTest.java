package dev.inlet.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.journal.Journaled;
import dev.inlet.journal.commit.ProcessingCost;
import dev.inlet.journal.commit.SteppedCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
  private final ProcessingCost cost = SteppedCommit.cost(() -> 0);
  private final Tail tail = new Tail(1 << 20);
  private final List<Long> answered = new ArrayList<>();
  private volatile long mark;
  private long now;
  private int certain = Integer.MAX_VALUE;

  private final WriteBehind behind =
      new WriteBehind(
          tail,
          following -> Math.min(certain, following.size()),
          cost,
          () -> now,
          100,
          () -> mark,
          0,
          answered::add);

  private void come(long first, long last) {
    List<Journaled> calls = TrackCalls.between(first, last, 10);
    tail.add(calls, List.of());
  }

  @Nested
  class CertainCalls {

    @BeforeEach
    void threeCome() {
      come(1, 3);
    }

    @Test
    void areAnsweredAtOnceAndWrittenHalfASecondLaterWithThoseThatFollow() {
      assertTrue(behind.gather());
      assertEquals(List.of(3L), answered);
      assertTrue(behind.isBehind());
      assertEquals(WriteBehind.WRITTEN_WITHIN, behind.left());

      now = WriteBehind.WRITTEN_WITHIN.toNanos() - 1;
      come(4, 4);
      assertTrue(behind.gather());
      assertEquals(List.of(3L, 4L), answered);
      assertEquals(Duration.ofNanos(1), behind.left());

      now++;
      assertFalse(behind.gather());
    }

    @Test
    void areWrittenAtOnceWithOneThatIsNot() {
      certain = 2;
      assertFalse(behind.gather());
      assertEquals(List.of(2L), answered);
      assertEquals(2, behind.certainUpTo());
    }

    @Test
    void areWrittenAtOnceWhenTheyAreMuchWork() {
      long many = WriteBehind.GATHERED.toNanos() / cost.ofCall("a");
      come(4, many);
      assertTrue(behind.gather());
      come(many + 1, many + 1);
      assertFalse(behind.gather());
      assertEquals(List.of(many, many + 1), answered);
    }

    @Test
    void areNotAnsweredOnceMoreWhenTheyAreWritten() {
      assertTrue(behind.gather());
      mark = 3;
      assertFalse(behind.isBehind());
      assertFalse(behind.gather());
      assertEquals(List.of(3L), answered);
    }

    @Test
    void thoseThatSomebodyElseHasProcessedAreLeftAlone() {
      mark = 2;
      assertTrue(behind.gather());
      assertEquals(List.of(3L), answered);
      mark = 9;
      assertFalse(behind.gather());
      assertEquals(9, behind.certainUpTo());
    }
  }

  @Nested
  class WhoReads {

    @BeforeEach
    void callsAreAnswered() {
      come(1, 3);
      behind.gather();
    }

    @Test
    void hasThemWrittenAtOnce() {
      assertEquals(3, behind.askToSettle());
      assertFalse(behind.isSettled(3));
      assertFalse(behind.gather());

      mark = 3;
      assertTrue(behind.isSettled(3));
      come(4, 4);
      assertTrue(behind.gather(), "nobody asked for what came afterwards");
    }

    @Test
    void waitsUntilTheyAre() {
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (behind.gather()) {
                      Thread.onSpinWait();
                    }
                    mark = 3;
                    behind.written();
                  });
      assertTimeoutPreemptively(Duration.ofSeconds(30), behind::awaitSettled);
      assertEquals(3, mark);
      assertTimeoutPreemptively(Duration.ofSeconds(30), () -> writer.join());
    }

    @Test
    void waitsForNothingWhenAllIsWritten() {
      mark = 3;
      assertTimeoutPreemptively(Duration.ofSeconds(30), behind::awaitSettled);
    }
  }
}
