package dev.inlet.sender.jitsu;

import static dev.inlet.RunningInlet.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.journal.Journal;
import dev.inlet.journal.Journaled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jitsu's Segment endpoint over real HTTP. */
class JitsuIT {
  private static final String SEGMENT = "/api/v1/segment";
  private static final int LARGEST_CALL = 51_200;

  /** The payload in Jitsu's documentation: it has no type. */
  private static final String DOCUMENTED =
      """
      {
        "anonymousId": "anonym1",
        "context": {
          "app": {"build": "build", "name": "app1", "namespace": "namespace", "version": "1.0"},
          "device": {"id": "device1", "manufacturer": "Apple", "model": "iPhone", "type": "mobile"},
          "ip": "1.1.1.1",
          "library": {"name": "analytics-node", "version": "4.0.1"},
          "locale": "en-EU",
          "page": {"title": "page_title", "url": "page_url"},
          "screen": {"height": 768, "width": 1024},
          "timezone": "UTC",
          "traits": {"Role": "the Lord of Winterfell", "firstName": "Ned", "lastName": "Stark"},
          "userAgent": "Mozilla/5.0 (iPod; CPU iPhone OS 12_0 like macOS) AppleWebKit/602.1.50"
        }
      }\
      """;

  @TempDir static Path folder;
  private static RunningInlet inlet;
  private static int accounts;

  private String account;
  private String key;

  @BeforeAll
  static void start() throws IOException {
    Path places =
        new MaxMindFile()
            .with("1.1.1.1", Map.of("country", Map.of("iso_code", "AU")))
            .writeTo(folder.resolve("places.mmdb"));
    inlet = RunningInlet.in(folder).with("inlet.jitsu.geo-database", places.toString()).start();
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  @BeforeEach
  void newAccount() {
    account = "jitsu-" + ++accounts;
    key = inlet.newKey(account, Sender.JITSU);
  }

  private static Answer post(String path, String json, String... headers) {
    return inlet.post(path, json.getBytes(StandardCharsets.UTF_8), headers);
  }

  private Answer post(String json) {
    return post(SEGMENT, json, "Authorization", basic(key));
  }

  private static void accepted(Answer answer) {
    assertEquals(200, answer.status(), answer::toString);
    assertEquals("{\"status\":\"ok\"}", answer.body());
  }

  private static void refused(int status, String message, Answer answer) {
    assertEquals(message, answer.message(), answer::toString);
    assertEquals(status, answer.status());
  }

  private JsonNode list(String what) {
    return inlet.admin("GET", "/api/accounts/%s/%s".formatted(account, what)).at("/" + what);
  }

  @Test
  void documentationsPayloadMakesAContact() {
    accepted(post(DOCUMENTED));

    JsonNode contact = list("contacts").get(0);
    assertEquals("anonym1", contact.at("/id").asText());
    assertEquals("Ned Stark", contact.at("/fields/name").asText());
    assertEquals("the Lord of Winterfell", contact.at("/traits/Role").asText());
  }

  @Test
  void callThatShowsNoTypeIsRefused() {
    refused(400, "Missing type", post("{\"userId\":\"1\"}"));
  }

  @Nested
  class Paths {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/api/v1/segment",
          "/api/v1/segment/",
          "/api/v1/segment/compat",
          "/api/v1/segment/v1/batch",
          "/api/v1/segment/v1/import/",
          "/api/v1/segment/compat/v1/batch",
          "/api/v1/segment/compat/v1/import",
          "/API/V1/Segment/Compat/V1/Batch",
        })
    void allTakeBatchesAndSingleCalls(String path) {
      String call = "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"%s\"}";

      accepted(post(path, call.formatted("alone"), "Authorization", basic(key)));
      accepted(
          post(
              path,
              "{\"batch\":[" + call.formatted("a") + "," + call.formatted("b") + "]}",
              "Authorization",
              basic(key)));

      assertEquals(3, list("events").size());
    }

