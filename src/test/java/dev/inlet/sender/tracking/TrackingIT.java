package dev.inlet.sender.tracking;

import static dev.inlet.RunningInlet.as;
import static dev.inlet.RunningInlet.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Segment's HTTP Tracking API over real HTTP. */
class TrackingIT {
  private static final String TRACK = "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\"}";
  private static final int LARGEST_CALL = 32_768;
  private static final int LARGEST_BATCH = 512_000;
  private static final int MOST_CALLS = 2_500;

  @Given(
      value = {
        "inlet.types=identify",
        "inlet.settings[0].name=listId",
        "inlet.settings[0].required=true"
      },
      per = Per.CLASS)
  private static RunningInlet inlet;

  private String account;
  private String key;

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    key = inlet.newKey(account, Sender.TRACKING);
  }

  private static Answer post(String path, String json, String... headers) {
    return inlet.post(path, json.getBytes(StandardCharsets.UTF_8), headers);
  }

  private Answer post(String path, String json) {
    return post(path, json, as(key));
  }

  private Answer batch(String calls) {
    return post("/v1/batch", "{\"batch\":[" + calls + "]}");
  }

  private static void accepted(Answer answer) {
    assertEquals(200, answer.status(), answer::toString);
    assertEquals("{\"success\":true}", answer.body());
  }

  private static void refused(int status, String message, Answer answer) {
    assertEquals(message, answer.message(), answer::toString);
    assertEquals(status, answer.status());
    assertEquals("false", answer.at("/success").toString());
    assertTrue(message.length() <= 160);
  }

  private JsonNode list(String what) {
    return inlet
        .admin("GET", "/api/accounts/%s/%s?limit=200".formatted(account, what))
        .at("/" + what);
  }

  private void nothingIsStored() {
    for (String what : new String[] {"contacts", "companies", "events", "pages"}) {
      assertTrue(list(what).isEmpty(), what);
    }
  }

  @Nested
  class Paths {
    @ParameterizedTest
    @CsvSource({
      "/v1/identify,contacts",
      "/v1/i,contacts",
      "/v1/track,events",
      "/v1/t,events",
      "/v1/page,pages",
      "/v1/p,pages",
      "/v1/screen,pages",
      "/v1/s,pages",
      "/v1/group,companies",
      "/v1/g,companies",
      "/v1/Identify/,contacts",
      "/V1/TRACK,events",
      "//v1/track,events",
      "///v1/Identify/,contacts",
    })
    void everyTypeHasItsOwn(String path, String list) {
      accepted(post(path, "{\"userId\":\"1\",\"event\":\"e\",\"groupId\":\"g\"}"));

      assertEquals(1, list(list).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/alias", "/v1/a"})
    void aliasLinksWhoWasAnonymous(String path) {
      accepted(post("/v1/identify", "{\"anonymousId\":\"a\",\"traits\":{\"color\":\"red\"}}"));
      accepted(post("/v1/identify", "{\"userId\":\"u\"}"));
      accepted(post(path, "{\"previousId\":\"a\",\"userId\":\"u\"}"));

      assertEquals(1, list("contacts").size());
      assertEquals("red", list("contacts").at("/0/traits/color").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/import", "/v1/b", "/v1/import/", "/v1/Batch"})
    void batchesHaveSeveral(String path) {
      accepted(post(path, "{\"batch\":[" + TRACK + "]}"));

      assertEquals(1, list("events").size());
    }

    @Test
    void figuresOfTheSdksAreTakenFromAnybodyAndDropped() {
      accepted(post("/v1/m", "{\"series\":[]}", "Content-Type", "text/plain"));
    }

    @Test
    void connectorsLowerCasedKeysWork() {
      accepted(post("/v1/group/", "{\"userid\":\"1\",\"groupid\":\"g\"}"));

      assertEquals("g", list("companies").at("/0/groupId").asText());
    }

    @Test
    void queryDoesNotMatter() {
      accepted(post("/v1/track?source=connector", TRACK));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v1/", "/v1/delete", "/v1/track/1", "/v2/track", "/v1/x"})
    void othersSayWhatExists(String path) {
      Answer answer = post(path, TRACK);

      assertEquals(404, answer.status());
      assertEquals(
          "There is nothing here. Calls go by POST to /destination, to /v1/identify, track, page,"
              + " screen, group, alias or batch, to /api/v1/segment or to /track",
          answer.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE"})
    void otherMethodsSayWhichOneExists(String method) {
      Answer answer = inlet.send(method, "/v1/group/");

      assertEquals(405, answer.status());
      assertEquals("POST", answer.header("Allow").orElseThrow());
      assertEquals("Method not allowed: use POST", answer.message());
    }
  }

  @Nested
  class Keys {
    private String withKey(String key) {
      return "{\"userId\":\"1\",\"event\":\"e\",\"writeKey\":\"" + key + "\"}";
    }

    @Test
    void mayStandInTheBodyWithoutAnyHeader() {
      accepted(post("/v1/track", withKey(key), new String[0]));
      accepted(
          post(
              "/v1/import",
              "{\"batch\":[" + TRACK + "],\"writeKey\":\"" + key + "\"}",
              new String[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
    void mayBeABearer(String scheme) {
      accepted(post("/v1/track", TRACK, "Authorization", scheme + key));
    }

    @Test
    void mayStandInHeaderAndBody() {
      accepted(post("/v1/track", withKey(key), "Authorization", basic(key)));
    }

    @Test
    void accessTokenOfOauthIsNoKey() {
      accepted(post("/v1/track", withKey(key), "Authorization", "Bearer ey.ey.sig"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Bearer"})
    void mustNotDiffer(String scheme) {
      String other = inlet.newKey(account + "-b", Sender.TRACKING);
      String authorization = scheme.equals("Basic") ? basic(other) : "Bearer " + other;

      refused(
          400,
          "Two different API keys in one request: send only one",
          post("/v1/track", withKey(key), "Authorization", authorization));
      nothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Basic: %s:",
          "basic %s",
          "Basic  %s\n:",
          "Basic %s: ",
          "Bearer \n%s:",
          "BEARER %s:"
        })
    void mayBeWrittenAsClientsWriteThem(String header) {
      String scheme = header.substring(0, header.indexOf(' ') + 1);
      String user = header.substring(scheme.length()).formatted(key);

      accepted(post("/v1/track", TRACK, "Authorization", scheme + RunningInlet.base64(user)));
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s", "%s\\n", "\\t%s "})
    void mayHaveBlanksAround(String written) {
      accepted(post("/v1/track", withKey(written.formatted(key)), new String[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"writeKey", "write_key", "WriteKey"})
    void mayStandInTheCallsOfABatch(String name) {
      String call = TRACK.replace("}", ",\"%s\":\"%s\"}".formatted(name, key));

      accepted(post("/v1/batch", "{\"batch\":[%s,%s]}".formatted(call, TRACK), new String[0]));
      assertEquals(2, list("events").size());
    }

    @Test
    void mustNotDifferWithinABatch() {
      String other = TRACK.replace("}", ",\"writeKey\":\"other\"}");
      String own = TRACK.replace("}", ",\"writeKey\":\"" + key + "\"}");
      String different = "Two different API keys in one request: send only one";

      refused(400, different, batch(TRACK + "," + other));
      refused(
          400,
          different,
          post("/v1/batch", "{\"batch\":[%s,%s]}".formatted(own, other), new String[0]));
      nothingIsStored();
    }

    @Test
    void missingOneIsExplained() {
      Answer answer = post("/v1/track", TRACK, new String[0]);

      refused(
          401,
          "API key is missing: send it as Basic user name, or as writeKey in the body",
          answer);
      assertEquals("Bearer", answer.header("WWW-Authenticate").orElseThrow());
    }

    @Test
    void wrongOnesAreRefused() {
      refused(401, "API key not recognised", post("/v1/track", withKey("nobody's"), new String[0]));
      refused(401, "API key not recognised", post("/v1/track", TRACK, as("nobody's")));
      refused(
          401,
          "Authorization header is not valid base64: it must be base64 of the key and a colon",
          post("/v1/track", TRACK, "Authorization", "Basic %"));
    }

    @Test
    void bodyThatHidesTheKeyIsWrongItself() {
      refused(
          400, "Body is not valid JSON at line 1, column 1", post("/v1/track", "}", new String[0]));
    }

    @Test
    void keyOfTheDestinationDoesNotOpenIt() {
      refused(
          403,
          "This API key was not issued for tracking calls",
          post("/v1/track", TRACK, as(inlet.newKey(account))));
    }

    @Test
    void keyOfTheTrackingApiDoesNotOpenTheDestination() {
      assertEquals(403, inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"1\"}").status());
    }

    @Test
    void canOnlyWrite() {
      for (String path : new String[] {"/api/accounts", "/api/accounts/" + account + "/contacts"}) {
        assertEquals(
            401, inlet.console("GET", path, null, "Authorization", "Bearer " + key).status());
        assertEquals(404, inlet.send("GET", path, "Authorization", basic(key)).status());
      }
    }

    @Test
    void areNeitherStoredNorShown() {
      accepted(
          post(
              "/v1/track",
              "{\"userId\":\"1\",\"event\":\"e\",\"apiKey\":\"%s\",\"writeKey\":\"%s\"}"
                  .formatted(key, key)));

      assertFalse(list("events").toString().contains(key));
    }
  }

  @Nested
  class Batches {
    @Test
    void bringEveryTypeAtOnce() {
      accepted(
          batch(
              """
              {"type":"identify","userId":"1","anonymousId":"a","traits":{"email":"a@example.com"}},
              {"type":"track","userId":"1","event":"e"},
              {"type":"page","userId":"1","name":"p"},
              {"type":"screen","userId":"1","name":"s"},
              {"type":"group","userId":"1","groupId":"g","traits":{"name":"G"}},
              {"type":"alias","userId":"1","previousId":"b"}"""));

      assertEquals("a@example.com", list("contacts").at("/0/fields/email").asText());
      assertEquals(1, list("events").size());
      assertEquals(2, list("pages").size());
      assertEquals("G", list("companies").at("/0/name").asText());
    }

    @Test
    void sentAgainAreStoredOnce() {
      String calls =
          TRACK.replace("}", ",\"messageId\":\"m1\"}")
              + ","
              + TRACK.replace("}", ",\"messageId\":\"m2\"}");
      accepted(batch(calls));
      accepted(batch(calls));

      assertEquals(2, list("events").size());
    }

    @Test
    void withoutMessageIdsAreKnownByTheirClock() {
      String body =
          "{\"batch\":[%s,%s],\"sentAt\":\"2026-01-01T00:00:00Z\"}".formatted(TRACK, TRACK);
      accepted(post("/v1/batch", body));
      accepted(post("/v1/batch", body));

      assertEquals(2, list("events").size());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{\"type\":\"track\",\"userId\":\"1\"}|Missing event",
          "{\"userId\":\"1\"}|Missing type",
          "{\"type\":\"delete\",\"userId\":\"1\"}"
              + "|type must be identify, track, page, screen, group or alias",
          "[]|a call must be an object",
          "{\"type\":\"\",\"userId\":\"1\"}|Missing type",
        })
    void areTakenWithoutTheCallThatIsWrong(String wrong, String message) {
      Answer answer = batch(TRACK + "," + wrong + "," + TRACK);

      assertEquals(200, answer.status(), answer::toString);
      assertEquals(
          "{\"success\":true,\"refused\":[{\"index\":1,\"message\":\"%s\"}]}".formatted(message),
          answer.body());
      assertEquals(2, list("events").size());
      JsonNode refusal = refusals(1).get(0);
      assertEquals("batch[1]: " + message, refusal.at("/message").asText());
      assertEquals(400, refusal.at("/status").asInt());
    }

    @Test
    void areRefusedWhenNoCallOfThemCanBeTaken() {
      String withoutEvent =
          "{\"type\":\"track\",\"userId\":\"1\",\"messageId\":\"m0\",\"writeKey\":\"%s\"}"
              .formatted(key);

      refused(400, "batch[0]: Missing event", batch(withoutEvent + ",{\"messageId\":\"m1\"},7"));

      nothingIsStored();
      List<JsonNode> refusals = refusals(3);
      assertEquals(
          List.of(
              "batch[2]: a call must be an object",
              "batch[1]: Missing type",
              "batch[0]: Missing event"),
          refusals.stream().map(one -> one.at("/message").asText()).toList());
      assertEquals("m1", refusals.get(1).at("/messageId").asText());
      assertEquals("m0", refusals.get(2).at("/messageId").asText());
      String first = deliveries() + "/" + refusals.get(2).at("/id").asText();
      assertFalse(inlet.admin("GET", first).body().contains(key));
    }

    @Test
    void keepNothingOfACallThatIsWrongWhileNothingIsTaken() {
      inlet.admin("PUT", "/api/maintenance", "{\"enabled\":true}");
      try {
        assertEquals(503, batch(TRACK + ",{}").status());
      } finally {
        inlet.admin("PUT", "/api/maintenance", "{\"enabled\":false}");
      }

      accepted(batch(TRACK));
      assertEquals(1, inlet.admin("GET", deliveries()).at("/deliveries").size());
    }

    private String deliveries() {
      return "/api/accounts/" + account + "/deliveries";
    }

    /** The refused deliveries of the account, as soon as there are so many; newest first. */
    private List<JsonNode> refusals(int count) {
      return refusedIn(inlet.await(deliveries(), answer -> refusedIn(answer).size() == count));
    }

    private static List<JsonNode> refusedIn(Answer deliveries) {
      return deliveries
          .at("/deliveries")
          .valueStream()
          .filter(one -> one.at("/status").asInt() >= 400)
          .toList();
    }

    @Test
    void areRefusedAsAWholeForATypeThatTheKeyMayNotSend() {
      key =
          inlet
              .newKey(
                  account,
                  "{\"name\":\"n\",\"permissions\":[\"track\"],\"senders\":[\"tracking\"]}")
              .at("/key")
              .asText();

      refused(
          403,
          "batch[1]: This API key may not send alias calls",
          batch(TRACK + ",{\"type\":\"alias\",\"userId\":\"1\",\"previousId\":\"2\"}"));
      nothingIsStored();
      List<JsonNode> refusals = refusals(2);
      assertEquals("alias", refusals.get(0).at("/type").asText());
      assertEquals("tracking", refusals.get(0).at("/sender").asText());
      assertEquals("track", refusals.get(1).at("/type").asText());
      for (JsonNode refusal : refusals) {
        assertEquals(
            "batch[1]: This API key may not send alias calls", refusal.at("/message").asText());
      }
    }

    @Test
    void mayBeEmpty() {
      accepted(batch(""));
    }

    @Test
    void ofTheLargestNumberAreTakenAndLargerOnesAreNot() {
      accepted(batch(String.join(",", Collections.nCopies(MOST_CALLS, TRACK))));
      refused(
          400,
          "batch holds 2501 calls, more than 2500",
          batch(String.join(",", Collections.nCopies(MOST_CALLS + 1, TRACK))));
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
      accepted(post("/v1/page", callOf(LARGEST_CALL)));
      refused(400, "Body is larger than 32 KB", post("/v1/page", callOf(LARGEST_CALL + 1)));
      Answer batch = batch(callOf(LARGEST_CALL) + "," + callOf(LARGEST_CALL + 1));
      assertEquals("the call is larger than 32 KB", batch.at("/refused/0/message").asText());
      assertEquals(2, list("pages").size());
    }

    @Test
    void largestBatchIsTakenAndALargerOneIsNot() {
      String calls = String.join(",", Collections.nCopies(20, callOf(25_000)));
      String batch = "{\"batch\":[" + calls + "]}";

      accepted(post("/v1/batch", batch + " ".repeat(LARGEST_BATCH - batch.length())));
      refused(
          400,
          "Body is larger than 500 KB",
          post("/v1/batch", batch + " ".repeat(LARGEST_BATCH + 1 - batch.length())));
      assertEquals(20, list("pages").size());
    }

    @Test
    void tooLargeBodyWithoutAHeaderIsRefusedAsSuch() {
      refused(
          400,
          "Body is larger than 500 KB",
          post("/v1/import", " ".repeat(LARGEST_BATCH + 1), new String[0]));
    }
  }

  @Nested
  class Bodies {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "text/plain",
          "text/plain;charset=UTF-8",
          "application/json; charset=utf-8",
          "application/x-www-form-urlencoded",
          "application/octet-stream"
        })
    void areJsonWhateverTheySayTheyAre(String contentType) {
      accepted(post("/v1/track", TRACK, "Authorization", basic(key), "Content-Type", contentType));
      assertEquals(1, list("events").size());
    }

    @Test
    void needNotSayWhatTheyAre() {
      accepted(post("/v1/track", TRACK, "Authorization", basic(key)));
    }

    @Test
    void mayBeZippedAndDeclaredAsAForm() throws IOException {
      var zipped = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(zipped)) {
        gzip.write(("{\"batch\":[" + TRACK + "]}").getBytes(StandardCharsets.UTF_8));
      }

      accepted(
          inlet.post(
              "/v1/batch",
              zipped.toByteArray(),
              "Authorization",
              basic(key),
              "Content-Type",
              "application/x-www-form-urlencoded",
              "Content-Encoding",
              "gzip"));
      assertEquals(1, list("events").size());
    }

    @Test
    void mayComeInChunks() throws IOException {
      try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
        accepted(
            connection
                .head(
                    "POST /v1/track HTTP/1.1",
                    "Host: localhost",
                    "Authorization: " + basic(key),
                    "Transfer-Encoding: chunked")
                .text(Integer.toHexString(TRACK.length()) + "\r\n" + TRACK + "\r\n0\r\n\r\n")
                .answer());
      }
      assertEquals(1, list("events").size());
    }

    @Test
    void areStoredAsTheyWereSent() {
      String properties = "{\"n\":9007199254740993,\"d\":1.10,\"u\":\"\\u00e9é\",\"l\":[[1,[]]]}";
      accepted(
          batch(
              "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\",\"properties\":%s}"
                  .formatted(properties)));

      assertTrue(
          inlet
              .admin("GET", "/api/accounts/" + account + "/events")
              .body()
              .contains("\"properties\":" + properties));
    }
  }

  @Nested
  class Clocks {
    private Instant happened() {
      return Instant.parse(list("events").at("/0/timestamp").asText());
    }

    private Instant stored() {
      return Instant.parse(list("events").at("/0/storedAt").asText());
    }

    @Test
    void wrongClockOfASenderIsCorrected() {
      accepted(
          post(
              "/v1/batch",
              """
              {"batch":[{"type":"track","userId":"1","event":"e",
                         "timestamp":"2031-05-01T00:00:00Z","receivedAt":"2031-05-01T00:00:00Z"}],
               "sentAt":"2031-05-01T00:01:00Z"}"""));

      assertEquals(Duration.ofMinutes(1), Duration.between(happened(), stored()));
    }

    @Test
    void importedPastStaysThePast() {
      accepted(
          post("/v1/track", TRACK.replace("}", ",\"timestamp\":\"2012-12-02T00:30:08.276Z\"}")));

      assertEquals(Instant.parse("2012-12-02T00:30:08.276Z"), happened());
    }

    @Test
    void withoutClocksItIsNow() {
      accepted(post("/v1/track", TRACK));

      assertEquals(stored(), happened());
    }
  }

  @Test
  void settingsOfTheDestinationAreAskedOfNoOtherSender() {
    accepted(post("/v1/identify", "{\"userId\":\"1\"}"));

    assertEquals(
        "X-Segment-Settings: setting listId is missing",
        inlet.deliver(inlet.newKey(account), "{\"type\":\"identify\",\"userId\":\"1\"}").message());
  }

  @Test
  void maintenanceIsUnavailableWithATimeToComeBack() {
    inlet.admin("PUT", "/api/maintenance", "{\"enabled\":true,\"message\":\"Back at 14:00\"}");
    try {
      Answer answer = post("/v1/track", TRACK);

      refused(503, "Back at 14:00", answer);
      assertEquals("30", answer.header("Retry-After").orElseThrow());
    } finally {
      inlet.admin("PUT", "/api/maintenance", "{\"enabled\":false}");
    }
  }
}
