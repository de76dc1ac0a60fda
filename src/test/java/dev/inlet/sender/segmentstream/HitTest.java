package dev.inlet.sender.segmentstream;

import static dev.inlet.codec.Reading.object;
import static dev.inlet.codec.Reading.problem;
import static dev.inlet.codec.Reading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HitTest {
  private static List<String> calls(String hit) {
    return value(Hit.read(object(hit))).messages().stream()
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|event must be an object with a name and a user",
        "{\"event\":\"Registered\"}|event must be an object with a name and a user",
        "{\"event\":{\"user\":{}}}|Missing event.name",
        "{\"event\":{\"name\":null}}|Missing event.name",
        "{\"sentAt\":\"today\",\"event\":{\"name\":\"e\"}}"
            + "|sentAt must be an ISO-8601 timestamp, like 2019-02-21T10:56:10.723Z",
      })
  void wrongHitIsRefusedInTheSendersWords(String hit, String problem) {
    assertEquals(problem, problem(Hit.read(object(hit))));
  }
}
