package dev.inlet.sender.jitsu;

import static dev.inlet.codec.Reading.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.inlet.sender.CallDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntypedTest {
  private static CallDraft typed(String call) {
    CallDraft draft = CallDraft.of(object(call));
    Untyped.giveType(draft);
    return draft;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"event\":\"e\"}|track",
        "{\"group_id\":\"g\",\"traits\":{}}|group",
        "{\"previousId\":\"p\",\"userId\":\"u\"}|alias",
        "{\"traits\":{\"a\":1}}|identify",
        "{\"context\":{\"traits\":{\"a\":1}}}|identify",
        "{\"Type\":\"page\",\"event\":\"e\"}|page",
        "{\"Type\":\" \",\"event\":\"e\"}|track",
      })
  void callIsWhatItCarries(String call, String type) {
    assertEquals('"' + type + '"', typed(call).get("type"));
  }

  @Test
  void traitsOfTheContextAreThoseOfTheIdentity() {
    assertEquals("{\"a\":1}", typed("{\"context\":{\"traits\":{\"a\":1}}}").get("traits"));
    assertEquals(
        "{\"b\":2}",
        typed("{\"traits\":{\"b\":2},\"context\":{\"traits\":{\"a\":1}}}").get("traits"));
    assertNull(typed("{\"type\":\"track\",\"context\":{\"traits\":{\"a\":1}}}").get("traits"));
  }

  @Test
  void callThatShowsNothingStaysWithoutAType() {
    assertNull(typed("{\"userId\":\"1\",\"context\":{\"ip\":\"1.1.1.1\"}}").get("type"));
  }
}
