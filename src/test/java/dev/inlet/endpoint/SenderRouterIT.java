package dev.inlet.endpoint;

import static dev.inlet.RunningInlet.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path that is remembered means what it meant at first, and nothing else does. */
class SenderRouterIT {
  private static final byte[] IDENTIFY =
      "{\"type\":\"identify\",\"userId\":\"1\"}".getBytes(StandardCharsets.UTF_8);

  @Given private static RunningInlet inlet;
  private static String key;
  private static String trackingKey;

  @BeforeAll
  static void remember() {
    String account = inlet.newAccount();
    key = inlet.newKey(account);
    trackingKey = inlet.newKey(account, Sender.TRACKING);
    for (int i = 0; i < 3; i++) {
      isTaken("/destination");
      assertTrue(track("/v1/identify").status() < 300);
    }
  }

  private static void isTaken(String path) {
    Answer answer = inlet.post(path, IDENTIFY, as(key));
    assertTrue(answer.status() == 200 || answer.status() == 202, answer::toString);
  }

  private static Answer track(String path) {
    return inlet.post(path, IDENTIFY, as(trackingKey, "Origin", "https://shop.example"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/destination", "/destination?a=b", "//destination"})
  void pathIsTakenInAllItsForms(String path) {
    isTaken(path);
    isTaken(path);
  }

  @Test
  void otherMethodsAreStillNotAllowed() {
    assertEquals(405, inlet.send("GET", "/destination").status());
    assertEquals(405, inlet.send("PUT", "/destination").status());
  }

  @Test
  void otherMediaTypesAreStillRefusedInTheContractsOrder() {
    int unknownKey = inlet.post("/destination", IDENTIFY, as("nobody's")).status();
    Answer text = inlet.post("/destination", IDENTIFY, "Authorization", RunningInlet.basic(key));

    assertEquals(401, unknownKey);
    assertTrue(text.message().startsWith("Content-Type must be application/json"), text.message());
  }

  @Test
  void pathsNearItAreStillNotFound() {
    assertEquals(404, inlet.post("/destinations", IDENTIFY, as(key)).status());
    assertEquals(404, inlet.post("/destination/more", IDENTIFY, as(key)).status());
  }

  @Test
  void thereIsNoIntakeOnTheAdministratorsPort() {
    assertNotEquals(200, inlet.console("POST", "/destination", IDENTIFY, as(key)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/identify", "/V1/IDENTIFY", "/v1/i"})
  void pagesOfOtherOriginsReadTheAnswerEachTime(String path) {
    for (int i = 0; i < 2; i++) {
      Answer answer = track(path);

      assertTrue(answer.status() == 200 || answer.status() == 202, answer::toString);
      assertEquals("*", answer.header("Access-Control-Allow-Origin").orElseThrow());
    }
  }

  @Test
  void onePathsRouteIsNotAnothers() {
    Answer single = track("/v1/identify");
    Answer batch = track("/v1/batch");

    assertEquals("{\"success\":true}", single.body());
    assertEquals(400, batch.status(), batch::toString);
  }
}
