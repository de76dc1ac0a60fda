package dev.inlet.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ContactAssemblyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String LARGE = "\"" + "x".repeat(999_000) + "\"";

  private final ContactAssembly assembly = new ContactAssembly(state(Person.user("u"), Map.of()));

  @Test
  void theSameTraitOfAThousandIdsIsOneTrait() {
    for (int i = 0; i < 1_000; i++) {
      add(i, Map.of("big", LARGE));
    }
    Contact contact = assembly.contact();
    assertTrue(contact.isWhole());
    assertEquals(1_000, contact.anonymousIds().size());
    assertEquals(Map.of("big", LARGE), contact.shownTraits());
  }

  @Test
  void ofMoreThanCanBeShownTheFirstNamesStay() {
    for (int i = 0; i < 10; i++) {
      add(i, Map.of("big" + i, LARGE));
    }
    Contact contact = assembly.contact();
    assertFalse(contact.isWhole());
    assertEquals(
        List.of("big0", "big1", "big2", "big3", "big4"),
        List.copyOf(contact.shownTraits().keySet()));
    assertEquals(10, contact.anonymousIds().size());
  }

  @Test
  void whatStaysIsRightAndWhatWasLeftOutStaysOut() {
    for (int i = 0; i < 6; i++) {
      add(i, Map.of("big" + i, LARGE));
    }
    add(7, Map.of("big0", "1", "big5", "1"));
    Contact contact = assembly.contact();
    assertEquals("1", contact.shownTraits().get("big0"));
    assertFalse(contact.shownTraits().containsKey("big5"), "an earlier value of it was left out");
  }

  private void add(int number, Map<String, String> traits) {
    PersonState linked = state(Person.anonymous("a" + number), traits, number);
    linked.link(new UserLink("u", new Stamp(NOON.plusSeconds(number), "m" + number)));
    assembly.add(linked);
  }

  private static PersonState state(Person person, Map<String, String> traits) {
    return state(person, traits, 0);
  }

  private static PersonState state(Person person, Map<String, String> traits, int seconds) {
    var state = new PersonState(person);
    state.identify(traits, Map.of(), new Stamp(NOON.plusSeconds(seconds), "m"), new HashSet<>());
    return state;
  }
}
