package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.account.Sender;
import dev.inlet.endpoint.ConnectionLimits;
import io.micronaut.http.server.HttpServerConfiguration;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The numbers in OPERATING.md's "Limits" at their edges and one beyond, as far as no test beside
 * what keeps them does so.
 */
@NullUnmarked
class LimitsIT {
  private static final String CALL = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}";

  @Given private static RunningInlet inlet;

  @Nested
  class Heads {
    private static final int REQUEST_LINE = 4_096;
    private static final int HEADERS = 32_768;
    private static final int SETTINGS = 16_384;

    private final String key = inlet.newKey(inlet.newAccount());

    @Test
    void requestLineMayHave4096Bytes() throws IOException {
      assertEquals(2, statusOf(REQUEST_LINE, 1_000) / 100);
      assertEquals(4, statusOf(REQUEST_LINE + 1, 1_000) / 100);
    }

    @Test
    void headersMayHave32768BytesTogetherWithoutTheirLineEnds() throws IOException {
      assertEquals(2, statusOf(100, HEADERS) / 100);
      assertEquals(4, statusOf(100, HEADERS + 1) / 100);
    }

    @Test
    void settingsMayHave16384BytesOnceDecoded() {
      assertEquals(2, withSettings(SETTINGS).status() / 100);
      Answer beyond = withSettings(SETTINGS + 1);
      assertEquals(400, beyond.status());
      assertTrue(beyond.body().contains("X-Segment-Settings"), beyond.body());
    }

    private Answer withSettings(int bytes) {
      String start = "{\"a\":\"";
      String json = start + "x".repeat(bytes - start.length() - 2) + "\"}";
      return inlet.deliver(key, CALL, "X-Segment-Settings", RunningInlet.base64(json));
    }

    /** A closed connection counts as 400: so it may be refused, too. */
    private int statusOf(int requestLine, int headers) throws IOException {
      String line = "POST /destination? HTTP/1.1";
      List<String> lines =
          new ArrayList<>(
              List.of(
                  line.replace("?", "?" + "x".repeat(requestLine - line.length())),
                  "Host: localhost",
                  "Authorization: " + RunningInlet.basic(key),
                  "Content-Type: application/json",
                  "Content-Length: " + CALL.length()));
      int length = lines.stream().skip(1).mapToInt(String::length).sum();
      lines.add("X-Fill: " + "x".repeat(headers - length - "X-Fill: ".length()));
      try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
        return connection.head(lines.toArray(String[]::new)).text(CALL).answer().status();
      } catch (EOFException | SocketException e) {
        return 400;
      }
    }
  }

  @Nested
  class Traits {
    private static final int MOST = 1_000_000;

    /** What each value takes beside itself: name, quotes, the message's id, the time. */
    private static final int BESIDE = 3 + 2 + 4 + 22;

    private static final int LARGE = 480_000;

    private final String account = inlet.newAccount();
    private final String key = inlet.newKey(account);

    @ParameterizedTest
    @ValueSource(strings = {"identify", "group"})
    void idMayHaveAMillionCharactersAndNotOneMore(String type) {
      int left = MOST - 2 * (LARGE + BESIDE) - BESIDE;

      send(type, "m1", "a", LARGE);
      send(type, "m2", "b", LARGE);
      send(type, "m3", "c", left + 1);
      send(type, "m4", "d", left);
      send(type, "m5", "e", 1);

      assertEquals(List.of("a", "b", "d"), names(type));
      assertEquals(List.of("m5", "m3"), setAside());
    }

    @Test
    void valueThatIsReplacedGivesItsRoomBack() {
      send("identify", "m1", "a", LARGE);
      send("identify", "m2", "b", LARGE);
      send("identify", "m3", "a", 10);
      send("identify", "m4", "c", LARGE);

      assertEquals(List.of("a", "b", "c"), names("identify"));
      assertEquals(List.of(), setAside());
    }

    @Test
    void callsThatComeTogetherDoNotGetMoreInThanOneByOne() {
      CompletableFuture.allOf(
              IntStream.range(0, 6)
                  .mapToObj(
                      i ->
                          CompletableFuture.runAsync(
                              () -> send("identify", "m" + i, "t" + i, LARGE)))
                  .toArray(CompletableFuture[]::new))
          .join();

      assertEquals(2, names("identify").size());
      assertEquals(4, setAside().size());
    }

    private void send(String type, String message, String trait, int length) {
      String call =
          ("{\"type\":\"%s\",\"messageId\":\"%s\",\"userId\":\"heavy\",\"groupId\":\"heavy\","
                  + "\"traits\":{\"%s\":\"%s\"}}")
              .formatted(type, message, trait, "x".repeat(length));
      assertEquals(2, inlet.deliver(key, call).status() / 100, message);
      inlet.await(
          "/api/accounts/" + account + "/deliveries?messageId=" + message,
          answer ->
              answer.at("/deliveries/0/status").asInt() == 200
                  || answer.at("/deliveries/0/setAside").asBoolean());
    }

    private List<String> names(String type) {
      String path = type.equals("group") ? "/companies/heavy" : "/contacts/heavy";
      var names = new ArrayList<String>();
      inlet
          .admin("GET", "/api/accounts/" + account + path)
          .at("/traits")
          .fieldNames()
          .forEachRemaining(names::add);
      names.sort(String::compareTo);
      return names;
    }

    private List<String> setAside() {
      var messages = new ArrayList<String>();
      inlet
          .admin("GET", "/api/accounts/" + account + "/set-aside")
          .at("/setAside")
          .forEach(call -> messages.add(call.get("messageId").asText()));
      return messages;
    }
  }

  @Nested
  class Batches {
    private static final int MOST = 4_194_304;
    private static final int CALLS = 16;
    private static final String PAGE =
        "{\"type\":\"page\",\"userId\":\"1\",\"messageId\":\"m%02d\"}";

    private final String key = inlet.newKey(inlet.newAccount(), Sender.TRACKING);

    @Test
    void callsOfABatchMayTake4MegabytesWithItsContext() {
      int most = MOST / CALLS - PAGE.formatted(0).length() - ",\"context\":".length();

      assertEquals(200, batchWithContextOf(most).status());
      Answer beyond = batchWithContextOf(most + 1);
      assertEquals(400, beyond.status());
      assertTrue(beyond.body().contains("more than 4096 KB"), beyond.body());
    }

    private Answer batchWithContextOf(int bytes) {
      String frame = "{\"a\":\"\"}";
      String context = frame.replace("\"\"", "\"" + "x".repeat(bytes - frame.length()) + "\"");
      String calls =
          IntStream.range(0, CALLS).mapToObj(PAGE::formatted).collect(Collectors.joining(","));
      String batch = "{\"batch\":[%s],\"context\":%s}".formatted(calls, context);
      return inlet.post("/v1/batch", batch.getBytes(StandardCharsets.UTF_8), RunningInlet.as(key));
    }
  }

  @Nested
  class Connections {

    @Test
    void idleOnesAreClosedAfter75SecondsAndAsManyAreKeptAsIsSaid() {
      assertEquals(
          Duration.ofSeconds(75),
          inlet.context().getBean(HttpServerConfiguration.class).getIdleTimeout());
      ConnectionLimits limits = inlet.context().getBean(ConnectionLimits.class);
      assertEquals(10_000, limits.connections());
      assertEquals(Duration.ofSeconds(20), limits.arrival());
    }

    @Test
    void idleOneIsClosedInTimeAndNotBefore(@TempDir Path folder) throws IOException {
      try (RunningInlet impatient =
              RunningInlet.in(folder).with("micronaut.server.idle-timeout", "2s").start();
          RawConnection connection = RawConnection.to(impatient.publicPort())) {
        long opened = System.nanoTime();

        assertTrue(connection.isClosed());

        long millis = Duration.ofNanos(System.nanoTime() - opened).toMillis();
        assertTrue(millis >= 1_900 && millis < 4_500, millis + " ms");
      }
    }
  }

  @Nested
  class Refused {
    private static final int KEPT = 32_768;

    @ParameterizedTest
    @ValueSource(ints = {KEPT - 1, KEPT, KEPT + 1})
    void bodiesAreKeptUpTo32768Bytes(int length) {
      String account = inlet.newAccount();
      String key = inlet.newKey(account);
      String start = "{\"type\":\"track\",\"event\":\"";
      String call = start + "x".repeat(length - start.length() - 2) + "\"}";

      assertEquals(400, inlet.deliver(key, call).status());

      String path = "/api/accounts/" + account + "/deliveries";
      JsonNode noted =
          inlet.await(path, answer -> answer.at("/deliveries/0/id").isTextual()).json();
      String kept =
          inlet
              .admin("GET", path + "/" + noted.at("/deliveries/0/id").asText())
              .at("/body")
              .asText();
      assertEquals(Math.min(length, KEPT), kept.getBytes(StandardCharsets.UTF_8).length, start);
      assertTrue(call.startsWith(kept), kept.toLowerCase(Locale.ROOT));
    }
  }
}
