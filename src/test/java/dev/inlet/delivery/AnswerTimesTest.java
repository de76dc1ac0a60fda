package dev.inlet.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class AnswerTimesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final AnswerTimes times = new AnswerTimes();

  @Test
  void aTimeIsKnownOfItsOwnDeliveryAlone() {
    times.note("acme", "m1", NOON, Duration.ofMillis(12));

    assertEquals(Duration.ofMillis(12), times.of("acme", "m1", NOON));
    assertNull(times.of("other", "m1", NOON));
    assertNull(times.of("acme", "m2", NOON));
    assertNull(times.of("acme", null, NOON));
    assertNull(times.of("acme", "m1", NOON.plusMillis(1)));
  }

  @Test
  void whatIsTooShortOrTooLongStaysAsNearAsCanBe() {
    times.note("acme", "m1", NOON, Duration.ZERO);
    times.note("acme", "m2", NOON, Duration.ofHours(1));

    assertEquals(Duration.ofNanos(10_000), times.of("acme", "m1", NOON));
    assertTrue(times.of("acme", "m2", NOON).compareTo(Duration.ofSeconds(160)) > 0);
  }

  @Test
  void theNewestPushOutOthersAndNothingIsMixedUp() {
    int known = 0;
    for (int i = 0; i < 100_000; i++) {
      times.note("acme", "m" + i, NOON, Duration.ofMillis(1 + i % 1_000));
    }
    for (int i = 0; i < 100_000; i++) {
      Duration found = times.of("acme", "m" + i, NOON);
      known += found == null ? 0 : 1;
      assertTrue(found == null || found.equals(Duration.ofMillis(1 + i % 1_000)));
    }
    assertTrue(known > 20_000, known + " are known");
  }
}
