package dev.inlet.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForwardPaceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");

  @Test
  void allLookAgainAtTheSameMoments() {
    assertEquals(Duration.ofMillis(150), ForwardPace.rest(NOW, 499));
    assertEquals(Duration.ofMillis(50), ForwardPace.rest(NOW.plusMillis(100), 1));
    assertEquals(Duration.ofMillis(200), ForwardPace.rest(NOW.plusMillis(150), 0));
  }

  @Test
  void whileThereIsMuchTheyLookOnceASecond() {
    assertEquals(Duration.ofMillis(750), ForwardPace.rest(NOW, 500));
    assertEquals(Duration.ofMillis(1), ForwardPace.rest(NOW.plusMillis(749), 10_000));
  }
}
