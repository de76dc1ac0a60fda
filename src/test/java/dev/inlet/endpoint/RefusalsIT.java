package dev.inlet.endpoint;

import static dev.inlet.RunningInlet.as;
import static dev.inlet.RunningInlet.base64;
import static dev.inlet.RunningInlet.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every refusal of the direct destination, and which of several comes first. */
class RefusalsIT {
  private static final String IDENTIFY = "{\"type\":\"identify\",\"userId\":\"1\"}";
  private static final String MANY_BYTES = "[" + "1,".repeat(600_000) + "1]";
  private static final String UNREADABLE_SETTINGS = "{not base64}";
  private static final int LONGEST_MESSAGE = 160;

  @Given private static RunningInlet inlet;

  private String account;
  private String key;

  @BeforeEach
  void newAccount(TestInfo test) {
    account = inlet.newAccount();
    key = inlet.newKey(account);
  }

  private static void refused(int status, String message, Answer answer) {
    assertEquals(message, answer.message(), answer::toString);
    assertEquals(status, answer.status());
    assertEquals(List.of("message"), List.copyOf(names(answer)));
    assertTrue(message.length() <= LONGEST_MESSAGE);
    assertTrue(answer.header("Content-Type").orElseThrow().startsWith("application/json"));
  }

  private static List<String> names(Answer answer) {
    return answer.json().properties().stream().map(java.util.Map.Entry::getKey).toList();
  }

  private void nothingIsStored() {
    for (String list : List.of("contacts", "companies", "events", "pages")) {
      Answer answer = inlet.admin("GET", "/api/accounts/%s/%s".formatted(account, list));
      assertTrue(answer.at("/" + list).isEmpty(), answer::toString);
    }
  }

  private Answer deliver(String json, String... headers) {
    return inlet.deliver(key, json, headers);
  }

  private String keyFor(String permissions, String senders) {
    return inlet
        .newKey(
            account,
            "{\"name\":\"n\",\"permissions\":[%s],\"senders\":[%s]}"
                .formatted(permissions, senders))
        .at("/key")
        .asText();
  }

  @Nested
  class Authorization {
    private Answer deliverWith(String... headers) {
      return inlet.post("/destination", IDENTIFY.getBytes(StandardCharsets.UTF_8), headers);
    }

    private void unauthorised(String message, Answer answer) {
      refused(401, message, answer);
      assertTrue(answer.header("WWW-Authenticate").orElseThrow().startsWith("Basic"));
      nothingIsStored();
    }

    @Test
    void missingHeaderIsNamed() {
      unauthorised(
          "Authorization header is missing: send the API key as Basic user name", deliverWith());
    }

    @Test
    void twoHeadersAreOneTooMany() {
      unauthorised(
          "More than one Authorization header: send exactly one",
          deliverWith("Authorization", basic(key), "Authorization", basic(key)));
    }

    @Test
    void anotherSchemeIsNotBasic() {
      unauthorised(
          "Authorization scheme must be Basic, with the API key as user name",
          deliverWith("Authorization", "Bearer " + key));
    }

    @Test
    void otherCharactersAreNotBase64() {
      unauthorised(
          "Authorization header is not valid base64: it must be base64 of the key and a colon",
          deliverWith("Authorization", "Basic in!et"));
    }

    @Test
    void keyWithoutColonIsNotACredential() {
      unauthorised(
          "Authorization header must be base64 of the key and a colon",
          deliverWith("Authorization", "Basic " + base64(key)));
    }

    @Test
    void keyInPlainTextIsNotACredential() {
      unauthorised(
          "Authorization header must be base64 of the key and a colon",
          deliverWith("Authorization", "Basic segment"));
    }

    @Test
    void emptyKeyIsNamed() {
      unauthorised(
          "API key is empty: send it as the Basic user name",
          deliverWith("Authorization", "Basic " + base64(":" + key)));
    }

