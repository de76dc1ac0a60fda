package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.RunningInlet;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceIT {
  private static final String PATH = "/api/maintenance";
  private static final String IDENTIFY = "{\"type\":\"identify\",\"userId\":\"1\"}";

  @TempDir static Path folder;

  @Test
  void outlivesARestartAndKeepsReadinessUp() {
    String key;
    try (RunningInlet inlet = start(folder)) {
      key = inlet.newKey("acme");
      assertEquals(200, inlet.deliver(key, IDENTIFY).status());
      inlet.admin("PUT", PATH, "{\"enabled\":true,\"message\":\"Back at noon\"}");
    }
    try (RunningInlet inlet = start(folder)) {
      Answer answer = inlet.deliver(key, IDENTIFY);
      assertEquals(503, answer.status());
      assertEquals("Back at noon", answer.message());
      assertEquals("30", answer.header("Retry-After").orElseThrow());
      assertEquals(200, inlet.console("GET", "/health/readiness", null).status());
      assertEquals(200, inlet.admin("GET", "/api/accounts/acme/contacts/1").status());
      assertEquals("Back at noon", inlet.admin("GET", PATH).at("/message").asText());

      inlet.admin("PUT", PATH, "{\"enabled\":true}");
      assertEquals("Temporarily not accepting messages", inlet.deliver(key, IDENTIFY).message());
      inlet.admin("PUT", PATH, "{\"enabled\":false}");
      assertEquals(200, inlet.deliver(key, IDENTIFY).status());
      wrongRequestsAreRefused(inlet);
      endsByItself(inlet, key);
    }
  }

  private static RunningInlet start(Path place) {
    return RunningInlet.in(place).with("inlet.answer-budget", "2s").start();
  }

  private static void endsByItself(RunningInlet inlet, String key) {
    Instant end = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
    inlet.admin("PUT", PATH, "{\"enabled\":true,\"until\":\"%s\"}".formatted(end));
    assertEquals(503, inlet.deliver(key, IDENTIFY).status());
    assertEquals(end, Instant.parse(inlet.admin("GET", PATH).at("/until").asText()));
    RunningInlet.await(() -> inlet.deliver(key, IDENTIFY).status(), status -> status / 100 == 2);
    assertEquals(false, inlet.admin("GET", PATH).at("/enabled").asBoolean());
  }

  @Test
  void ofOneAccountRefusesItsCallsAloneAndOutlivesARestart() {
    String acme;
    String other;
    String its = "/api/accounts/acme/maintenance";
    try (RunningInlet inlet = start(folder.resolve("one"))) {
      acme = inlet.newKey("acme");
      other = inlet.newKey("other");
      inlet.admin("PUT", its, "{\"enabled\":true,\"message\":\"Acme is moved\"}");
      assertEquals("Acme is moved", inlet.deliver(acme, IDENTIFY).message());
    }
    try (RunningInlet inlet = start(folder.resolve("one"))) {
      Answer answer = inlet.deliver(acme, IDENTIFY);
      assertEquals(503, answer.status());
      assertEquals("Acme is moved", answer.message());
      assertEquals("30", answer.header("Retry-After").orElseThrow());
      assertEquals(2, inlet.deliver(other, IDENTIFY).status() / 100);
      assertEquals(401, inlet.deliver(acme + "x", IDENTIFY).status());
      assertEquals("Acme is moved", inlet.admin("GET", its).at("/message").asText());
      assertEquals(false, inlet.admin("GET", PATH).at("/enabled").asBoolean());
      isNotedOnceInASecond(inlet, acme);

      Instant end = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
      inlet.admin("PUT", its, "{\"enabled\":true,\"until\":\"%s\"}".formatted(end));
      assertEquals("Temporarily not accepting messages", inlet.deliver(acme, IDENTIFY).message());
      RunningInlet.await(() -> inlet.deliver(acme, IDENTIFY).status(), one -> one / 100 == 2);
      assertEquals(false, inlet.admin("GET", its).at("/enabled").asBoolean());

      inlet.admin("PUT", its, "{\"enabled\":true}");
      inlet.admin("PUT", its, "{\"enabled\":false}");
      assertEquals(2, inlet.deliver(acme, IDENTIFY).status() / 100);
      isAudited(inlet);
      assertEquals(404, inlet.admin("GET", its.replace("acme", "nobody")).status());
      String on = "{\"enabled\":true}";
      assertEquals(404, inlet.admin("PUT", its.replace("acme", "nobody"), on).status());
    }
  }

  /** All are counted, and some noted, so that they push nothing else out of the list. */
  private static void isNotedOnceInASecond(RunningInlet inlet, String key) {
    Answer before = inlet.admin("GET", "/api/accounts/acme/answers");
    for (int i = 0; i < 20; i++) {
      assertEquals(503, inlet.deliver(key, IDENTIFY).status());
    }
    Answer after = inlet.admin("GET", "/api/accounts/acme/answers");
    assertEquals(20, count(after) - count(before));
    Answer noted =
        inlet.await(
            "/api/accounts/acme/deliveries?status=503",
            answer -> !answer.at("/deliveries").isEmpty());
    assertTrue(noted.at("/deliveries").size() < 15, noted::body);
    assertEquals("maintenance", noted.at("/deliveries/0/cause").asText(), noted::body);
  }

  private static int count(Answer answers) {
    return answers.at("/answers/503").asInt();
  }

  private static void isAudited(RunningInlet inlet) {
    Answer noted = inlet.admin("GET", "/api/audit?account=acme&action=maintenance");
    assertEquals("maintenance.ended", noted.at("/audit/0/action").asText());
    assertEquals("Acme is moved", noted.at("/audit/3/details/message").asText());
  }

  private static void wrongRequestsAreRefused(RunningInlet inlet) {
    assertEquals("Missing enabled: send true or false", put(inlet, "{}"));
    assertEquals("enabled must be true or false", put(inlet, "{\"enabled\":1}"));
    assertEquals(
        "Unknown field mesage: send enabled, message, until",
        put(inlet, "{\"enabled\":true,\"mesage\":\"m\"}"));
    assertEquals(
        "message must be at most 160 characters",
        put(inlet, "{\"enabled\":true,\"message\":\"%s\"}".formatted("m".repeat(161))));
    assertEquals(
        "until must be in the future",
        put(inlet, "{\"enabled\":true,\"until\":\"2020-01-01T00:00:00Z\"}"));
    assertEquals(
        "until must be an ISO-8601 timestamp, such as 2026-03-01T14:00:00Z",
        put(inlet, "{\"enabled\":true,\"until\":\"noon\"}"));
    assertEquals(false, inlet.admin("GET", PATH).at("/enabled").asBoolean());
  }

  private static String put(RunningInlet inlet, String body) {
    Answer answer = inlet.admin("PUT", PATH, body);
    assertEquals(400, answer.status());
    return answer.message();
  }
}
