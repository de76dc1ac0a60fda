package dev.inlet.endpoint;

import static dev.inlet.RunningInlet.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.RawConnection;
import dev.inlet.RunningInlet;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @TempDir static Path folder;
  private static RunningInlet inlet;
  private static String authorization;

  private RawConnection connection;

  @BeforeAll
  static void start() {
    inlet = RunningInlet.in(folder).start();
    authorization = "Authorization: " + basic(inlet.newKey("acme"));
  }

  @AfterAll
  static void stop() {
    inlet.close();
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
      assertEquals(404, inlet.admin("GET", "/api/accounts/acme/contacts/cut-off").status());
    }
  }
}