    @Test
    void unknownKeyIsNotRecognisedAndNotedUnderNoAccount() {
      unauthorised("API key not recognised", inlet.deliver("nobody-has-this", IDENTIFY));
      unauthorised("API key not recognised", inlet.deliver("nobody-has-this", IDENTIFY));
      assertTrue(deliveries(0).isEmpty());
      Answer listed = inlet.admin("GET", "/api/unauthenticated");
      JsonNode newest = listed.at("/unauthenticated/0");
      assertEquals("nobody-", newest.get("keyPrefix").asText());
      assertEquals(2, newest.get("count").asInt());
      assertEquals("API key not recognised", newest.get("message").asText());
      assertFalse(listed.toString().contains("nobody-has-this"));
    }

    @Test
    void revokedKeyIsCalledSo() {
      var issued = inlet.newKey(account, "{\"name\":\"n\",\"permissions\":[\"identify\"]}");
      String revoked = issued.at("/key").asText();
      assertEquals(501, inlet.deliver(revoked, "{\"type\":\"alias\"}").status());
      inlet.admin("DELETE", "/api/accounts/" + account + "/keys/" + issued.at("/id").asText());

      unauthorised("API key revoked", inlet.deliver(revoked, IDENTIFY));
    }

    @Test
    void expiredKeyIsCalledSo() throws Exception {
      Instant expiry = Instant.now().plus(Duration.ofMillis(700));
      String expiring =
          inlet
              .newKey(
                  account,
                  "{\"name\":\"n\",\"permissions\":[\"track\"],\"expiresAt\":\"%s\"}"
                      .formatted(expiry))
              .at("/key")
              .asText();
      refused(403, "This API key may not send identify calls", inlet.deliver(expiring, IDENTIFY));
      Thread.sleep(Duration.between(Instant.now(), expiry).plusMillis(5));

      unauthorised("API key expired", inlet.deliver(expiring, IDENTIFY));
    }

    @Test
    void suspendedAccountIsForbidden() {
      inlet.admin("PATCH", "/api/accounts/" + account, "{\"suspended\":true}");

      refused(403, "Account suspended", deliver(IDENTIFY));
      nothingIsStored();
    }

    @Test
    void keyForOtherSendersIsForbidden() {
      String tracking = keyFor("\"identify\"", "\"tracking\"");

      refused(
          403,
          "This API key was not issued for destination calls",
          inlet.deliver(tracking, IDENTIFY));
      nothingIsStored();
    }

    @Test
    void keyWithoutTheTypeIsForbidden() {
      String tracks = keyFor("\"track\"", "\"destination\"");

      refused(403, "This API key may not send identify calls", inlet.deliver(tracks, IDENTIFY));
      nothingIsStored();
    }
  }

