package dev.inlet.console.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class AttemptsTest {
  private Duration now = Duration.ofDays(-1); // elapsed time may begin anywhere
  private final Attempts attempts = new Attempts(() -> now.toNanos());

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      attempts.failed();
    }
  }

  @Test
  void aFewWrongOnesCostNothing() {
    fail(Attempts.AT_ONCE - 1);

    assertEquals(Duration.ZERO, attempts.pause());
  }

  @Test
  void afterThoseEachWaitsForItsTurn() {
    fail(Attempts.AT_ONCE);

    assertEquals(Attempts.PAUSE, attempts.pause());
    now = now.plus(Attempts.PAUSE);
    assertEquals(Duration.ZERO, attempts.pause());
    fail(1);
    assertEquals(Attempts.PAUSE, attempts.pause());
  }

  @Test
  void anHourOfGuessingIsSixHundredGuesses() {
    int guesses = 0;
    Duration end = now.plusHours(1);
    for (; now.compareTo(end) < 0; now = now.plusSeconds(1)) {
      while (attempts.pause().isZero()) {
        guesses++;
        fail(1);
      }
    }
    assertTrue(guesses <= 600 + Attempts.AT_ONCE, "guesses: " + guesses);
  }
}
