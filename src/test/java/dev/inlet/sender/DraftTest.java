package dev.inlet.sender;

import static dev.inlet.codec.Reading.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {

  @Test
  void whatNobodyChangesStaysAsItWasSent() {
    assertEquals(
        "{\"a\":1.10,\"b\":[ 9007199254740993 ]}",
        Draft.of(object("{ \"a\" : 1.10, \"b\":[ 9007199254740993 ]}")).text());
  }

  @Test
  void memberIsFoundInAnyCasing() {
    assertEquals("1", Draft.of(object("{\"User-Agent\":1}")).get("userAgent"));
  }

  @Test
  void nullCountsAsAbsent() {
    Draft draft = Draft.of(object("{\"a\":null}"));

    assertNull(draft.get("a"));
    assertEquals("{\"a\":2}", draft.fill("a", "2").text());
  }

  @Test
  void settingTakesThePlaceOfAllSpellings() {
    assertEquals(
        "{\"b\":2,\"type\":3}",
        Draft.of(object("{\"Type\":1,\"b\":2,\"TYPE\":1}")).set("type", "3").text());
  }

  @Test
  void fillingLeavesWhatIsThere() {
    Draft draft = Draft.of(object("{\"Sent_At\":1}")).fill("sentAt", "2").fill("ip", null);

    assertEquals("{\"Sent_At\":1}", draft.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "\"text\"", "1"})
  void whatIsNoObjectBeginsEmpty(String value) {
    assertTrue(Draft.of(value).isEmpty());
  }

  @Test
  void doneObjectReadsAsItsText() {
    Draft draft = Draft.of(object("{\"a\":1}")).set("b", "\"\\u00e9\"");

    assertEquals(object(draft.text()), draft.done());
  }
}
