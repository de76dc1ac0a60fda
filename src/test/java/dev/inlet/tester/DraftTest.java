package dev.inlet.tester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.call.CallType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DraftTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @EnumSource(CallType.class)
  void everyTypeHasASampleWithItsOwnIdAndSegmentsClocks(CallType type) {
    Draft sample = Draft.sample(type, "m-1", NOW);

    assertNull(sample.problem());
    assertEquals(type.wireName(), sample.text("type"));
    assertEquals("m-1", sample.text("messageId"));
    for (String clock : List.of("timestamp", "originalTimestamp", "sentAt", "receivedAt")) {
      assertEquals("2026-03-01T12:00:00.000Z", sample.text(clock), clock);
    }
  }

  @Test
  void changeLeavesEverythingElseAsItWas() {
    Draft draft = new Draft("{\"n\":9007199254740993,\"traits\":{\"d\":1.10,\"plan\":\"a\"}}", "");

    Draft changed = draft.with("traits.plan", "\"b\"");

    assertEquals(
        "{\"n\":9007199254740993,\"traits\":{\"d\":1.10,\"plan\":\"b\"}}", changed.wireBody());
  }

  @Test
  void objectsOnTheWayAreMade() {
    assertEquals(
        "{\"traits\":{\"address\":{\"city\":\"London\"}}}",
        new Draft("{\"traits\":null}", "").with("traits.address.city", "\"London\"").wireBody());
  }

  @Test
  void whatIsTypedIsJsonWhenItReadsSo() {
    Draft draft = new Draft("{}", "");

    assertEquals("{\"a\":12}", draft.withTyped("a", "12").wireBody());
    assertEquals("{\"a\":null}", draft.withTyped("a", "null").wireBody());
    assertEquals("{\"a\":[1]}", draft.withTyped("a", "[1]").wireBody());
    assertEquals("{\"a\":\"12\"}", draft.withTyped("a", "\"12\"").wireBody());
    assertEquals("{\"a\":\"pro\"}", draft.withTyped("a", "pro").wireBody());
    assertEquals("{\"a\":\"1,\\\"b\\\":2\"}", draft.withTyped("a", "1,\"b\":2").wireBody());
    assertEquals("{\"a\":\"\"}", draft.withTyped("a", "").wireBody());
  }

  @Test
  void takingAwayWhatIsNotThereChangesNothing() {
    assertEquals("{\"a\":1}", new Draft("{\"a\":1}", "").without("b.c").wireBody());
    assertEquals("{\"b\":{}}", new Draft("{\"b\":{\"c\":1}}", "").without("b.c").wireBody());
  }

  @Test
  void brokenBodyIsSentAsItIs() {
    var draft = new Draft("{\"a\": ", "");

    assertNotNull(draft.problem());
    assertEquals("{\"a\": ", draft.wireBody());
    assertTrue(new Draft("[]", "").problem() != null);
  }
}
