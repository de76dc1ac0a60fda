package dev.inlet.endpoint;

import static dev.inlet.RunningInlet.base64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.inlet.Answer;
import dev.inlet.RunningInlet;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.jdbc.DataSourceResolver;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that depend on how Inlet is set, on its keys, and on its database. */
class AnswersIT {
  private static final String IDENTIFY = "{\"type\":\"identify\",\"userId\":\"1\"}";

  @TempDir Path folder;

  @Test
  void callsThatAreNotWaitedForAreAcceptedAndVisibleSoonAfter() {
    try (RunningInlet inlet = RunningInlet.in(folder).with("inlet.answer", "accepted").start()) {
      assertEquals(202, inlet.deliver(inlet.newKey("acme"), IDENTIFY).status());

      inlet.await("/api/accounts/acme/contacts/1", answer -> answer.status() == 200);
      Answer log =
          inlet.await(
              "/api/accounts/acme/deliveries",
              answer -> answer.at("/deliveries/0/status").asInt() == 200);
      assertEquals("identify", log.at("/deliveries/0/type").asText());
    }
  }

  @Test
  void configuredTypesAreSupportedAndOthersAreNot() {
    try (RunningInlet inlet =
        RunningInlet.in(folder).with("inlet.types", "identify,screen").start()) {
      inlet.newAccount("acme");
      String key =
          inlet
              .newKey(
                  "acme", "{\"name\":\"n\",\"permissions\":[\"identify\",\"screen\",\"track\"]}")
              .at("/key")
              .asText();

      assertEquals(200, inlet.deliver(key, "{\"type\":\"screen\",\"userId\":\"1\"}").status());
      Answer track = inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\"}");
      assertEquals(501, track.status());
      assertEquals(
          "Calls of type \"track\" are not supported; supported are identify, screen",
          track.message());
      assertEquals(
          "screen", inlet.admin("GET", "/api/accounts/acme/pages").at("/pages/0/kind").asText());
    }
  }

  @Test
  void declaredSettingsAreRequiredTypedAndGivenTheirDefaults() {
    try (RunningInlet inlet =
        RunningInlet.in(folder)
            .with("inlet.settings[0].name", "listId")
            .with("inlet.settings[0].type", "number")
            .with("inlet.settings[0].required", "true")
            .with("inlet.settings[1].name", "requireEmail")
            .with("inlet.settings[1].type", "boolean")
            .with("inlet.settings[1].default", "true")
            .start()) {
      String key = inlet.newKey("acme");
      String withEmail =
          "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\"email\":\"a@example.com\"}}";

      assertEquals(
          "X-Segment-Settings: setting listId is missing", inlet.deliver(key, withEmail).message());
      assertEquals(
          "X-Segment-Settings: setting listId must be a number",
          with(inlet, key, withEmail, "{\"listId\":\"7\"}").message());
      assertEquals("Missing email address", with(inlet, key, IDENTIFY, "{\"listId\":7}").message());
      assertEquals(200, with(inlet, key, withEmail, "{\"list_id\":7}").status());
      assertEquals(
          200, with(inlet, key, IDENTIFY, "{\"listId\":7,\"requireEmail\":false}").status());
    }
  }

  private static Answer with(RunningInlet inlet, String key, String call, String settings) {
    return inlet.deliver(key, call, "X-Segment-Settings", base64(settings));
  }

  @Test
  void whatHappensToKeysAndAccountsTakesEffectAtOnce() {
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      inlet.newAccount("acme");
      JsonNode key = inlet.newKey("acme", "{\"name\":\"n\",\"permissions\":[\"identify\"]}");
      String secret = key.at("/key").asText();
      assertTrue(key.at("/lastUsedAt").isNull());
      assertEquals(200, inlet.deliver(secret, IDENTIFY).status());

      Answer keys =
          inlet.await(
              "/api/accounts/acme/keys", answer -> !answer.at("/keys/0/lastUsedAt").isNull());
      assertFalse(keys.body().contains(secret));

      inlet.admin("PATCH", "/api/accounts/acme", "{\"suspended\":true}");
      assertEquals(403, inlet.deliver(secret, IDENTIFY).status());
      inlet.admin("PATCH", "/api/accounts/acme", "{\"suspended\":false}");
      assertEquals(200, inlet.deliver(secret, IDENTIFY).status());
      inlet.admin("DELETE", "/api/accounts/acme/keys/" + key.at("/id").asText());
      assertEquals(401, inlet.deliver(secret, IDENTIFY).status());
    }
  }

  @Test
  void databaseThatIsAwayIsAFaultOfOursWithinThreeSeconds() {
    try (RunningInlet inlet = RunningInlet.in(folder).start()) {
      String key = inlet.newKey("acme");
      takeDatabaseAway(inlet);

      long start = System.nanoTime();
      Answer answer = inlet.deliver(key, IDENTIFY);

      assertEquals(503, answer.status(), answer::toString);
      assertTrue(answer.header("Retry-After").isPresent());
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
      Answer admin = inlet.admin("GET", "/api/accounts");
      assertEquals(503, admin.status(), admin::toString);
      assertEquals("Database is not reachable: try again", admin.message());
      assertEquals(503, inlet.console("GET", "/health/readiness", null).status());
      assertEquals(200, inlet.console("GET", "/health/liveness", null).status());
    }
  }

  static void takeDatabaseAway(RunningInlet inlet) {
    DataSource wrapped = inlet.context().getBean(DataSource.class, Qualifiers.byName("default"));
    DataSource pool = inlet.context().getBean(DataSourceResolver.class).resolve(wrapped);
    ((HikariDataSource) pool).close();
  }
}
