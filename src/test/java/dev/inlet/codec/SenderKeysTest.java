package dev.inlet.codec;

import static dev.inlet.codec.Reading.object;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.inlet.call.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderKeysTest {
  private static String without(String call) {
    JsonObject kept = SenderKeys.removedFrom(object(call));
    assertEquals(object(kept.text()), kept, "reads as it says");
    return kept.text();
  }

  private static String kept(String body) {
    return new String(
        SenderKeys.removedFrom(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @Nested
  class OfACall {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "writeKey",
          "writekey",
          "write_key",
          "WRITE KEY",
          "Write-Key",
          "wr\\u0069teKey",
          "$writeKey",
          "apiKey",
          "API_KEY"
        })
    void goInEverySpellingAndTheRestStays(String name) {
      assertEquals(
          "{\"userId\":7,\"traits\":{ \"n\": 1.10},\"é\":\"\\u00e9\"}",
          without(
              "{\"userId\" : 7, \"%s\":\"secret\", \"traits\": { \"n\": 1.10},\"é\":\"\\u00e9\"}"
                  .formatted(name)));
      assertEquals(
          "{\"Context\":{\"ip\":\"1\"},\"userId\":7}",
          without("{\"Context\":{\"%s\":\"secret\",\"ip\":\"1\"},\"userId\":7}".formatted(name)));
    }

    @Test
    void goWhateverTheirValueIs() {
      assertEquals(
          "{\"a\":1}", without("{\"writeKey\":{\"k\":[\"secret\"]},\"a\":1,\"write_key\":null}"));
    }

    @Test
    void goWithNamesThatAreRepeatedSoThatTheyDoNotCount() {
      assertEquals(
          "{\"userId\":7,\"context\":{}}",
          without(
              "{\"context\":{\"writeKey\":\"secret\"},\"writeKey\":\"a\",\"userId\":7,"
                  + "\"context\":{},\"writeKey\":\"b\"}"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{ \"userId\": 7 }",
          "{\"traits\":{\"writeKey\":\"theirs\"},\"properties\":{\"api_key\":\"theirs\"}}",
          "{\"context\":{\"library\":{\"writeKey\":\"x\"}},\"keywords\":[\"writeKey\"]}",
          "{\"context\":[],\"name\":\"writeKey\"}",
          "{\"context\":\"writeKey\",\"writeKeys\":1}"
        })
    void areNothingElse(String call) {
      JsonObject sent = object(call);

      assertSame(sent, SenderKeys.removedFrom(sent));
    }
  }

  @Nested
  class OfARefusedBody {
    @Test
    void goWhereItIsACall() {
      assertEquals("{\"type\":\"x\"}", kept("{\"type\":\"x\",\"writeKey\":\"secret\"}"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{\"write_key\":\"secret\",\"a\":1}x | {\"write_key\":\"******\",\"a\":1}x",
          "{\"writeKey\" : \"sec\\n ret\" | {\"writeKey\" : \"*********\"",
          "{\"context\":{\"WRITEKEY\":\"secret | {\"context\":{\"WRITEKEY\":\"******",
          "{writeKey:'secret',userId:'7'} | {writeKey:'******',userId:'7'}",
          "{ apiKey : secret, userId : 7 } | { apiKey : ******, userId : 7 }",
          "[{\"writeKey\":\"secret\"}] | [{\"writeKey\":\"******\"}]",
          "{\"a\":\"b, \"writeKey\":\"secret\"} | {\"a\":\"b, \"writeKey\":\"******\"}",
        })
    void areHiddenInTheirPlacesWhereItCannotBeRead(String body, String expected) {
      assertEquals(expected, kept(body));
      assertEquals(body.length(), kept(body).length(), "places stay those in the message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "writeKey", "\"writeKey\":", "{\"a\":1", "é:{\"b\":\"c\"}}"})
    void areNothingElse(String body) {
      assertEquals(body, kept(body));
    }

    @Test
    void goWhateverStandsAround() {
      byte[] odd = {
        (byte) 0xff, '"', 'a', 'p', 'i', 'K', 'e', 'y', '"', ':', '"', 'x', '"', (byte) 0xfe
      };

      byte[] kept = SenderKeys.removedFrom(odd);

      odd[11] = '*';
      assertArrayEquals(odd, kept);
      assertFalse(kept("{\"writeKey\":\"" + "s".repeat(100_000) + "\"").contains("s".repeat(2)));
    }
  }
}
