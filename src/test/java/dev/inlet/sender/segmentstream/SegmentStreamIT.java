package dev.inlet.sender.segmentstream;

import static dev.inlet.RunningInlet.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SegmentStream's tracking API over real HTTP. */
class SegmentStreamIT {
  private static final int LIMIT = 65_536;

  /** The hit in SegmentStream's documentation. */
  private static final String HIT =
      """
      {
        "hitId": "4c59d330-35c7-11e9-8f27-8d1d7d4690e7",
        "sentAt": "2019-02-21T10:56:10.723Z",
        "event": {
          "category": "Auth",
          "name": "Registered",
          "label": "some label",
          "user": {
            "anonymousId": "80ddb140-35c6-11e9-bd56-eb1c05e6de18",
            "emailHash": "eff8c37862c7a2f0019448289bdd0869c30ae7f07060e4be9d",
            "userId": "u2783187492",
            "firstName": "John",
            "lastName": "Doe"
          },
          "nonInteraction": false
        },
        "context": { "ip": "123.22.334.55" }
      }""";

  @Given private static RunningInlet inlet;

  private String account;
  private String key;

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    key = inlet.newKey(account, Sender.SEGMENTSTREAM);
  }

  private Answer hit(String json) {
    return inlet.post("/track", json.getBytes(StandardCharsets.UTF_8), as(key));
  }

  private void refused(int status, String message, Answer answer) {
    assertEquals(message, answer.message(), answer::toString);
    assertEquals(status, answer.status());
    assertTrue(list("events").isEmpty());
  }

  private JsonNode list(String what) {
    return inlet.admin("GET", "/api/accounts/%s/%s".formatted(account, what)).at("/" + what);
  }

  @Test
  void documentationsExampleMakesAnEventAndAContact() {
    Answer answer = hit(HIT);

    assertEquals(204, answer.status(), answer::toString);
    assertEquals("", answer.body());
    JsonNode event = list("events").get(0);
    assertEquals("Registered", event.at("/event").asText());
    assertEquals("4c59d330-35c7-11e9-8f27-8d1d7d4690e7", event.at("/messageId").asText());
    assertEquals("2019-02-21T10:56:10.723Z", event.at("/timestamp").asText());
    assertEquals(
        "{\"category\":\"Auth\",\"label\":\"some label\",\"nonInteraction\":false}",
        event.at("/properties").toString());
    JsonNode contact = list("contacts").get(0);
    assertEquals("u2783187492", contact.at("/id").asText());
    assertEquals("John Doe", contact.at("/fields/name").asText());
    assertEquals(
        "eff8c37862c7a2f0019448289bdd0869c30ae7f07060e4be9d",
        contact.at("/traits/emailHash").asText());
  }

  @Test
  void repeatedHitIsStoredOnce() {
    hit(HIT);
    hit(HIT);

    assertEquals(1, list("events").size());
  }

  @Test
  void hitNamedAsTheIdentifyCallOfAnotherIsStoredToo() {
    String hit =
        "{\"hitId\":\"%s\",\"event\":{\"name\":\"e\",\"user\":{\"userId\":\"1\",\"a\":1}}}";

    assertEquals(204, hit(hit.formatted("H")).status());
    assertEquals(204, hit(hit.formatted("H-identify")).status());
    assertEquals(204, hit(hit.formatted("H-identify")).status());

    assertEquals(2, list("events").size());
  }

  @Test
  void idThatIsTooLongIsNamedAsItsSenderNamesIt() {
    String hit =
        "{\"hitId\":\"%s\",\"event\":{\"name\":\"e\",\"user\":{\"userId\":\"1\",\"a\":1}}}";

    refused(400, "hitId is longer than 503 bytes", hit(hit.formatted("x".repeat(504))));
  }

  @Test
  void pathIsFoundInAnyCasing() {
    byte[] hit = HIT.getBytes(StandardCharsets.UTF_8);

    assertEquals(204, inlet.post("/Track/", hit, as(key)).status());
  }

  @Test
  void hitWithoutATimeHappensNow() {
    hit("{\"event\":{\"name\":\"e\",\"user\":{\"userId\":\"1\"}}}");

    JsonNode event = list("events").get(0);
    assertEquals(event.at("/storedAt").asText(), event.at("/timestamp").asText());
  }

  @Test
  void wrongKeyIsUnauthorised() {
    Answer answer = inlet.post("/track", HIT.getBytes(StandardCharsets.UTF_8), as("none of ours"));

    refused(401, "API key not recognised", answer);
  }

  @Test
  void keyOfAnotherSenderDoesNotOpenIt() {
    key = inlet.newKey(account);

    refused(403, "This API key was not issued for segmentstream calls", hit(HIT));
  }

  @Test
  void keyThatMayNotIdentifyRefusesTheWholeHit() {
    key =
        inlet
            .newKey(
                account,
                "{\"name\":\"n\",\"permissions\":[\"track\"],\"senders\":[\"segmentstream\"]}")
            .at("/key")
            .asText();

    refused(403, "This API key may not send identify calls", hit(HIT));
  }

  @Test
  void largestHitIsTakenAndALargerOneIsNot() {
    String start = "{\"event\":{\"name\":\"e\",\"user\":{\"userId\":\"1\"},\"a\":\"";
    String largest = start + "x".repeat(LIMIT - start.length() - 3) + "\"}}";

    refused(400, "Body is larger than 64 KB", hit(largest + " "));
    assertEquals(204, hit(largest).status());
  }

  @Test
  void wrongJsonIsNamed() {
    refused(400, "Body ends before its JSON is complete, at line 1, column 2", hit("{"));
  }

  @Test
  void hitWithoutAUserIsRefused() {
    refused(
        400,
        "Missing userId or anonymousId (empty, \"null\" and \"undefined\" are no ids)",
        hit("{\"event\":{\"name\":\"e\"}}"));
  }

  @Test
  void maintenanceIsUnavailable() {
    inlet.admin("PUT", "/api/maintenance", "{\"enabled\":true,\"message\":\"Back at 14:00\"}");
    try {
      Answer answer = hit(HIT);

      refused(503, "Back at 14:00", answer);
      assertTrue(answer.header("Retry-After").isPresent());
    } finally {
      inlet.admin("PUT", "/api/maintenance", "{\"enabled\":false}");
    }
  }
}
