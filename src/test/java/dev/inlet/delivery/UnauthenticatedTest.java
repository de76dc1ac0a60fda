package dev.inlet.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.account.Sender;
import dev.inlet.delivery.Outcome.Refused;
import dev.inlet.delivery.Outcome.Rejected;
import dev.inlet.delivery.Unauthenticated.Sighting;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnauthenticatedTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Refused UNKNOWN = new Rejected(Cause.KEY_UNKNOWN, "API key not recognised");

  private Instant now = NOON;
  private final Unauthenticated unauthenticated = new Unauthenticated(() -> now);

  @Test
  void whatComesAgainIsCountedAndWhenItCameLast() {
    note("a");
    now = NOON.plusSeconds(60);
    note("a");
    assertEquals(
        List.of(
            new Sighting(
                Sender.DESTINATION,
                "a",
                Cause.KEY_UNKNOWN,
                UNKNOWN.message(),
                2,
                NOON,
                NOON.plusSeconds(60))),
        unauthenticated.newestFirst());
  }

  @Test
  void whatCameLastStandsFirst() {
    note("a");
    note("b");
    note("a");
    assertEquals(List.of("a", "b"), prefixes());
  }

  @Test
  void anotherSenderOrAnotherReasonIsAnotherEntry() {
    note("a");
    unauthenticated.note(Sender.TRACKING, "a", "a", UNKNOWN);
    unauthenticated.note(
        Sender.DESTINATION, "a", "a", new Rejected(Cause.KEY_MISSING, "API key is missing"));
    assertEquals(3, unauthenticated.newestFirst().size());
  }

  @Test
  void whatWasNotSeenForLongestMakesRoom() {
    for (int i = 0; i < Unauthenticated.CAPACITY; i++) {
      note("key-" + i);
    }
    note("key-0");
    note("one more");
    assertEquals(Unauthenticated.CAPACITY, prefixes().size());
    assertEquals(List.of("one more", "key-0"), prefixes().subList(0, 2));
    assertEquals("key-2", prefixes().getLast());
  }

  private void note(String key) {
    unauthenticated.note(Sender.DESTINATION, key, key, UNKNOWN);
  }

  private List<String> prefixes() {
    return unauthenticated.newestFirst().stream().map(Sighting::keyPrefix).toList();
  }
}
