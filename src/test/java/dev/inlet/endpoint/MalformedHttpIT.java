package dev.inlet.endpoint;

import static dev.inlet.RunningInlet.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.EOFException;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no HTTP library sends: said to a socket, byte by byte. */
class MalformedHttpIT {
  private static final int LIMIT = 524_288;
  private static final String POST = "POST /destination HTTP/1.1";
  private static final String HOST = "Host: localhost";
  private static final String JSON = "Content-Type: application/json";
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String IDENTIFY = "{\"type\":\"identify\",\"userId\":\"raw\"}";
  private static final Set<Integer> DOCUMENTED = Set.of(400, 401, 403, 405, 501, 503);

  @Given private static RunningInlet inlet;
  private static String account;
  private static String authorization;

  private RawConnection connection;

  @BeforeAll
  static void start() {
    account = inlet.newAccount();
    authorization = "Authorization: " + basic(inlet.newKey(account));
  }

  @BeforeEach
  void connect() throws IOException {
    connection = RawConnection.to(inlet.publicPort());
  }

  @AfterEach
  void disconnect() throws IOException {
    connection.close();
  }

  private static String length(String body) {
    return "Content-Length: " + body.length();
  }

  private static String chunk(String data) {
    return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
  }

  private static void refusedAsDocumented(Answer answer) {
    assertTrue(DOCUMENTED.contains(answer.status()), answer::toString);
    assertTrue(answer.message().length() > 1, answer::toString);
  }

  @Nested
  class Smuggling {
    @Test
    void chunkedTwiceIsRefused() throws IOException {
      connection
          .head(POST, HOST, authorization, JSON, "Transfer-Encoding: chunked, chunked")
          .text(chunk(IDENTIFY) + chunk(""));

      refusedAsDocumented(connection.answer());
    }

    @Test
    void lengthBesideChunksIsRefused() throws IOException {
      connection
          .head(POST, HOST, authorization, JSON, length(IDENTIFY), CHUNKED)
          .text(chunk(IDENTIFY) + chunk(""));

      refusedAsDocumented(connection.answer());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Content-Length: 33, 34",
          "Content-Length: -1",
          "Content-Length: +33",
          "Content-Length: x"
        })
    void lengthThatIsNoneIsRefused(String length) throws IOException {
      connection.head(POST, HOST, authorization, JSON, length).text(IDENTIFY);

      refusedAsDocumented(connection.answer());
    }

    @Test
    void twoLengthsAreRefused() throws IOException {
      connection
          .head(POST, HOST, authorization, JSON, length(IDENTIFY), "Content-Length: 1")
          .text(IDENTIFY);

      refusedAsDocumented(connection.answer());
    }

    @Test
    void unknownTransferEncodingIsRefused() throws IOException {
      connection
          .head(POST, HOST, authorization, JSON, "Transfer-Encoding: identity")
          .text(IDENTIFY);

      refusedAsDocumented(connection.answer());
    }

