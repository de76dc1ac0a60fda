package dev.inlet.sender.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser needs before a page may send. */
class BrowserIT {
  private static final String ORIGIN = "https://shop.example";

  @Given private static RunningInlet inlet;

  private static Set<String> words(Answer answer, String header) {
    return new TreeSet<>(
        Set.of(answer.header(header).orElseThrow().toLowerCase(Locale.ROOT).split(", *")));
  }

  private static void readable(Answer answer) {
    assertEquals("*", answer.header("Access-Control-Allow-Origin").orElseThrow());
    assertEquals(Set.of("retry-after"), words(answer, "Access-Control-Expose-Headers"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/t", "/v1/i", "/v1/batch", "/V1/Track/", "/v1/m", "/v1/projects/key/settings"})
  void everyPathAllowsThePreflightThatAuthorizationForces(String path) {
    Answer answer =
        inlet.send(
            "OPTIONS",
            path,
            "Origin",
            ORIGIN,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "authorization,content-type");

    assertEquals(204, answer.status());
    readable(answer);
    assertEquals(Set.of("get", "post"), words(answer, "Access-Control-Allow-Methods"));
    assertEquals(
        Set.of("authorization", "content-type"), words(answer, "Access-Control-Allow-Headers"));
  }

  @Test
  void acknowledgementsAndRefusalsAreReadable() {
    String key = inlet.newKey("shop", Sender.TRACKING);
    String call = "{\"userId\":\"1\",\"event\":\"e\",\"writeKey\":\"%s\"}";

    Answer accepted = post("/v1/t", call.formatted(key));
    assertEquals(200, accepted.status());
    readable(accepted);
    Answer unauthorised = post("/v1/t", call.formatted("nobody's"));
    assertEquals(401, unauthorised.status());
    readable(unauthorised);
    readable(post("/v1/t", "{"));
    readable(post("/v1/nowhere", "{}"));
    readable(inlet.send("PUT", "/v1/t", "Origin", ORIGIN));
  }

  private static Answer post(String path, String body) {
    return inlet.post(
        path,
        body.getBytes(StandardCharsets.UTF_8),
        "Origin",
        ORIGIN,
        "Content-Type",
        "text/plain");
  }

  @Test
  void otherSendersGiveABrowserNoSpecialAnswer() {
    for (String path : new String[] {"/destination", "/api/v1/segment", "/track"}) {
      Answer preflight =
          inlet.send("OPTIONS", path, "Origin", ORIGIN, "Access-Control-Request-Method", "POST");

      assertEquals(405, preflight.status(), path);
      assertFalse(preflight.headers().containsKey("access-control-allow-origin"), path);
    }
  }

  @Test
  void settingsPointAnalyticsJsToTheHostItHadThemFrom() {
    Answer answer = inlet.send("GET", "/v1/projects/The\"Key/settings".replace("\"", "%22"));

    assertEquals(200, answer.status());
    readable(answer);
    assertEquals("The\"Key", answer.at("/integrations/Segment.io/apiKey").asText());
    assertEquals(
        "localhost:" + inlet.publicPort() + "/v1",
        answer.at("/integrations/Segment.io/apiHost").asText());
    assertEquals("http", answer.at("/integrations/Segment.io/protocol").asText());
    assertTrue(answer.at("/plan/track/__default/enabled").asBoolean());
  }

  @Test
  void settingsBehindAProxyPointToHttps() {
    Answer answer = inlet.send("GET", "/v1/projects/k/settings", "X-Forwarded-Proto", "https");

    assertEquals("https", answer.at("/integrations/Segment.io/protocol").asText());
  }

  @Test
  void settingsTellNobodyWhichKeysExist() {
    String known = inlet.newKey("shop", Sender.TRACKING);
    String unknown = known.replaceFirst("inlet_.", "inlet_0");

    assertEquals(settings(known).replace(known, ""), settings(unknown).replace(unknown, ""));
  }

  private static String settings(String key) {
    return inlet.send("GET", "/V1/Projects/" + key + "/Settings/").body();
  }
}
