package dev.inlet.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.merge.Register;
import dev.inlet.merge.Registers;
import dev.inlet.merge.Stamp;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownValueTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shortTextIsAllThereIs() {
    assertEquals(new ShownValue("pro", null, null, true), ShownValue.of("\"pro\""));
  }

  @Test
  void longTextIsCutAndFoldsOut() {
    String text = "x".repeat(161);
    ShownValue shown = ShownValue.of("\"" + text + "\"");
    assertEquals("x".repeat(159) + "…", shown.brief());
    assertEquals(text, shown.whole());
  }

  @Test
  void noCharacterIsCutInTwo() {
    String text = "x".repeat(158) + "\uD83D\uDE00".repeat(3);
    assertEquals("x".repeat(158) + "…", ShownValue.of("\"" + text + "\"").brief());
  }

  @Test
  void timeWithAZoneIsATime() {
    assertEquals(NOON, ShownValue.of("\"2026-03-01T13:00:00+01:00\"").time());
    assertEquals(NOON, ShownValue.of("\"2026-03-01T12:00:00.000Z\"").time());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-01", "2026-03-01T12:00:00", "2026-02-31T12:00:00Z", "1 March"})
  void everythingElseIsText(String text) {
    assertNull(ShownValue.of("\"" + text + "\"").time());
  }

  @Test
  void numberStandsAsItWasSent() {
    assertEquals(
        new ShownValue("9007199254740993", null, null, false), ShownValue.of("9007199254740993"));
  }

  @Test
  void objectFoldsOut() {
    ShownValue shown = ShownValue.of("{ \"a\": [1] }");
    assertEquals("{\"a\":[1]}", shown.brief());
    assertTrue(String.valueOf(shown.whole()).contains("\n"));
    assertFalse(shown.isText());
  }

  @Test
  void addressIsRead() {
    ShownValue shown =
        ShownValue.ofAddress("{\"street\":\"1 Main St\",\"city\":\"Paris\",\"state\":null}");
    assertEquals("1 Main St, Paris", shown.brief());
    assertEquals("in Paris", ShownValue.ofAddress("\"in Paris\"").brief());
  }

  @Nested
  class Rows {
    private final Registers traits = new Registers();
    private final Registers fields = new Registers();

    private static Register register(String value, String messageId) {
      return new Register(value, new Stamp(NOON, messageId));
    }

    private List<String> custom() {
      return TraitRow.custom("acme", traits, fields).stream().map(TraitRow::name).toList();
    }

    @Test
    void traitThatFillsTheFieldOfItsNameIsNotShownTwice() {
      traits.put("E_Mail", register("\"a@b.c\"", "m1"));
      traits.put("plan", register("\"pro\"", "m1"));
      fields.put("email", register("\"a@b.c\"", "m1"));
      assertEquals(List.of("plan"), custom());
    }

    @Test
    void traitThatLostAgainstAnotherSpellingIsShown() {
      traits.put("E_Mail", register("\"old@b.c\"", "m1"));
      fields.put("email", register("\"new@b.c\"", "m2"));
      assertEquals(List.of("E_Mail"), custom());
    }

    @Test
    void traitThatAMappingMakesAFieldIsShown() {
      traits.put("mail", register("\"a@b.c\"", "m1"));
      fields.put("email", register("\"a@b.c\"", "m1"));
      assertEquals(List.of("mail"), custom());
    }
  }
}
