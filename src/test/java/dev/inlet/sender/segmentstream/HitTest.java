package dev.inlet.sender.segmentstream;

import static dev.inlet.codec.Reading.object;
import static dev.inlet.codec.Reading.problem;
import static dev.inlet.codec.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.inlet.codec.Reading;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HitTest {
  private static List<String> calls(String hit) {
    return value(Hit.read(object(hit)).then(Hit::messages)).stream()
        .map(message -> message.json().text())
        .toList();
  }

  @Test
  void documentationsExampleIsAnIdentifyAndATrackCall() {
    assertEquals(
        List.of(
            "{\"type\":\"identify\",\"messageId\":\"4c59d330-identify\","
                + "\"userId\":\"u2783187492\",\"anonymousId\":\"80ddb140\","
                + "\"timestamp\":\"2019-02-21T10:56:10.723Z\","
                + "\"context\":{\"ip\":\"123.22.334.55\"},"
                + "\"traits\":{\"emailHash\":\"eff8\",\"firstName\":\"John\",\"lastName\":\"Doe\"}}",
            "{\"type\":\"track\",\"messageId\":\"4c59d330\","
                + "\"userId\":\"u2783187492\",\"anonymousId\":\"80ddb140\","
                + "\"timestamp\":\"2019-02-21T10:56:10.723Z\","
                + "\"context\":{\"ip\":\"123.22.334.55\"},\"event\":\"Registered\","
                + "\"properties\":"
                + "{\"category\":\"Auth\",\"label\":\"some label\",\"nonInteraction\":false}}"),
        calls(
            """
            {"hitId":"4c59d330","sentAt":"2019-02-21T10:56:10.723Z",
             "event":{"category":"Auth","name":"Registered","label":"some label",
               "user":{"anonymousId":"80ddb140","emailHash":"eff8","userId":"u2783187492",
                 "firstName":"John","lastName":"Doe"},
               "nonInteraction":false},
             "context":{"ip":"123.22.334.55"}}"""));
  }

  @Nested
  class Users {
    @Test
    void whoIsAnIdAloneIsNotIdentified() {
      assertEquals(
          List.of("{\"type\":\"track\",\"anonymousId\":\"a\",\"event\":\"e\",\"properties\":{}}"),
          calls("{\"event\":{\"name\":\"e\",\"user\":{\"anonymousId\":\"a\"}}}"));
    }

    @Test
    void bothIdsAreLinkedByAnIdentifyCall() {
      assertEquals(
          2,
          calls("{\"event\":{\"name\":\"e\",\"user\":{\"user_id\":\"u\",\"anonymousId\":\"a\"}}}")
              .size());
    }
  }

  @Nested
  class Ids {
    private static final String IDENTIFIED =
        "{\"hitId\":%s,\"event\":{\"name\":\"e\",\"user\":{\"userId\":\"u\",\"a\":1}}}";
    private static final String TRACKED =
        "{\"hitId\":%s,\"event\":{\"name\":\"e\",\"user\":{\"userId\":\"u\"}}}";

    private static List<String> ids(String hit, String hitId) {
      return calls(hit.formatted(hitId)).stream()
          .map(call -> call.replaceFirst(".*?(?:\"messageId\":(\"[^\"]*\").*|$)", "$1"))
          .toList();
    }

    @Test
    void noTwoHitsShareOne() {
      List<String> hitIds =
          List.of(
              "H", "H-identify", "H-track", "H-identify-identify", "H-identify-track", "-track");
      List<String> all =
          hitIds.stream().flatMap(id -> ids(IDENTIFIED, '"' + id + '"').stream()).toList();

      assertEquals(2 * hitIds.size(), Set.copyOf(all).size(), all::toString);
    }

    @Test
    void areThoseThatWereJournaledBefore() {
      assertEquals(List.of("\"H-identify\"", "\"H\""), ids(IDENTIFIED, "\"H\""));
      assertEquals(List.of("\"H\""), ids(TRACKED, "\"H\""));
    }

    @Test
    void areMadeOfANumberToo() {
      assertEquals(List.of("\"7-identify\"", "\"7\""), ids(IDENTIFIED, "7"));
      assertEquals(List.of("\"1200-identify\"", "\"1200\""), ids(IDENTIFIED, "1.2e3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "\"null\"", "\"undefined\""})
    void areNoneOfWhatIsNoId(String hitId) {
      assertEquals(List.of("", ""), ids(IDENTIFIED, hitId));
    }

    @Test
    void thatAreTooLongAreNamedAsTheSenderNamesThem() {
      assertEquals(2, ids(IDENTIFIED, '"' + "x".repeat(503) + '"').size());
      assertEquals(1, ids(TRACKED, '"' + "x".repeat(512) + '"').size());

      assertEquals("hitId is longer than 503 bytes", problem(IDENTIFIED, "x".repeat(504)));
      assertEquals("hitId is longer than 503 bytes", problem(IDENTIFIED, "é".repeat(252)));
      assertEquals("hitId is longer than 512 bytes", problem(TRACKED, "x".repeat(513)));
      assertEquals("hitId is longer than 506 bytes", problem(TRACKED, "x".repeat(501) + "-track"));
    }

    private static String problem(String hit, String hitId) {
      return Reading.problem(
          Hit.read(object(hit.formatted('"' + hitId + '"'))).then(Hit::messages));
    }

    @Test
    void thatAreNoTextAreRefused() {
      assertEquals(
          "hitId must be a string", Reading.problem(Hit.read(object(TRACKED.formatted("[1]")))));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|event must be an object with a name and a user",
        "{\"event\":\"Registered\"}|event must be an object with a name and a user",
        "{\"event\":{\"user\":{}}}|Missing event.name",
        "{\"event\":{\"name\":null}}|Missing event.name",
      })
  void wrongHitIsRefusedInTheSendersWords(String hit, String problem) {
    assertEquals(problem, problem(Hit.read(object(hit))));
  }
}
