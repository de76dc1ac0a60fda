package dev.inlet.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private final Random random = new Random(1);

  private Duration pause(int attempts) {
    Instant next = RetryPolicy.next(attempts, NOON, null, NOON, random);
    assertNotNull(next);
    return Duration.between(NOON, next);
  }

  @Test
  void pausesDoubleUpToAnHourAndAreLessByChance() {
    for (int attempts = 1; attempts < 100; attempts++) {
      long most = Math.min(1_000L << Math.min(attempts - 1, 20), 3_600_000);
      for (int i = 0; i < 20; i++) {
        long millis = pause(attempts).toMillis();
        assertTrue(millis >= most / 2 && millis <= most, attempts + ": " + millis);
      }
    }
  }

  @Test
  void theSubscribersAdviceIsObeyedWhenItIsLonger() {
    assertEquals(
        NOON.plusSeconds(60), RetryPolicy.next(1, NOON, Duration.ofSeconds(60), NOON, random));
    Instant next = RetryPolicy.next(10, NOON, Duration.ofSeconds(1), NOON, random);
    assertNotNull(next);
    assertTrue(next.isAfter(NOON.plusSeconds(200)));
  }

  @Test
  void afterThreeDaysItIsGivenUp() {
    Instant end = NOON.plus(Duration.ofDays(3));

    assertNotNull(RetryPolicy.next(80, NOON, null, end.minusMillis(1), random));
    assertNull(RetryPolicy.next(80, NOON, null, end, random));
  }
}
