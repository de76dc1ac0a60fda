package dev.inlet.endpoint;

import static dev.inlet.RunningInlet.as;
import static dev.inlet.RunningInlet.base64;
import static dev.inlet.RunningInlet.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are unusual and good, and those that are unusual and bad. */
class OddRequestsIT {
  private static final int LIMIT = 524_288;
  private static final byte[] IDENTIFY = bytes("{\"type\":\"identify\",\"userId\":\"1\"}");

  @Given private static RunningInlet inlet;
  private static String account;
  private static String key;

  @BeforeAll
  static void start() {
    account = inlet.newAccount();
    key = inlet.newKey(account);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return zipped.toByteArray();
  }

  /** An identify call of exactly this many bytes. */
  private static byte[] callOf(int size) {
    String start = "{\"type\":\"identify\",\"userId\":\"large\",\"traits\":{\"a\":\"";
    return bytes(start + "x".repeat(size - start.length() - 3) + "\"}}");
  }

  private static void refused(int status, String message, Answer answer) {
    assertEquals(message, answer.message(), answer::toString);
    assertEquals(status, answer.status());
  }

  @Nested
  class Url {
    private static final String PROBLEM =
        "The URL holds a character that must be written as %XX, such as %C3%A4 for an ä or %20 for"
            + " a space";

    @ParameterizedTest
    @ValueSource(strings = {"à", "日本", "😀", "\u0083", "|", "{a}", "\"", "%", "%zz", "<b>"})
    void thatIsNoneIsRefusedWithWhatIsWrong(String character) throws IOException {
      String path = "/api/accounts/" + account + "/contacts?q=" + character;

      refused(400, PROBLEM, raw(inlet.consolePort(), "GET " + path));
      refused(400, PROBLEM, raw(inlet.publicPort(), "POST /destination?q=" + character));
    }

    /** What Java takes for a URI: two characters, neither of which was meant. */
    @Test
    void thatIsNotAsciiIsRefusedWhereSomethingWouldBeLookedFor() throws IOException {
      Answer answer = raw(inlet.consolePort(), "GET /api/accounts/" + account + "/contacts?q=ä");

      assertEquals(400, answer.status());
      assertTrue(answer.message().startsWith("The URL must be ASCII"), answer::message);
    }

    private Answer raw(int port, String line) throws IOException {
      try (RawConnection connection = RawConnection.to(port)) {
        return connection
            .head(
                line + " HTTP/1.1",
                "Host: localhost",
                "Authorization: "
                    + (port == inlet.consolePort()
                        ? "Bearer " + RunningInlet.ADMIN_PASSWORD
                        : basic(key)),
                "Content-Length: 0")
            .answer();
      }
    }
  }

  @Nested
  class Method {
    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD", "TRACE"})
    void otherThanPostIsNotAllowed(String method) {
      Answer answer = inlet.send(method, "/destination");

      assertEquals(405, answer.status());
      assertEquals("POST", answer.header("Allow").orElseThrow());
      if (!method.equals("HEAD")) {
        assertEquals("Method not allowed: use POST", answer.message());
      }
    }

    @Test
    void preflightOfABrowserIsNotAllowedEither() {
      Answer answer =
          inlet.send(
              "OPTIONS",
              "/destination",
              "Origin",
              "https://example.com",
              "Access-Control-Request-Method",
              "POST");

      assertEquals(405, answer.status());
      assertTrue(answer.header("Access-Control-Allow-Origin").isEmpty());
    }
  }