  @Nested
  class Settings {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{not base64}|X-Segment-Settings header is not valid base64: it must be base64 of a JSON object",
          "listId|X-Segment-Settings header must be base64 of a JSON object",
          "W10=|X-Segment-Settings header must be a JSON object, not an array",
          "bnVsbA==|X-Segment-Settings header must be a JSON object, not null",
          "e30x|X-Segment-Settings header continues after its JSON object, at line 1, column 3",
          "/w==|X-Segment-Settings header must be base64 of a JSON object",
        })
    void headerThatCannotBeReadIsNamed(String header, String message) {
      refused(400, message, deliver(IDENTIFY, "X-Segment-Settings", header));
      nothingIsStored();
    }

    @Test
    void twoHeadersAreOneTooMany() {
      String settings = base64("{}");

      refused(
          400,
          "More than one X-Segment-Settings header: send exactly one",
          deliver(IDENTIFY, "X-Segment-Settings", settings, "X-Segment-Settings", settings));
    }

    @Test
    void misprintOfTheDocumentationIsRefused() {
      String misprint = "eyJjdXN0b21TZXR0aW5nT251IjoiY3VzdG9tIHNIbHRpbmcgdmFsdWUiQ==";

      Answer answer = deliver(IDENTIFY, "X-Segment-Settings", misprint);

      assertEquals(400, answer.status());
      assertTrue(answer.message().startsWith("X-Segment-Settings"), answer::message);
    }

    @Test
    void headerIsBounded() {
      String large = base64("{\"a\":\"" + "x".repeat(16_384) + "\"}");

      refused(
          400,
          "X-Segment-Settings header holds more than 16384 bytes",
          deliver(IDENTIFY, "X-Segment-Settings", large));
    }

    @Test
    void settingOfAnotherTypeIsNamed() {
      refused(
          400,
          "X-Segment-Settings: setting requireEmail must be true or false",
          deliver(IDENTIFY, "X-Segment-Settings", base64("{\"requireEmail\":\"yes\"}")));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{}",
          "{\"email\":\"\"}",
          "{\"email\":null}",
          "{\"email\":7}",
          "{\"mail\":\"a@b\"}"
        })
    void requiredEmailIsMissing(String traits) {
      refused(
          400,
          "Missing email address",
          deliver(
              "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":" + traits + "}",
              "X-Segment-Settings",
              base64("{\"requireEmail\":true}")));
      nothingIsStored();
    }
  }

  @Nested
  class Body {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "``|Body is empty; a JSON object is expected",
          "`  `|Body is empty; a JSON object is expected",
          "[]|Body must be a JSON object, not an array",
          "[{\"type\":\"identify\",\"userId\":\"1\"}]|Body must be a JSON object, not an array",
          "null|Body must be a JSON object, not null",
          "\"identify\"|Body must be a JSON object, not a string",
          "{\"type\":\"identify\"|Body ends before its JSON is complete, at line 1, column 19",
          "{type:1}|Body is not valid JSON at line 1, column 2",
          "{\"type\":\"identify\",\"userId\":\"1\"} x"
              + "|Body is not valid JSON at line 1, column 34",
          "{\"type\":\"identify\",\"userId\":\"1\"}{}"
              + "|Body continues after its JSON object, at line 1, column 33",
          "{\"userId\":\"\\u0000\"}"
              + "|Body holds \\u0000, which cannot be stored, at line 1, column 12",
          "{\"userId\":\"\\ud83d\"}"
              + "|Body holds half a surrogate pair, which cannot be stored, at line 1, column 12",
        })
    void thatIsNotOneJsonObjectIsRefused(String body, String message) {
      refused(400, message, deliver(body));
      nothingIsStored();
    }

    @Test
    void thatIsNotUtf8IsRefused() {
      byte[] latin1 =
          "{\"type\":\"identify\",\"userId\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

      refused(400, "Body is not valid UTF-8", inlet.post("/destination", latin1, as(key)));
    }

    @Test
    void thatNestsTooDeeplyIsRefused() {
      String deep = "[".repeat(200) + "]".repeat(200);

      Answer answer =
          deliver("{\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\"a\":%s}}".formatted(deep));

      assertEquals(400, answer.status());
      assertTrue(answer.message().startsWith("Body nests too deeply"), answer::message);
    }
  }

  @Nested
  class Fields {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{\"userId\":\"1\"}|400|Missing type",
          "{\"type\":null,\"userId\":\"1\"}|400|Missing type",
          "{\"type\":7,\"userId\":\"1\"}|400|type must be a string",
          "{\"type\":\"alias\",\"userId\":\"1\"}|501|"
              + "Calls of type \"alias\" are not supported; supported are identify, track, page, group",
          "{\"type\":\"delete\",\"userId\":\"1\"}|501|"
              + "Calls of type \"delete\" are not supported; supported are identify, track, page, group",
          "{\"type\":\"\",\"userId\":\"1\"}|400|Missing type",
          "{\"type\":\"identify\"}|400|"
              + "Missing userId or anonymousId (empty, \"null\" and \"undefined\" are no ids)",
          "{\"type\":\"identify\",\"userId\":\"undefined\"}|400|"
              + "Missing userId or anonymousId (empty, \"null\" and \"undefined\" are no ids)",
          "{\"type\":\"identify\",\"userId\":\"null\",\"anonymousId\":\"[object Object]\"}|400|"
              + "Missing userId or anonymousId (empty, \"null\" and \"undefined\" are no ids)",
          "{\"type\":\"identify\",\"userId\":\" \",\"anonymousId\":\"\"}|400|"
              + "Missing userId or anonymousId (empty, \"null\" and \"undefined\" are no ids)",
          "{\"type\":\"identify\",\"userId\":{}}|400|userId must be a string",
          "{\"type\":\"identify\",\"userId\":true}|400|userId must be a string",
          "{\"type\":\"group\",\"userId\":\"1\"}|400|Missing groupId",
          "{\"type\":\"group\",\"userId\":\"1\",\"groupId\":\"undefined\"}|400|Missing groupId",
          "{\"type\":\"track\",\"userId\":\"1\"}|400|Missing event",
          "{\"type\":\"track\",\"userId\":\"1\",\"event\":\" \"}|400|Missing event",
          "{\"type\":\"track\",\"userId\":\"1\",\"event\":null,\"context\":{\"ip\":\"1\"}}|400|"
              + "Missing event",
          "{\"type\":\"track\",\"userId\":\"1\",\"properties\":{},\"context\":{\"ip\":\"1\"}}|400|"
              + "Missing event",
          "{\"type\":\"track\",\"userId\":\"1\",\"context\":{}}|400|Missing event",
          "{\"type\":\"track\",\"userId\":\"1\",\"event\":[]}|400|event must be a string",
          "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":\"x\"}|400|traits must be an object",
          "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":[1]}|400|traits must be an object",
          "{\"type\":\"identify\",\"userId\":\"1\",\"context\":7}|400|context must be an object",
          "{\"type\":\"page\",\"userId\":\"1\",\"properties\":7}|400|properties must be an object",
        })
    void thatAreMissingOrWrongAreNamed(String body, int status, String message) {
      refused(status, message, deliver(body));
      nothingIsStored();
    }

    @Test
    void messageIsCutToWhatSegmentShows() {
      String type = "😀".repeat(300);

      Answer answer = deliver("{\"type\":\"" + type + "\",\"userId\":\"1\"}");

      assertEquals(501, answer.status());
      assertTrue(answer.message().length() <= LONGEST_MESSAGE, answer::message);
      assertFalse(answer.message().contains("\ufffd"), answer::message);
    }

    @Test
    void idLongerThanItsLimitIsRefused() {
      refused(
          400,
          "userId is longer than 512 bytes",
          deliver("{\"type\":\"identify\",\"userId\":\"" + "x".repeat(513) + "\"}"));
    }
  }

  @Nested
  class Order {
    @Test
    void methodBeforeMaintenance() {
      maintenance(true);
      try {
        Answer answer = inlet.send("PUT", "/destination");
        assertEquals(405, answer.status());
        assertEquals("POST", answer.header("Allow").orElseThrow());
      } finally {
        maintenance(false);
      }
    }

    @Test
    void maintenanceBeforeAuthorization() {
      maintenance(true);
      try {
        Answer answer = inlet.post("/destination", new byte[0]);
        refused(503, "Back at noon", answer);
        assertTrue(Integer.parseInt(answer.header("Retry-After").orElseThrow()) >= 1);
      } finally {
        maintenance(false);
      }
    }

    @Test
    void keyBeforeBodyAndSettings() {
      refused(
          401,
          "API key not recognised",
          inlet.deliver("nobody", MANY_BYTES, "X-Segment-Settings", UNREADABLE_SETTINGS));
    }

    @Test
    void expiryAndRevocationBeforeSuspension() {
      inlet.admin("PATCH", "/api/accounts/" + account, "{\"suspended\":true}");
      String id =
          inlet.admin("GET", "/api/accounts/" + account + "/keys").at("/keys/0/id").asText();
      refused(403, "Account suspended", deliver("not json"));
      inlet.admin("DELETE", "/api/accounts/" + account + "/keys/" + id);

      refused(401, "API key revoked", deliver("not json"));
    }

    @Test
    void suspensionBeforeBody() {
      inlet.admin("PATCH", "/api/accounts/" + account, "{\"suspended\":true}");

      refused(403, "Account suspended", deliver(MANY_BYTES));
    }

    @Test
    void mediaTypeAndSizeBeforeSettings() {
      refused(
          400,
          "Content-Type must be application/json, not text/plain",
          inlet.post(
              "/destination",
              new byte[] {'x'},
              "Authorization",
              basic(key),
              "Content-Type",
              "text/plain",
              "X-Segment-Settings",
              UNREADABLE_SETTINGS));
      refused(
          400,
          "Body is larger than 512 KB",
          deliver(MANY_BYTES, "X-Segment-Settings", UNREADABLE_SETTINGS));
    }

    @Test
    void settingsBeforeJson() {
      refused(
          400,
          "X-Segment-Settings header is not valid base64: it must be base64 of a JSON object",
          deliver("not json", "X-Segment-Settings", UNREADABLE_SETTINGS));
    }

    @Test
    void typeBeforePermissionBeforeFields() {
      String tracks = keyFor("\"track\"", "\"destination\"");

      assertEquals(501, inlet.deliver(tracks, "{\"type\":\"alias\"}").status());
      assertEquals(403, inlet.deliver(tracks, "{\"type\":\"page\"}").status());
      assertEquals(400, inlet.deliver(tracks, "{\"type\":\"track\"}").status());
    }

    @Test
    void fieldsBeforeTheRulesOfTheSettings() {
      refused(
          400,
          "traits must be an object",
          deliver(
              "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":7}",
              "X-Segment-Settings",
              base64("{\"requireEmail\":true}")));
    }

    private void maintenance(boolean on) {
      Answer answer =
          inlet.admin(
              "PUT",
              "/api/maintenance",
              "{\"enabled\":%s,\"message\":\"Back at noon\"}".formatted(on));
      assertEquals(200, answer.status());
    }
  }

  @Nested
  class Deliveries {
    @Test
    void refusedOnesAreNotedWithWhatTheSenderWasTold() {
      deliver("{\"type\":\"Identify\",\"messageId\":\"m1\"}");
      deliver("no json");

      var noted = deliveries(2);

      assertEquals("m1", noted.get(1).at("/messageId").asText());
      assertEquals("identify", noted.get(1).at("/type").asText());
      assertEquals(400, noted.get(1).at("/status").asInt());
      assertTrue(noted.get(1).at("/message").asText().startsWith("Missing userId"));
      assertTrue(noted.get(0).at("/messageId").isNull());
      assertTrue(noted.get(0).at("/type").isNull());
      assertEquals("destination", noted.get(0).at("/sender").asText());
    }

    @Test
    void noteOfARefusalIsShortHoweverLongTheCallsFieldsAre() {
      deliver(
          "{\"type\":\"%s\",\"messageId\":\"%s\"}"
              .formatted("t".repeat(100_000), "m".repeat(100_000)));

      var noted = deliveries(1).get(0);

      assertTrue(noted.toString().length() < 2_000, () -> "is " + noted.toString().length());
      assertEquals(501, noted.at("/status").asInt());
    }
  }

  private com.fasterxml.jackson.databind.JsonNode deliveries(int count) {
    return inlet
        .await(
            "/api/accounts/" + account + "/deliveries",
            answer -> answer.at("/deliveries").size() >= count)
        .at("/deliveries");
  }
}
