package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      key = inlet.newKey("acme");
      assertEquals(200, inlet.deliver(key, IDENTIFY).status());
      inlet.admin("PUT", PATH, "{\"enabled\":true,\"message\":\"Back at noon\"}");
    }
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
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

  private static void endsByItself(RunningInlet inlet, String key) {
    Instant end = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
    inlet.admin("PUT", PATH, "{\"enabled\":true,\"until\":\"%s\"}".formatted(end));
    assertEquals(503, inlet.deliver(key, IDENTIFY).status());
    assertEquals(end, Instant.parse(inlet.admin("GET", PATH).at("/until").asText()));
    RunningInlet.await(() -> inlet.deliver(key, IDENTIFY).status(), status -> status / 100 == 2);
    assertEquals(false, inlet.admin("GET", PATH).at("/enabled").asBoolean());
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
        "until must be an ISO-8601 timestamp", put(inlet, "{\"enabled\":true,\"until\":\"noon\"}"));
    assertEquals(false, inlet.admin("GET", PATH).at("/enabled").asBoolean());
  }

  private static String put(RunningInlet inlet, String body) {
    Answer answer = inlet.admin("PUT", PATH, body);
    assertEquals(400, answer.status());
    return answer.message();
  }
}
