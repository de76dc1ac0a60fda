package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API, asked as an administrator's tools would ask it. */
class AdminApiIT {
  @Given(per = Per.CLASS)
  private static RunningInlet inlet;

  private String account;
  private String path;

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    path = "/api/accounts/" + account;
  }

  private static void refused(int status, String message, Answer answer) {
    assertEquals(message, answer.message(), answer::toString);
    assertEquals(status, answer.status());
  }

  @Nested
  class Accounts {
    @ParameterizedTest
    @ValueSource(strings = {"A", "-a", "_a", "a.b", "a b", "é", "", "a/b"})
    void idOfOtherCharactersIsRefused(String id) {
      refused(
          400,
          "id must be 1 to 64 lower-case letters, digits, hyphens or underscores, the first a"
              + " letter or digit",
          inlet.admin("POST", "/api/accounts", "{\"id\":\"%s\",\"name\":\"n\"}".formatted(id)));
    }

    @Test
    void idOfSixtyFourCharactersIsTheLongest() {
      assertEquals(201, create("a".repeat(64), "n").status());
      assertEquals(400, create("a".repeat(65), "n").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \""})
    void nameIsNeeded(String name) {
      refused(
          400,
          "Missing name: 1 to 200 characters",
          inlet.admin("POST", "/api/accounts", "{\"id\":\"x\",\"name\":%s}".formatted(name)));
    }

    @Test
    void nameIsBounded() {
      assertEquals(201, create("long-name", "é".repeat(200)).status());
      assertEquals(400, create("longer-name", "n".repeat(201)).status());
    }

    @Test
    void idThatIsTakenIsAConflict() {
      refused(409, "Account " + account + " exists already", create(account, "other"));

      assertEquals(account, find(account).at("/name").asText());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "``|Body is missing: send one JSON object",
          "[]|Body must be a JSON object, not an array",
          "{\"id\":1,\"name\":\"n\"}|id must be a string",
          "{\"id\":\"x\",\"name\":\"n\",\"colour\":1}|Unknown field colour: send id, name",
        })
    void bodyThatIsNoAccountIsRefused(String body, String message) {
      refused(400, message, inlet.admin("POST", "/api/accounts", body));
    }

    @Test
    void changeTouchesOnlyWhatItNames() {
      assertEquals("New", inlet.admin("PATCH", path, "{\"name\":\"New\"}").at("/name").asText());
      Answer suspended = inlet.admin("PATCH", path, "{\"suspended\":true}");

      assertTrue(suspended.at("/suspended").asBoolean());
      assertEquals("New", suspended.at("/name").asText());
      assertEquals(suspended.json(), find(account));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{}|Nothing to change: send name or suspended",
          "{\"suspended\":\"yes\"}|suspended must be true or false",
          "{\"id\":\"y\"}|Unknown field id: send name, suspended",
        })
    void changeThatIsNoneIsRefused(String body, String message) {
      refused(400, message, inlet.admin("PATCH", path, body));
    }

    private Answer create(String id, String name) {
      return inlet.admin(
          "POST", "/api/accounts", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, name));
    }

    private JsonNode find(String id) {
      for (JsonNode one : inlet.admin("GET", "/api/accounts?limit=200").at("/accounts")) {
        if (one.at("/id").asText().equals(id)) {
          return one;
        }
      }
      throw new AssertionError("no account " + id);
    }
  }

  @Nested
  class UnknownAccounts {
    @ParameterizedTest
    @ValueSource(
        strings = {"keys", "contacts", "contacts/1", "companies", "events", "pages", "deliveries"})
    void areNotFound(String what) {
      refused(404, "No such account: nobody", inlet.admin("GET", "/api/accounts/nobody/" + what));
    }

    @Test
    void cannotBeChangedNorGivenKeys() {
      refused(
          404,
          "No such account: nobody",
          inlet.admin("PATCH", "/api/accounts/nobody", "{\"name\":\"n\"}"));
      refused(
          404,
          "No such account: nobody",
          inlet.admin(
              "POST", "/api/accounts/nobody/keys", "{\"name\":\"n\",\"permissions\":[\"page\"]}"));
      refused(404, "No such account: nobody", inlet.admin("DELETE", "/api/accounts/nobody/keys/1"));
    }
  }

  @Nested
  class Keys {
    @Test
    void secretIsShownOnceAndNeverAgain() {
      JsonNode key =
          inlet.newKey(
              account,
              "{\"name\":\"n\",\"permissions\":[\"page\",\"identify\",\"alias\",\"screen\"],"
                  + "\"senders\":[\"jitsu\",\"tracking\"],\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
      String secret = key.at("/key").asText();

      Answer listed = inlet.admin("GET", path + "/keys");

      assertTrue(secret.startsWith(key.at("/prefix").asText()));
      assertFalse(listed.body().contains(secret));
      assertEquals("2099-01-01T00:00:00Z", listed.at("/keys/0/expiresAt").asText());
      assertEquals(key.at("/permissions"), listed.at("/keys/0/permissions"));
      assertEquals("[\"tracking\",\"jitsu\"]", listed.at("/keys/0/senders").toString());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"name\":\"n\"}|Missing permissions: name at least one type of call",
          "{\"name\":\"n\",\"permissions\":[]}|Missing permissions: name at least one type of call",
          "{\"name\":\"n\",\"permissions\":\"page\"}|permissions must be a list of strings",
          "{\"name\":\"n\",\"permissions\":[1]}|permissions must be a list of strings",
          "{\"name\":\"n\",\"permissions\":[\"forget\"]}|"
              + "Unknown permission forget: send identify, track, page, screen, group, alias or delete",
          "{\"name\":\"n\",\"permissions\":[\"page\"],\"senders\":[\"http\"]}|"
              + "Unknown sender http: send destination, tracking, jitsu or segmentstream",
          "{\"name\":\"n\",\"permissions\":[\"page\"],\"senders\":[]}|"
              + "Missing senders: name at least one, or leave them out",
          "{\"permissions\":[\"page\"]}|Missing name: 1 to 200 characters",
          "{\"name\":\"n\",\"permissions\":[\"page\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}|"
              + "expiresAt must be in the future",
          "{\"name\":\"n\",\"permissions\":[\"page\"],\"expiresAt\":\"soon\"}|"
              + "expiresAt must be an ISO-8601 timestamp, such as 2026-03-01T14:00:00Z",
          "{\"name\":\"n\",\"permissions\":[\"page\"],\"expires_at\":\"2099-01-01T00:00:00Z\"}|"
              + "Unknown field expires_at: send name, permissions, senders, expiresAt",
        })
    void bodyThatIsNoKeyIsRefused(String body, String message) {
      refused(400, message, inlet.admin("POST", path + "/keys", body));
      assertTrue(inlet.admin("GET", path + "/keys").at("/keys").isEmpty());
    }

    @Test
    void revokingTwiceChangesNothing() {
      String id = path + "/keys/" + key().at("/id").asText();
      assertEquals(204, inlet.admin("DELETE", id).status());
      String at = inlet.admin("GET", path + "/keys").at("/keys/0/revokedAt").asText();

      assertEquals(204, inlet.admin("DELETE", id).status());
      assertEquals(at, inlet.admin("GET", path + "/keys").at("/keys/0/revokedAt").asText());
    }

    @Test
    void ofAnotherAccountCannotBeRevoked() {
      String id = key().at("/id").asText();
      inlet.newAccount(account + "-b");

      Answer answer = inlet.admin("DELETE", path + "-b/keys/" + id);

      refused(404, "Account " + account + "-b has no key " + id, answer);
      assertTrue(inlet.admin("GET", path + "/keys").at("/keys/0/revokedAt").isNull());
    }

    private JsonNode key() {
      return inlet.newKey(account, "{\"name\":\"n\",\"permissions\":[\"page\"]}");
    }
  }

  @Nested
  class Contacts {
    @Test
    void areFoundByPartOfWhatNamesThemAndByEmail() {
      String key = inlet.newKey(account);
      identify(key, "u-1", "Jo Doe", "Jo.Doe@example.com");
      identify(key, "u-2", "Al 100%_x", "al@example.com");

      assertEquals(List.of("u-1"), ids("?q=dOE"));
      assertEquals(List.of("u-1"), ids("?q=jo.doe@"));
      assertEquals(List.of("u-2"), ids("?q=100%25_"));
      assertEquals(List.of("u-2"), ids("?q=U-2"));
      assertEquals(List.of("u-1"), ids("?q=a-u-1"));
      assertEquals(List.of("u-2", "u-1"), ids("?q=example.com"));
      assertEquals(List.of(), ids("?q=x%25y"));
      assertEquals(List.of("u-1"), ids("?email=JO.DOE@example.com"));
      assertEquals(List.of(), ids("?email=doe@example.com"));
      assertEquals(List.of(), ids("?email=al@example.com&q=jo"));
    }

    @Test
    void unknownOneIsNotFound() {
      refused(
          404,
          "Account " + account + " has no contact 9999",
          inlet.admin("GET", path + "/contacts/9999"));
    }

    private void identify(String key, String id, String name, String email) {
      String call =
          "{\"type\":\"identify\",\"userId\":\"%s\",\"anonymousId\":\"a-%s\","
              + "\"traits\":{\"name\":\"%s\",\"email\":\"%s\"}}";
      assertEquals(200, inlet.deliver(key, call.formatted(id, id, name, email)).status());
    }

    private List<String> ids(String query) {
      return AdminApiIT.ids(inlet.admin("GET", path + "/contacts" + query).at("/contacts"), "id");
    }
  }

  private static List<String> ids(JsonNode list, String name) {
    var ids = new ArrayList<String>();
    list.forEach(one -> ids.add(one.at("/" + name).asText()));
    return ids;
  }

  @Nested
  class Lists {
    private static final String KEY_BODY = "{\"name\":\"n\",\"permissions\":[\"page\"]}";
    private String key;

    @BeforeEach
    void newKey() {
      key = inlet.newKey(account);
    }

    private void deliver(String json) {
      assertEquals(200, inlet.deliver(key, json).status());
    }

    /** Reads a list in pages of two while entries are added, and expects what was there before. */
    private void holdStill(String list, String id, String filter, IntConsumer add) {
      for (int i = 0; i < 5; i++) {
        add.accept(i);
      }
      String name = list.replaceAll(".*/", "");
      List<String> before =
          AdminApiIT.ids(inlet.admin("GET", list + "?limit=200" + filter).at("/" + name), id);
      assertEquals(before.size(), new HashSet<>(before).size());

      var read = new ArrayList<String>();
      String cursor = "";
      for (int i = 5; cursor != null; i++) {
        Answer page = inlet.admin("GET", list + "?limit=2" + filter + cursor);
        read.addAll(AdminApiIT.ids(page.at("/" + name), id));
        JsonNode next = page.at("/nextCursor");
        cursor = next.isNull() ? null : "&cursor=" + next.asText();
        add.accept(i);
      }

      assertEquals(before, read);
    }

    @Test
    void ofAccountsHoldStill() {
      holdStill("/api/accounts", "id", "", i -> inlet.newAccount(account + "-" + i));
    }

    @Test
    void ofKeysHoldStill() {
      holdStill(path + "/keys", "id", "", i -> inlet.newKey(account, KEY_BODY));
    }

    @Test
    void ofContactsHoldStill() {
      holdStill(
          path + "/contacts",
          "id",
          "&q=u",
          i -> {
            deliver("{\"type\":\"identify\",\"userId\":\"u%d\"}".formatted(i));
            deliver("{\"type\":\"identify\",\"userId\":\"u0\"}");
          });
    }

    @Test
    void ofCompaniesHoldStill() {
      holdStill(
          path + "/companies",
          "groupId",
          "&contact=1",
          i -> deliver("{\"type\":\"group\",\"userId\":\"1\",\"groupId\":\"g%d\"}".formatted(i)));
    }

    @Test
    void ofEventsHoldStill() {
      holdStill(
          path + "/events",
          "messageId",
          "&contact=1",
          i -> deliver("{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\"}"));
    }

    @Test
    void ofPagesHoldStill() {
      holdStill(
          path + "/pages", "messageId", "", i -> deliver("{\"type\":\"page\",\"userId\":\"1\"}"));
    }

    @Test
    void ofAcceptedDeliveriesHoldStillWhileOthersAreRefused() {
      holdStill(
          path + "/deliveries",
          "id",
          "",
          i -> {
            if (i < 5) {
              deliver("{\"type\":\"page\",\"userId\":\"1\"}");
            } else {
              inlet.deliver(key, "{\"type\":\"alias\"}");
              inlet.await(
                  path + "/deliveries?status=501",
                  answer -> answer.at("/deliveries").size() == Math.min(i - 4, 50));
            }
          });
    }

    @Test
    void ofDeliveriesShowAcceptedAndRefusedOnesTogether() {
      for (int i = 0; i < 4; i++) {
        deliver("{\"type\":\"page\",\"userId\":\"1\",\"messageId\":\"p%d\"}".formatted(i));
        inlet.deliver(key, "{\"type\":\"page\",\"messageId\":\"r%d\"}".formatted(i));
      }
      inlet.await(path + "/deliveries", answer -> answer.at("/deliveries").size() == 8);

      holdStill(path + "/deliveries", "messageId", "&type=PAGE", i -> {});
      assertEquals(
          List.of("r3", "r2", "r1", "r0"),
          AdminApiIT.ids(
              inlet.admin("GET", path + "/deliveries?status=400").at("/deliveries"), "messageId"));
      assertEquals(
          List.of("p3", "p2", "p1", "p0"),
          AdminApiIT.ids(
              inlet.admin("GET", path + "/deliveries?status=200").at("/deliveries"), "messageId"));
      assertEquals(0, inlet.admin("GET", path + "/deliveries?status=202").at("/deliveries").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "x", "1.5", ""})
    void limitThatIsNoneIsRefused(String limit) {
      for (String list :
          List.of("keys", "contacts", "companies", "events", "pages", "deliveries")) {
        refused(
            400,
            "limit must be a whole number from 1 to 200",
            inlet.admin("GET", path + "/" + list + "?limit=" + limit));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!", "MQ.MQ", "YWJj", ""})
    void cursorThatIsNoneIsRefused(String cursor) {
      for (String list :
          List.of("keys", "contacts", "companies", "events", "pages", "deliveries")) {
        refused(
            400,
            "cursor is not valid: send the nextCursor of the page before",
            inlet.admin("GET", path + "/" + list + "?cursor=" + cursor));
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "99", "199", "600", "x"})
    void statusThatIsNoneIsRefused(String status) {
      refused(
          400,
          "status must be accepted, refused or an HTTP status from 200 to 599",
          inlet.admin("GET", path + "/deliveries?status=" + status));
    }
  }

  @Nested
  class Door {
    @Test
    void isClosedWithoutThePassword() {
      refused(
          401,
          "Authorization header is missing: send Bearer with an API token or the admin password",
          inlet.console("GET", "/api/accounts", null));
      refused(
          401,
          "API token or admin password is wrong",
          inlet.console("GET", "/api/accounts", null, "Authorization", "Bearer wrong"));
      refused(
          401,
          "Name or password is wrong",
          inlet.console("GET", "/api/accounts", null, "Authorization", "Basic d3Jvbmc6"));
      refused(
          401,
          "Basic must be base64 of a name, a colon and a password",
          inlet.console("GET", "/api/accounts", null, "Authorization", "Basic d3Jvbmc"));
      refused(
          401,
          "Authorization must be one header: Bearer with an API token or the admin password",
          inlet.console("GET", "/api/accounts", null, "Authorization", "Digest d3Jvbmc6"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/api/accounts",
          "/API/accounts",
          "/api//accounts",
          "/api/maintenance",
          "/api/accounts/",
          "/%61pi/accounts"
        })
    void isClosedHoweverThePathIsSpelt(String path) {
      int status = inlet.console("GET", path, null).status();

      assertTrue(status == 401 || status == 404, () -> "is " + status);
    }

    @Test
    void saysWhatThereIsWhereNothingIs() {
      refused(
          404,
          "There is nothing here. The admin API is below /api/accounts, the console at /console",
          inlet.admin("GET", "/api/nothing"));
    }

    @Test
    void isClosedToLoopbackHostsOutsideOfDev() throws IOException {
      try (RawConnection connection = RawConnection.to(inlet.consolePort())) {
        assertEquals(
            401,
            connection.head("GET /api/accounts HTTP/1.1", "Host: localhost").answer().status());
      }
    }

    @Test
    void leadsNotToTheDestination() {
      Answer answer =
          inlet.console(
              "POST",
              "/destination",
              "{\"type\":\"identify\",\"userId\":\"1\"}".getBytes(StandardCharsets.UTF_8),
              RunningInlet.as(inlet.newKey(account)));

      assertEquals(404, answer.status());
    }

    @Test
    void isForDocumentedMethodsAlone() {
      Answer answer = inlet.admin("PUT", "/api/accounts", "{}");

      assertEquals(405, answer.status());
      assertEquals("GET, HEAD, POST", answer.header("Allow").orElseThrow());
      assertEquals("Method not allowed: use GET, HEAD, POST", answer.message());
    }
  }

  @Nested
  class Observation {
    @Test
    void healthIsUpWithoutALogIn() {
      for (String probe : List.of("/health", "/health/liveness", "/health/readiness")) {
        Answer answer = inlet.console("GET", probe, null);
        assertEquals(200, answer.status());
        assertEquals("UP", answer.at("/status").asText());
      }
    }

    @Test
    void metricsHaveTheirNames() {
      String key = inlet.newKey(account);
      String call = "{\"type\":\"page\",\"userId\":\"1\",\"messageId\":\"m\"}";
      inlet.deliver(key, call);
      inlet.deliver(key, call);
      inlet.deliver(key, "[]");

      String metrics = inlet.console("GET", "/prometheus", null).body();

      for (String name :
          List.of(
              "inlet_calls_accepted_total{status=\"200\"} ",
              "inlet_calls_refused_total{status=\"400\"} ",
              "inlet_calls_repeated_total ",
              "inlet_calls_set_aside_total ",
              "inlet_calls_waiting ",
              "inlet_journal_batch_size_count ",
              "inlet_journal_batch_size_sum ",
              "inlet_journal_append_seconds_count ",
              "inlet_journal_append_seconds{quantile=\"0.99\"} ",
              "inlet_processor_lag ",
              "inlet_processor_lease ")) {
        assertTrue(metrics.lines().anyMatch(line -> line.startsWith(name)), name + metrics);
      }
    }
  }
}
