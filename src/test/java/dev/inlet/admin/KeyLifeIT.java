package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done to a key after it was issued, and what the console's pages ask the API for. */
@NullUnmarked
class KeyLifeIT {
  private static final String IDENTIFY = "{\"type\":\"identify\",\"userId\":\"ada\"}";

  @Given private static RunningInlet inlet;

  private String account;
  private JsonNode key;

  @BeforeEach
  void issue() {
    account = inlet.newAccount();
    key = inlet.newKey(account, "{\"name\":\"n\",\"permissions\":[\"identify\",\"track\"]}");
  }

  private String keys() {
    return "/api/accounts/" + account + "/keys";
  }

  private String path() {
    return keys() + "/" + key.at("/id").asText();
  }

  private int deliver() {
    return inlet.deliver(key.at("/key").asText(), IDENTIFY).status();
  }

  @Test
  void keyIsRestrictedAndWidenedAtOnce() {
    Answer restricted = inlet.admin("PATCH", path(), "{\"permissions\":[\"track\"]}");

    assertEquals("[\"track\"]", restricted.at("/permissions").toString());
    assertEquals("n", restricted.at("/name").asText());
    assertEquals(403, deliver());

    inlet.admin("PATCH", path(), "{\"permissions\":[\"identify\"]}");
    assertEquals(2, deliver() / 100);
  }

  @Test
  void keyIsClosedToASender() {
    inlet.admin("PATCH", path(), "{\"senders\":[\"tracking\"]}");
    assertEquals(403, deliver());
  }

  @Test
  void keyExpiresAndIsRevived() {
    inlet.admin("PATCH", path(), "{\"expiresAt\":\"2020-01-01T00:00:00Z\"}");
    assertEquals(401, deliver());

    inlet.admin("PATCH", path(), "{\"expiresAt\":null}");
    assertEquals(2, deliver() / 100);
  }

  @Test
  void whatIsLeftOutOfAChangeStays() {
    String end = "2030-01-01T00:00:00Z";
    inlet.admin("PATCH", path(), "{\"expiresAt\":\"%s\"}".formatted(end));
    assertEquals(
        end, inlet.admin("PATCH", path(), "{\"name\":\"other\"}").at("/expiresAt").asText());
  }

  @Test
  void rotatedKeyWorksBesideTheNewOneUntilTheOverlapEnds() {
    Answer rotated = inlet.admin("POST", path() + "/rotate", "{\"overlap\":\"PT1H\"}");

    assertEquals(201, rotated.status());
    assertEquals(key.at("/permissions"), rotated.at("/permissions"));
    assertEquals(2, inlet.deliver(rotated.at("/key").asText(), IDENTIFY).status() / 100);
    assertEquals(2, deliver() / 100);
    Instant end = Instant.parse(expiryOf(key.at("/id").asText()));
    Duration left = Duration.between(Instant.now(), end);
    assertTrue(left.toMinutes() >= 58 && left.toMinutes() <= 60, left::toString);
  }

  @Test
  void rotationWithoutOverlapStopsTheOldKeyAtOnce() {
    assertEquals(201, inlet.admin("POST", path() + "/rotate", "{\"overlap\":\"PT0S\"}").status());
    assertEquals(401, deliver());
    assertEquals(409, inlet.admin("POST", path() + "/rotate", "{}").status());
  }

  @Test
  void overlapOutOfRangeChangesNothing() {
    assertEquals(400, inlet.admin("POST", path() + "/rotate", "{\"overlap\":\"P31D\"}").status());
    assertEquals(400, inlet.admin("POST", path() + "/rotate", "{\"overlap\":\"-PT1S\"}").status());
    assertEquals(2, deliver() / 100);
  }

  private String expiryOf(String id) {
    for (JsonNode one : inlet.admin("GET", keys()).at("/keys")) {
      if (one.at("/id").asText().equals(id)) {
        return one.at("/expiresAt").asText();
      }
    }
    throw new AssertionError(id);
  }

  @Test
  void contactsAreExportedWithoutFormulasAndAllOfThem() {
    String issued = inlet.newKey(account);
    for (int i = 0; i < 450; i++) {
      inlet.deliver(
          issued,
          "{\"type\":\"identify\",\"userId\":\"%d\",\"traits\":{\"name\":\"=SUM(%d)\"}}"
              .formatted(i, i));
    }
    inlet.await(
        "/api/accounts/" + account + "/contacts?q=449",
        answer -> !answer.at("/contacts").isEmpty());

    Answer file = inlet.admin("GET", "/api/accounts/" + account + "/contacts.csv");

    assertEquals("text/csv", file.header("Content-Type").orElseThrow().replaceFirst(";.*", ""));
    assertEquals(451, file.body().split("\r\n").length);
    assertTrue(file.body().contains(",\"'=SUM(17)\","), file::body);
    assertFalse(file.body().contains(",\"="), file::body);
    assertEquals(404, inlet.admin("GET", "/api/accounts/nobody/contacts.csv").status());
  }

  @Test
  void deliveryShowsWhatWasSentAndWhatWasRefused() {
    String other = inlet.newAccount();
    String issued = inlet.newKey(account);
    inlet.deliver(issued, IDENTIFY);
    inlet.deliver(issued, "{\"type\":\"track\",\"userId\":\"1\"}");
    Answer listed =
        inlet.await(
            "/api/accounts/" + account + "/deliveries",
            answer -> answer.at("/deliveries").size() == 2);
    for (JsonNode one : listed.at("/deliveries")) {
      Answer shown =
          inlet.admin("GET", "/api/accounts/" + account + "/deliveries/" + one.at("/id").asText());
      assertEquals(one.at("/status"), shown.at("/status"));
      if (one.at("/message").isNull()) {
        assertEquals(IDENTIFY, shown.at("/body").asText());
      }
      assertEquals(
          404,
          inlet
              .admin("GET", "/api/accounts/" + other + "/deliveries/" + one.at("/id").asText())
              .status());
    }
    assertEquals(
        1, inlet.admin("GET", "/api/accounts/" + account + "/answers").at("/answers/400").asInt());
  }
}
