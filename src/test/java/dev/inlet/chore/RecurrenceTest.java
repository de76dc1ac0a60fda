package dev.inlet.chore;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecurrenceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Recurrence look = new Recurrence(Duration.ofSeconds(30));

  @Test
  void whatWasNeverDoneIsDueAndAgainAfterThePause() {
    assertTrue(look.isDue(NOON));
    look.done(NOON);
    assertFalse(look.isDue(NOON));
    assertFalse(look.isDue(NOON.plusSeconds(30).minusNanos(1)));
    assertTrue(look.isDue(NOON.plusSeconds(30)));
  }

  @Test
  void clockThatWasSetBackMakesNothingWait() {
    look.done(NOON);
    assertTrue(look.isDue(NOON.minusNanos(1)));
  }

  @Test
  void whatIsWantedAgainIsDueAtOnce() {
    look.done(NOON);
    look.again();
    assertTrue(look.isDue(NOON));
  }
}