    @Test
    void chunkWithoutItsSizeIsRefused() throws IOException {
      connection.head(POST, HOST, authorization, JSON, CHUNKED).text("xyz\r\n" + IDENTIFY + "\r\n");

      refusedAsDocumented(connection.answer());
    }
  }

  @Nested
  class RequestLines {
    private static final String PROBLEM =
        "The request line must be method, path and version with one space between them";

    @ParameterizedTest
    @ValueSource(
        strings = {
          "POST  /destination HTTP/1.1",
          "POST /destination  HTTP/1.1",
          "POST\t/destination HTTP/1.1",
          "POST /destination\tHTTP/1.1",
          "POST /destination HTTP/1.1 ",
          " POST /destination HTTP/1.1",
          "POST\u000b/destination HTTP/1.1",
          "POST\r/destination HTTP/1.1"
        })
    void haveOneSpaceBetweenTheirWords(String line) throws IOException {
      connection.head(line, HOST, authorization, JSON, length(IDENTIFY)).text(IDENTIFY);

      Answer answer = connection.answer();
      assertEquals(400, answer.status(), answer::toString);
      assertEquals("close", answer.header("Connection").orElse(""), answer::toString);
      assertTrue(connection.isClosed());
    }

    @Test
    void areToldWhatTheyMustBe() throws IOException {
      connection.head("POST /destination  HTTP/1.1", HOST, authorization, JSON).text("");

      assertEquals(PROBLEM, connection.answer().message());
    }

    @Test
    void areLookedAtOfEveryRequestOfAConnection() throws IOException {
      connection.head(POST, HOST, authorization, JSON, length(IDENTIFY)).text(IDENTIFY);
      assertEquals(2, connection.answer().status() / 100);
      connection.text("\r\n");
      connection.head(POST, HOST, authorization, JSON, length(IDENTIFY)).text(IDENTIFY);
      assertEquals(2, connection.answer().status() / 100);
      connection
          .head("POST\t/destination HTTP/1.1", HOST, authorization, JSON, length(IDENTIFY))
          .text(IDENTIFY);

      assertEquals(PROBLEM, connection.answer().message());
    }

    @Test
    void mayArriveInPieces() throws IOException {
      connection.text("POST /dest");
      connection.text("ination  ");
      connection.head("HTTP/1.1", HOST, authorization, JSON, length(IDENTIFY)).text(IDENTIFY);

      assertEquals(PROBLEM, connection.answer().message());
    }
  }

  /** After it nothing can be understood, so nothing is left to wait for on its connection. */
  @Nested
  class MalformedChunk {
    private static final String BROKEN =
        "Body is not in chunks as HTTP/1.1 describes them: send it again";

    private void isRefusedAndTheLast(Answer answer) throws IOException {
      assertEquals(400, answer.status(), answer::toString);
      assertEquals(BROKEN, answer.message());
      isTheLast(answer);
    }

    private void isTheLast(Answer answer) throws IOException {
      assertEquals("close", answer.header("Connection").orElse(""), answer::toString);
      assertTrue(connection.isClosed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz\r\n", "-5\r\nhello\r\n", "5\r\nhelloXX\r\n"})
    void isRefused(String chunk) throws IOException {
      connection.head(POST, HOST, authorization, JSON, CHUNKED).text(chunk);

      isRefusedAndTheLast(connection.answer());
    }

    @Test
    void afterAWholeCallStoresNothing() throws IOException {
      String call = "{\"type\":\"identify\",\"userId\":\"garbled\"}";
      connection.head(POST, HOST, authorization, JSON, CHUNKED).text(chunk(call) + "xyz\r\n");

      isRefusedAndTheLast(connection.answer());
      assertEquals(404, inlet.admin("GET", "/api/accounts/acme/contacts/garbled").status());
    }

    @Test
    void thatComesLaterIsRefusedToo() throws Exception {
      connection.head(POST, HOST, authorization, JSON, CHUNKED).text(chunk(IDENTIFY));
      Thread.sleep(100);
      connection.text("xyz\r\n");

      isRefusedAndTheLast(connection.answer());
    }

    @Test
    void doesNotKeepAnEarlierRequestFromItsAnswer() throws IOException {
      connection
          .head(POST, HOST, authorization, JSON, length(IDENTIFY))
          .text(IDENTIFY)
          .head(POST, HOST, authorization, JSON, CHUNKED)
          .text("xyz\r\n");

      Answer first = connection.answer();
      assertEquals(200, first.status());
      assertTrue(first.header("Connection").isEmpty());
      isRefusedAndTheLast(connection.answer());
    }

    @Test
    void ofARequestThatNobodyReadsEndsTheConnectionToo() throws IOException {
      connection.head(POST, HOST, JSON, CHUNKED).text("xyz\r\n");

      Answer answer = connection.answer();
      assertEquals(401, answer.status());
      assertTrue(connection.isClosed());
    }

    @Test
    void afterItsAnswerEndsTheConnectionToo() throws IOException {
      connection.head(POST, HOST, JSON, CHUNKED);
      assertEquals(401, connection.answer().status());

      connection.text("xyz\r\n");

      assertTrue(connection.isClosed());
    }

    @Test
    void isRefusedByTheAdminApiToo() throws IOException {
      try (RawConnection admin = RawConnection.to(inlet.consolePort())) {
        admin
            .head(
                "POST /api/accounts HTTP/1.1",
                HOST,
                "Authorization: Bearer " + RunningInlet.ADMIN_PASSWORD,
                JSON,
                CHUNKED)
            .text("xyz\r\n");

        Answer answer = admin.answer();
        assertEquals(400, answer.status(), answer::toString);
        assertEquals("close", answer.header("Connection").orElse(""));
        assertTrue(admin.isClosed());
      }
    }
  }

  @Nested
  class Host {
    private static final String PROBLEM = "HTTP/1.1 asks for one Host header, no more and no fewer";

    private static String[] lines(String... hosts) {
      return Stream.of(
              Stream.of(POST), Stream.of(hosts), Stream.of(authorization, JSON, length(IDENTIFY)))
          .flatMap(lines -> lines)
          .toArray(String[]::new);
    }

    private void isRefused() throws IOException {
      connection.text(IDENTIFY);
      Answer answer = connection.answer();

      assertEquals(400, answer.status(), answer::toString);
      assertEquals(PROBLEM, answer.message());
      assertTrue(connection.isClosed());
    }

    @Test
    void thatIsMissingIsRefused() throws IOException {
      connection.head(lines());

      isRefused();
    }

    @Test
    void thatIsGivenTwiceIsRefused() throws IOException {
      connection.head(lines(HOST, HOST));

      isRefused();
    }

    @Test
    void mayBeEmpty() throws IOException {
      connection.head(lines("Host:")).text(IDENTIFY);

      assertEquals(200, connection.answer().status());
    }

    @Test
    void isAskedForOnTheAdminPortToo() throws IOException {
      try (RawConnection admin = RawConnection.to(inlet.consolePort())) {
        admin.head("GET /health HTTP/1.1");

        assertEquals(400, admin.answer().status());
      }
    }
  }

  @Nested
  class Head {
    @Test
    void thatIsNoHttpIsRefused() throws IOException {
      connection.text("hello\r\n\r\n");

      refusedAsDocumented(connection.answer());
    }

    @Test
    void ofTooManyBytesIsRefused() throws IOException {
      connection.head(
          POST, HOST, authorization, JSON, "X-Large: " + "x".repeat(40_000), length(IDENTIFY));

      refusedAsDocumented(connection.answer());
    }

    @Test
    void withAnEndlessPathIsRefused() throws IOException {
      connection.head("POST /destination?" + "x".repeat(10_000) + " HTTP/1.1", HOST, authorization);

      refusedAsDocumented(connection.answer());
    }

    @Test
    void withSettingsThatFillTheirLimitIsRead() throws IOException {
      String settings = RunningInlet.base64("{\"a\":\"" + "x".repeat(16_376) + "\"}");

      connection
          .head(
              POST, HOST, authorization, JSON, "X-Segment-Settings: " + settings, length(IDENTIFY))
          .text(IDENTIFY);

      assertEquals(200, connection.answer().status());
    }

    @Test
    void inHttp10IsAnsweredToo() throws IOException {
      connection
          .head("POST /destination HTTP/1.0", authorization, JSON, length(IDENTIFY))
          .text(IDENTIFY);

      assertEquals(200, connection.answer().status());
      assertTrue(connection.isClosed());
    }
  }

  /** What Netty takes and HTTP/1.1 does not. */
  @Nested
  class Framing {
    private void isRefused(int status, String message, String requestLine, String framing)
        throws IOException {
      connection.head(requestLine, HOST, authorization, JSON, framing).text(IDENTIFY);
      Answer answer = connection.answer();

      assertEquals(status, answer.status(), answer::toString);
      assertEquals(message, answer.message());
      assertTrue(connection.isClosed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9"})
    void ofAnotherVersionIsRefused(String version) throws IOException {
      isRefused(
          505,
          "Send the request in HTTP/1.1 or HTTP/1.0",
          "POST /destination " + version,
          length(IDENTIFY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "Post", "pOST"})
    void ofAMethodInOtherLettersIsRefused(String method) throws IOException {
      isRefused(
          501,
          "HTTP's methods are written in capitals, such as POST",
          method + " /destination HTTP/1.1",
          length(IDENTIFY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "gzip,chunked", "deflate, chunked"})
    void ofATransferCodingThatIsNotReadIsRefused(String coding) throws IOException {
      isRefused(
          501,
          "Transfer-Encoding must be chunked and nothing else: compress by Content-Encoding",
          POST,
          "Transfer-Encoding: " + coding);
    }
  }

  @Nested
  class HalfClosed {
    @Test
    void clientGetsItsAnswer() throws IOException {
      connection.head(POST, HOST, authorization, JSON, length(IDENTIFY)).text(IDENTIFY).end();

      assertEquals(200, connection.answer().status());
      assertTrue(connection.isClosed());
    }

    @Test
    void clientGetsAllItsAnswers() throws IOException {
      for (int i = 0; i < 3; i++) {
        connection.head(POST, HOST, authorization, JSON, length(IDENTIFY)).text(IDENTIFY);
      }
      connection.end();

      for (int i = 0; i < 3; i++) {
        assertEquals(200, connection.answer().status());
      }
      assertTrue(connection.isClosed());
    }

    @Test
    void connectionWithoutARequestEnds() throws IOException {
      connection.end();

      assertTrue(connection.isClosed());
    }
  }

  @Nested
  class Conversation {
    @Test
    void pipelinedCallsAreAnsweredInTheirOrder() throws IOException {
      String alias = "{\"type\":\"alias\"}";
      for (int i = 0; i < 3; i++) {
        connection
            .head(POST, HOST, authorization, JSON, length(IDENTIFY))
            .text(IDENTIFY)
            .head(POST, HOST, authorization, JSON, length(alias))
            .text(alias);
      }

      for (int i = 0; i < 3; i++) {
        assertEquals(200, connection.answer().status());
        assertEquals(501, connection.answer().status());
      }
    }

    /** What of the second one comes later is never the beginning of a line, but once. */
    @Test
    void pipelinedCallMayBeCutAnywhere() throws IOException {
      String first =
          String.join("\r\n", POST, HOST, authorization, JSON, length(IDENTIFY), "", IDENTIFY);
      for (int cut = 0; cut < first.length(); cut++) {
        try (RawConnection pipelined = RawConnection.to(inlet.publicPort())) {
          pipelined.text(first + first.substring(0, cut));
          assertEquals(200, pipelined.answer().status());

          pipelined.text(first.substring(cut));

          assertEquals(200, pipelined.answer().status(), first.substring(cut));
        }
      }
    }

    @Test
    void expectationIsMetBeforeTheBodyIsSent() throws IOException {
      connection.head(POST, HOST, authorization, JSON, length(IDENTIFY), "Expect: 100-continue");
      assertEquals(100, connection.answer().status());

      connection.text(IDENTIFY);

      assertEquals(200, connection.answer().status());
    }

    @Test
    void bodyMayComeInChunks() throws IOException {
      connection
          .head(POST, HOST, authorization, JSON, CHUNKED)
          .text(chunk(IDENTIFY.substring(0, 5)))
          .text(chunk(IDENTIFY.substring(5)))
          .text(chunk(""));

      assertEquals(200, connection.answer().status());
    }

    @Test
    void chunksOfExactlyTheLimitAreTakenAndOfOneByteMoreRefused() throws IOException {
      String start = "{\"type\":\"identify\",\"userId\":\"c\",\"traits\":{\"a\":\"";
      String call = start + "x".repeat(LIMIT - start.length() - 3) + "\"}}";

      connection.head(POST, HOST, authorization, JSON, CHUNKED).text(chunk(call) + chunk(""));
      assertEquals(200, connection.answer().status());

      connection
          .head(POST, HOST, authorization, JSON, CHUNKED)
          .text(chunk(call) + chunk(" ") + chunk(""));
      Answer answer = connection.answer();
      assertEquals(400, answer.status());
      assertEquals("Body is larger than 512 KB", answer.message());
    }

    @Test
    void callThatIsCutOffStoresNothing() throws IOException {
      String call = "{\"type\":\"identify\",\"userId\":\"cut-off\"}";
      connection
          .head(POST, HOST, authorization, JSON, "Content-Length: " + (call.length() + 1))
          .text(call)
          .end();

      assertThrows(EOFException.class, connection::answer);
      String contact = "/api/accounts/" + account + "/contacts/cut-off";
      assertEquals(404, inlet.admin("GET", contact).status());
    }
  }
}
