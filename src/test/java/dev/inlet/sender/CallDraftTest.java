package dev.inlet.sender;

import static dev.inlet.codec.Reading.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallDraftTest {

  @Test
  void whatNobodyChangesStaysAsItWasSent() {
    assertEquals(
        "{\"a\":1.10,\"b\":[ 9007199254740993 ]}",
        CallDraft.of(object("{ \"a\" : 1.10, \"b\":[ 9007199254740993 ]}")).text());
  }

  @Test
  void memberIsFoundInAnyCasing() {
    assertEquals("1", CallDraft.of(object("{\"User-Agent\":1}")).get("userAgent"));
  }

  @Test
  void nullCountsAsAbsent() {
    CallDraft draft = CallDraft.of(object("{\"a\":null}"));

    assertNull(draft.get("a"));
    assertEquals("{\"a\":2}", draft.fill("a", "2").text());
  }

  @Test
  void settingTakesThePlaceOfAllSpellings() {
    assertEquals(
        "{\"b\":2,\"type\":3}",
        CallDraft.of(object("{\"Type\":1,\"b\":2,\"TYPE\":1}")).set("type", "3").text());
  }

  @Test
  void fillingLeavesWhatIsThere() {
    CallDraft draft = CallDraft.of(object("{\"Sent_At\":1}")).fill("sentAt", "2").fill("ip", null);

    assertEquals("{\"Sent_At\":1}", draft.text());
  }

  @Test
  void fillingFromAnObjectTakesWhatIsAbsentInAnySpelling() {
    CallDraft draft =
        CallDraft.of(object("{\"Locale\":\"de\",\"ip\":null,\"IP_\":null,\"a\":1}"))
            .fillFrom(object("{\"locale\":\"en\",\"b\":null,\"Ip\":2,\"ip\":3,\"c\":4,\"C\":5}"));

    assertEquals("{\"Locale\":\"de\",\"a\":1,\"Ip\":2,\"c\":4}", draft.text());
  }

  /** One by one, each of the names would be compared with all others. */
  @Test
  void fillingFromTensOfThousandsOfMembersTakesNoTime() {
    String many =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "\"_" + i + "\":0")
            .collect(Collectors.joining(","));

    CallDraft filled =
        assertTimeout(
            Duration.ofSeconds(5),
            () ->
                CallDraft.of(object("{" + many + "}"))
                    .fillFrom(
                        object("{" + many.replace('_', '-').replace(":0", ":1") + ",\"a\":1}")));

    assertEquals("1", filled.get("a"));
    assertEquals("0", filled.get("_49999"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "\"text\"", "1"})
  void whatIsNoObjectBeginsEmpty(String value) {
    assertTrue(CallDraft.of(value).isEmpty());
  }

  @Test
  void doneObjectReadsAsItsText() {
    CallDraft draft = CallDraft.of(object("{\"a\":1}")).set("b", "\"\\u00e9\"");

    assertEquals(object(draft.text()), draft.done());
  }
}
