package dev.inlet.tester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.CallType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FieldTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static Field field(CallType type, String path) {
    return Field.of(type).stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(CallType.class)
  void whatIsShownAndSentBackChangesNothing(CallType type) {
    Draft sample = Draft.sample(type, "m", NOW);
    Draft same = sample;
    for (Field field : Field.of(type)) {
      same = field.apply(same, field.shown(same));
    }
    assertEquals(sample, same);
  }

  @Test
  void textStaysTextAndNumbersBecomeNumbers() {
    var draft = new Draft("{}", "");

    assertEquals(
        "{\"userId\":\"42\"}", field(CallType.IDENTIFY, "userId").apply(draft, "42").wireBody());
    assertEquals(
        "{\"properties\":{\"revenue\":19.90}}",
        field(CallType.TRACK, "properties.revenue").apply(draft, "19.90").wireBody());
    assertEquals(
        "{\"properties\":{\"revenue\":\"$19.90\"}}",
        field(CallType.TRACK, "properties.revenue").apply(draft, "$19.90").wireBody());
  }

  @Test
  void textThatLooksLikeANumberIsShownSoThatItStaysText() {
    var draft = new Draft("{\"properties\":{\"revenue\":\"19.90\"}}", "");
    Field revenue = field(CallType.TRACK, "properties.revenue");

    assertEquals("\"19.90\"", revenue.shown(draft));
    assertEquals(draft, revenue.apply(draft, revenue.shown(draft)));
  }

  @Test
  void emptiedFieldIsTakenAway() {
    var draft = new Draft("{\"userId\":\"1\",\"traits\":{\"email\":\"a@b.c\"}}", "");

    assertEquals(
        "{\"userId\":\"1\",\"traits\":{}}",
        field(CallType.IDENTIFY, "traits.email").apply(draft, "").wireBody());
  }

  @Test
  void customNamesAreThoseThatSegmentDoesNotReserve() {
    Draft sample = Draft.sample(CallType.IDENTIFY, "m", NOW);

    assertEquals(List.of("plan", "logins"), Field.customNames(CallType.IDENTIFY, sample));
    assertTrue(Field.customNames(CallType.ALIAS, Draft.sample(CallType.ALIAS, "m", NOW)).isEmpty());
  }
}
