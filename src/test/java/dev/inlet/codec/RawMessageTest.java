package dev.inlet.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawMessageTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theEarliestOfTheFourClocksIsFound() {
    RawMessage message =
        RawMessage.read(
            bytes(
                """
                {"timestamp":"2026-03-04T00:00:00Z","original_timestamp":"2026-03-03T00:00:00Z",
                 "sentAt":"2026-03-02T00:00:00Z","receivedAt":"2026-03-05T00:00:00Z"}"""));
    assertNotNull(message);
    assertEquals(Instant.parse("2026-03-02T00:00:00Z"), message.earliest());
  }

  @Test
  void withoutAClockThereIsNone() {
    RawMessage message = RawMessage.read(bytes("{\"userId\":\"u\",\"sentAt\":null}"));
    assertEquals(new RawMessage("u", null, null, null), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"soon\"", "\"0001-01-01T00:00:00Z\"", "7"})
  void clockThatSaysNothingIsNone(String clock) {
    RawMessage message =
        RawMessage.read(
            bytes("{\"userId\":\"u\",\"sentAt\":" + clock + ",\"timestamp\":\"2026-03-04\"}"));
    assertNotNull(message);
    assertEquals(Instant.parse("2026-03-04T00:00:00Z"), message.earliest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[1]", "{\"userId\":{}}"})
  void whatCannotBeReadIsNull(String body) {
    assertNull(RawMessage.read(bytes(body)));
  }

  @Test
  void theAnonymousIdGoesInEverySpellingAndTheRestStays() {
    byte[] without =
        RawMessage.withoutAnonymousId(
            bytes(
                """
                {"userId" : 7, "anonymousId":"a", "ANONYMOUS-ID":"b","traits": {"n": 1.10,\
                "anonymousId":"c"},"é":"\\u00e9"}"""));
    assertEquals(
        "{\"userId\":7,\"traits\":{\"n\": 1.10,\"anonymousId\":\"c\"},\"é\":\"\\u00e9\"}",
        new String(without, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':1,'sentAt':'x'}|{'sent_at':'y','a':1}",
        "{'a':{'b':[1,2]},'receivedAt':1}|{ 'a':{'b':[1,2]} , 'RECEIVEDAT':2}",
        "no JSON|no JSON"
      })
  void messagesThatWereSentTwiceSayTheSame(String one, String other) {
    assertTrue(sayTheSame(one, other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':1}|{'a':2}",
        "{'a':1}|{'a':1,'b':1}",
        "{'timestamp':'2026'}|{'timestamp':'2025'}",
        "{'a':{'sentAt':1}}|{'a':{'sentAt':2}}",
        "{}|no JSON"
      })
  void otherMessagesDoNot(String one, String other) {
    assertFalse(sayTheSame(one, other));
  }

  private static boolean sayTheSame(String one, String other) {
    return RawMessage.sayTheSame(bytes(one.replace('\'', '"')), bytes(other.replace('\'', '"')));
  }
}