  @Nested
  class Where {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "/",
          "/nowhere",
          "/destination/nowhere",
          "/destinations",
          "/api/accounts",
          "/health",
          "/prometheus",
          "/api/maintenance"
        })
    void nothingElseIsFoundOnThePublicPort(String path) {
      for (String method : new String[] {"GET", "POST"}) {
        Answer answer = inlet.send(method, path);
        refused(
            404,
            "There is nothing here. Calls go by POST to /destination, to /v1/identify, track, page,"
                + " screen, group, alias or batch, to /api/v1/segment or to /track",
            answer);
        assertTrue(answer.header("Content-Type").orElseThrow().startsWith("application/json"));
      }
    }

    @Test
    void slashAtTheEndDoesNotMatter() {
      assertEquals(200, inlet.post("/destination/", IDENTIFY, as(key)).status());
    }

    @Test
    void queryDoesNotMatter() {
      assertEquals(200, inlet.post("/destination?a=b&c", IDENTIFY, as(key)).status());
    }

    @Test
    void contractIsServedAsItStandsInTheRepository() throws IOException {
      Answer answer = inlet.send("GET", "/openapi/inlet.yml");

      assertEquals(200, answer.status());
      assertEquals(java.nio.file.Files.readString(Path.of("openapi/inlet.yml")), answer.body());
    }
  }

  @Nested
  class Authorization {
    private Answer deliverWith(String authorization) {
      return inlet.post(
          "/destination",
          IDENTIFY,
          "Authorization",
          authorization,
          "Content-Type",
          "application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"basic", "BASIC", "bAsIc"})
    void schemeMayBeInAnyCase(String scheme) {
      assertEquals(200, deliverWith(scheme + " " + base64(key + ":")).status());
    }

    @Test
    void paddingIsOptional() {
      String unpadded = basic(key).replace("=", "");

      assertEquals(200, deliverWith(unpadded).status());
    }

    @Test
    void passwordIsIgnoredWhateverItIs() {
      for (String password : new String[] {"x", "a:b:c", "ÿþ?>", ":"}) {
        assertEquals(200, deliverWith("Basic " + base64(key + ":" + password)).status());
      }
    }

    @Test
    void urlSafeAlphabetIsRead() {
      String urlSafe = Base64.getUrlEncoder().encodeToString(bytes(key + ":ÿþ?>~~~ÿÿÿ"));
      assertTrue(urlSafe.contains("-") || urlSafe.contains("_"), urlSafe);

      assertEquals(200, deliverWith("Basic " + urlSafe).status());
    }

    @Test
    void originChangesNothing() {
      Answer answer =
          inlet.post("/destination", IDENTIFY, as(key, "Origin", "https://evil.example"));

      assertEquals(200, answer.status());
      assertTrue(answer.header("Access-Control-Allow-Origin").isEmpty());
    }
  }

  @Nested
  class MediaType {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "application/json; charset=utf-8",
          "APPLICATION/JSON",
          "application/json;charset=ISO-8859-1",
          "text/json",
          "application/vnd.segment+json",
        })
    void ofJsonIsFine(String type) {
      assertEquals(
          200,
          inlet
              .post("/destination", IDENTIFY, "Authorization", basic(key), "Content-Type", type)
              .status());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "*/*"})
    void ofSomethingElseIsRefused(String type) {
      refused(
          400,
          "Content-Type must be application/json, not " + type,
          inlet.post("/destination", IDENTIFY, "Authorization", basic(key), "Content-Type", type));
    }

    @Test
    void thatIsNonsenseIsRefused() {
      Answer answer =
          inlet.post("/destination", IDENTIFY, "Authorization", basic(key), "Content-Type", "json");

      refused(400, "Content-Type must be application/json, not json", answer);
    }

    @Test
    void thatIsMissingIsRefused() {
      refused(
          400,
          "Content-Type must be application/json; there is none",
          inlet.post("/destination", IDENTIFY, "Authorization", basic(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "*/*;q=0", "nonsense"})
    void thatTheSenderAcceptsDoesNotMatter(String accept) {
      assertEquals(200, inlet.post("/destination", IDENTIFY, as(key, "Accept", accept)).status());
      assertEquals(
          400, inlet.post("/destination", bytes("{}"), as(key, "Accept", accept)).status());
    }
  }

  /** There is one form of each answer, and it is better than none. */
  @Nested
  class Accept {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "text/html",
          "application/json",
          "application/xml",
          "image/png, */*;q=0",
          "text/html;q=much",
          "nonsense",
          "a/b/c",
          "/",
          ",",
          "*",
          ";"
        })
    void ofAnotherFormIsAnsweredAllTheSame(String accept) {
      for (String path :
          List.of(
              "/api/accounts",
              "/api/accounts/" + account + "/contacts.csv",
              "/api/audit.ndjson",
              "/console/login",
              "/docs",
              "/health/liveness",
              "/prometheus")) {
        String password = "Bearer " + RunningInlet.ADMIN_PASSWORD;
        Answer answer =
            inlet.console("GET", path, null, "Accept", accept, "Authorization", password);
        assertEquals(200, answer.status(), () -> path + ": " + answer);
      }
      assertEquals(200, inlet.send("GET", "/openapi/inlet.yml", "Accept", accept).status());
      assertEquals(404, inlet.send("GET", "/nowhere", "Accept", accept).status());
      assertEquals(405, inlet.send("GET", "/destination", "Accept", accept).status());
    }
  }

  @Nested
  class Encoding {
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void gzipIsRead(String coding) {
      byte[] call = bytes("{\"type\":\"identify\",\"userId\":\"zipped\",\"traits\":{\"a\":\"€\"}}");

      assertEquals(
          200,
          inlet.post("/destination", gzip(call), as(key, "Content-Encoding", coding)).status());
      String zipped = "/api/accounts/" + account + "/contacts/zipped";
      assertEquals("€", inlet.admin("GET", zipped).at("/traits/a").asText());
    }

    @Test
    void identityIsRead() {
      assertEquals(
          200,
          inlet.post("/destination", IDENTIFY, as(key, "Content-Encoding", "identity")).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "gzip, br"})
    void ofAnotherKindIsRefused(String coding) {
      refused(
          400,
          "Content-Encoding must be gzip or identity, not " + coding,
          inlet.post("/destination", gzip(IDENTIFY), as(key, "Content-Encoding", coding)));
    }

    @Test
    void twiceIsOneTooMany() {
      refused(
          400,
          "Content-Encoding must be gzip or identity, not gzip, gzip",
          inlet.post(
              "/destination",
              gzip(gzip(IDENTIFY)),
              as(key, "Content-Encoding", "gzip", "Content-Encoding", "gzip")));
    }

    @Test
    void corruptGzipIsRefused() {
      byte[] corrupt = gzip(IDENTIFY);
      corrupt[corrupt.length - 6] ^= 1;

      refused(
          400,
          "Body is not valid gzip, as its Content-Encoding says",
          inlet.post("/destination", corrupt, as(key, "Content-Encoding", "gzip")));
      refused(
          400,
          "Body is not valid gzip, as its Content-Encoding says",
          inlet.post("/destination", IDENTIFY, as(key, "Content-Encoding", "gzip")));
      refused(
          400,
          "Body is not valid gzip, as its Content-Encoding says",
          inlet.post("/destination", new byte[0], as(key, "Content-Encoding", "gzip")));
    }

    @Test
    void gzipThatIsCutShortIsRefused() {
      byte[] whole = gzip(IDENTIFY);

      refused(
          400,
          "Body is not valid gzip, as its Content-Encoding says",
          inlet.post(
              "/destination",
              java.util.Arrays.copyOf(whole, whole.length - 3),
              as(key, "Content-Encoding", "gzip")));
    }

    @Test
    void bombOfGzipIsRefused() {
      refused(
          400,
          "Body is larger than 512 KB",
          inlet.post(
              "/destination", gzip(new byte[200_000_000]), as(key, "Content-Encoding", "gzip")));
    }
  }

  @Nested
  class Size {
    @Test
    void ofExactlyTheLimitIsTaken() {
      assertEquals(200, inlet.post("/destination", callOf(LIMIT), as(key)).status());
      assertEquals(
          200,
          inlet
              .post("/destination", gzip(callOf(LIMIT)), as(key, "Content-Encoding", "gzip"))
              .status());
    }

    @Test
    void ofOneByteMoreIsRefused() {
      refused(
          400,
          "Body is larger than 512 KB",
          inlet.post("/destination", callOf(LIMIT + 1), as(key)));
      refused(
          400,
          "Body is larger than 512 KB",
          inlet.post("/destination", gzip(callOf(LIMIT + 1)), as(key, "Content-Encoding", "gzip")));
    }

    @ParameterizedTest
    @CsvSource({"600000", "1048576", "1048577", "5000000"})
    void farBeyondTheLimitIsRefusedTheSameWay(int size) {
      refused(400, "Body is larger than 512 KB", inlet.post("/destination", callOf(size), as(key)));
    }

    @Test
    void farBeyondTheLimitDoesNotHideABadKey() {
      refused(
          401,
          "API key not recognised",
          inlet.post("/destination", callOf(5_000_000), as("nobody")));
    }
  }
}