    @Test
    void othersAreNotFound() {
      assertEquals(404, post(SEGMENT + "/v2/batch", "{}", "X-Auth-Token", key).status());
    }
  }

  @Nested
  class Keys {
    private static final String PAGE = "{\"type\":\"page\",\"userId\":\"1\"}";

    @Test
    void mayStandInAHeaderOfTheirOwn() {
      accepted(post(SEGMENT, PAGE, "X-Auth-Token", key));
    }

    @Test
    void mayStandInTheQuery() {
      accepted(post(SEGMENT + "?token=" + key, PAGE));
    }

    @Test
    void mayStandInTheBodyOfAnSdkThatSendsNoHeader() {
      accepted(post(SEGMENT, "{\"writeKey\":\"%s\",\"batch\":[%s]}".formatted(key, PAGE)));
    }

    @Test
    void mayBeTheSameInSeveralPlaces() {
      accepted(
          post(SEGMENT + "?token=" + key, PAGE, "X-Auth-Token", key, "Authorization", basic(key)));
    }

    @Test
    void mustNotDiffer() {
      refused(
          400,
          "Two different API keys in one request: send only one",
          post(SEGMENT + "?token=another", PAGE, "X-Auth-Token", key));
    }

    @Test
    void missingOneIsExplained() {
      refused(
          401,
          "API key is missing: send it as X-Auth-Token, as ?token= or as Basic user name",
          post(SEGMENT, PAGE));
      refused(
          401,
          "API key is empty: send the key that was issued to you",
          post(SEGMENT + "?token=", PAGE));
    }

    @Test
    void keyOfAnotherSenderDoesNotOpenIt() {
      refused(
          403,
          "This API key was not issued for jitsu calls",
          post(SEGMENT, PAGE, "X-Auth-Token", inlet.newKey(account, Sender.TRACKING)));
    }
  }

  @Nested
  class Limits {
    private String callOf(int size) {
      String start = "{\"type\":\"page\",\"userId\":\"1\",\"properties\":{\"a\":\"";
      return start + "x".repeat(size - start.length() - 3) + "\"}}";
    }

    @Test
    void largestCallIsTakenAndALargerOneIsNot() {
      accepted(post(callOf(LARGEST_CALL)));
      refused(400, "the call is larger than 50 KB", post(callOf(LARGEST_CALL + 1)));
      Answer batch =
          post("{\"batch\":[%s,%s]}".formatted(callOf(LARGEST_CALL), callOf(LARGEST_CALL + 1)));
      assertEquals(200, batch.status(), batch::toString);
      assertEquals(
          "{\"status\":\"ok\",\"refused\":"
              + "[{\"index\":1,\"message\":\"the call is larger than 50 KB\"}]}",
          batch.body());
      assertEquals(2, list("pages").size());
    }
  }

  @Nested
  class Batches {
    private static final int MOST_CALLS = 2_500;
    private static final int LARGEST_BATCH = 524_288;
    private static final String CALL = "{\"type\":\"page\",\"userId\":\"1\"}";

    @Test
    void mayHave2500Calls() {
      String calls = String.join(",", Collections.nCopies(MOST_CALLS, CALL));

      accepted(post("{\"batch\":[" + calls + "]}"));
      assertEquals(400, post("{\"batch\":[" + calls + "," + CALL + "]}").status());
    }

    @Test
    void mayHave512Kilobytes() {
      String batch = "{\"batch\":[" + CALL + "]}";

      accepted(post(batch + " ".repeat(LARGEST_BATCH - batch.length())));
      assertEquals(400, post(batch + " ".repeat(LARGEST_BATCH + 1 - batch.length())).status());
    }
  }

  /** What is added stands in the journal, so that it is the same after a crash. */
  @Nested
  class Additions {
    private static final String USER_AGENT =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15";

    private String journaledContext(String context) {
      Journal journal = inlet.context().getBean(Journal.class);
      long before = journal.last();
      accepted(
          post(
              "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\",\"context\":%s}"
                  .formatted(context)));
      Journaled call = journal.read(before, 1).getFirst();
      String body = new String(call.entry().body(), StandardCharsets.UTF_8);
      return new Answer(200, Map.of(), body).at("/context").toString();
    }

    @Test
    void deviceSystemAndLocationAreFilled() {
      assertEquals(
          "{\"ip\":\"1.1.1.1\",\"userAgent\":\""
              + USER_AGENT
              + "\","
              + "\"device\":{\"model\":\"iPhone\"},"
              + "\"os\":{\"name\":\"iOS\",\"version\":\"17.5\"},"
              + "\"location\":{\"country\":\"AU\"}}",
          journaledContext("{\"ip\":\"1.1.1.1\",\"userAgent\":\"" + USER_AGENT + "\"}"));
    }

    @Test
    void whatTheCallSaysItselfStays() {
      String own =
          "{\"ip\":\"1.1.1.1\",\"userAgent\":\""
              + USER_AGENT
              + "\",\"device\":{},"
              + "\"os\":{\"name\":\"its own\"},\"location\":{\"city\":\"Winterfell\"}}";

      assertEquals(own, journaledContext(own));
    }

    @Test
    void nothingIsMadeUp() {
      assertEquals(
          "{\"ip\":\"9.9.9.9\",\"userAgent\":\"curl\"}",
          journaledContext("{\"ip\":\"9.9.9.9\",\"userAgent\":\"curl\"}"));
      assertFalse(journaledContext("{\"locale\":\"de\"}").contains("ip"));
    }
  }

  @Test
  void maintenanceIsUnavailable() {
    inlet.admin("PUT", "/api/maintenance", "{\"enabled\":true,\"message\":\"Back at 14:00\"}");
    try {
      Answer answer = post(DOCUMENTED);

      refused(503, "Back at 14:00", answer);
      assertTrue(answer.header("Retry-After").isPresent());
    } finally {
      inlet.admin("PUT", "/api/maintenance", "{\"enabled\":false}");
    }
  }
}
