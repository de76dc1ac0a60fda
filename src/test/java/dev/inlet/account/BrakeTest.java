package dev.inlet.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BrakeTest {
  private static final int MOST_WAITING = 2;

  private Duration now = Duration.ZERO;
  private final Brake brake = new Brake(() -> now.toNanos(), MOST_WAITING);

  private List<Long> pauses(String name, int times) {
    return IntStream.range(0, times).mapToObj(i -> brake.pause(name).toMillis()).toList();
  }

  private CompletableFuture<String> slow(String name) {
    return brake.slow(name, "wrong").toCompletableFuture();
  }

  @Nested
  class Pause {
    @Test
    void growsFromTheFifthTimeUpToTwoSeconds() {
      assertEquals(
          List.of(0L, 0L, 0L, 0L, 100L, 200L, 400L, 800L, 1_600L, 2_000L, 2_000L), pauses("a", 11));
    }

    @Test
    void staysAtTwoSecondsHoweverOften() {
      pauses("a", 100_000);

      assertEquals(Brake.LONGEST, brake.pause("a"));
    }

    @Test
    void isForWhoIsWrongAlone() {
      pauses("a", 9);

      assertEquals(Duration.ZERO, brake.pause("b"));
    }

    @Test
    void isForgottenAfterAMinuteWithoutBeingWrong() {
      pauses("a", 9);
      now = now.plusSeconds(59);
      assertEquals(Brake.LONGEST, brake.pause("a"));

      now = now.plusSeconds(60);
      assertEquals(Duration.ZERO, brake.pause("a"));
    }

    @Test
    void isForgottenOfTheFirstWhenFarTooManyAreWrong() {
      pauses("a", 9);
      IntStream.range(0, 100_000).forEach(i -> brake.pause("name " + i));

      int remembered = 0;
      for (int i = 0; i < 100_000; i++) {
        remembered += brake.times("name " + i);
      }
      assertTrue(remembered <= 20_000, remembered + " are remembered");
    }
  }

  @Nested
  class Answer {
    @Test
    void isGivenAtOnceAtFirst() {
      assertTrue(slow("a").isDone());
    }

    @Test
    void isGivenAfterThePause() {
      pauses("a", 4);
      long asked = System.nanoTime();

      assertEquals("wrong", slow("a").join());
      assertTrue(System.nanoTime() - asked >= 100_000_000L);
    }

    @Test
    void waitsOnlyBesideAFewOthers() {
      pauses("a", 8);
      var waiting = new ArrayList<CompletableFuture<String>>();
      for (int i = 0; i < MOST_WAITING; i++) {
        assertFalse(brake.isCrowded());
        waiting.add(slow("a"));
      }

      assertTrue(brake.isCrowded());
      assertTrue(slow("a").isDone(), "one too many");
      waiting.forEach(one -> assertFalse(one.isDone()));
      waiting.forEach(CompletableFuture::join);
      assertFalse(brake.isCrowded());
    }
  }
}
