package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.CallConnection.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A heap of 256 MB, and requests that are made to fill it. */
class ScarceMemoryIT {
  private static final int MEGABYTE = 1 << 20;

  /** As many bodies as have filled the memory before they were bounded. */
  private static final int UNFINISHED = 434;

  private static final int GOOD_CALLS = Extent.of(40, 400);
  private static final int LARGE = 400_000;

  private InletProcess inlet;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    inlet = new InletProcess(folder);
  }

  @AfterEach
  void stop() {
    inlet.close();
  }

  private void isWell() {
    assertFalse(inlet.log().contains("OutOfMemoryError"), inlet::log);
  }

  /** The context alone would take 850 MB in all of its calls. */
  private static String multiplying() {
    String call = "{\"type\":\"page\",\"userId\":\"1\",\"anonymousId\":\"1\",\"name\":\"Home\"},";
    String calls = call.repeat(2_500);
    return "{\"batch\":[%s],\"context\":{\"a\":\"%s\"}}"
        .formatted(calls.substring(0, calls.length() - 1), "x".repeat(340 * 1024));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/batch", "/api/v1/segment"})
  void contextThatIsCopiedIntoEveryCallIsRefusedBeforeItIs(String path) throws Exception {
    String batch = multiplying();
    post(path, "{\"batch\":[]}");
    double before = heap();
    long start = System.nanoTime();
    List<CompletableFuture<Reply>> six =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(path, batch)))
            .toList();
    List<Reply> replies = six.stream().map(CompletableFuture::join).toList();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    double grown = (heap() - before) / MEGABYTE;

    for (Reply reply : replies) {
      assertEquals(400, reply.status(), reply::toString);
      assertTrue(reply.body().contains("put less into the context"), reply::body);
    }
    Figures.note(
        "memory",
        "-Xmx256m, 6 times %d KB to %s that would be 850 MB each: refused within %d ms, %.0f MB more",
        batch.length() / 1024,
        path,
        took.toMillis(),
        grown);
    assertTrue(took.compareTo(Duration.ofSeconds(3)) < 0, took::toString);
    assertTrue(grown < 64, () -> grown + " MB");
    assertEquals(0, inlet.all("pages").size());
    isWell();
  }

  private double heap() {
    return inlet.figure("jvm_memory_used_bytes{area=\"heap\"");
  }

  private Reply post(String path, String json) {
    try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY, path)) {
      return connection.post(json);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void bodiesWithoutAKeyThatDoNotEndLeaveRoomForGoodCalls() throws Exception {
    leaveRoomForGoodCalls("without a key", "POST /v1/batch HTTP/1.1", "Host: localhost");
  }

  @Test
  void bodiesOfOneAccountThatDoNotEndLeaveRoomForThoseOfOthers() throws Exception {
    leaveRoomForGoodCalls(
        "of one account",
        "POST /destination HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        "Authorization: " + RunningInlet.basic(inlet.newKey("noisy")));
  }

  private void leaveRoomForGoodCalls(String whose, String... head) throws Exception {
    String lines = String.join("\r\n", head);
    byte[] body = " ".repeat(510 * 1000).getBytes(StandardCharsets.UTF_8);
    List<RawConnection> unfinished = new ArrayList<>();
    Map<Integer, Integer> statuses = new TreeMap<>();
    Duration slowest = Duration.ZERO;
    try {
      for (int i = 0; i < UNFINISHED; i++) {
        unfinished.add(
            RawConnection.to(inlet.publicPort()).head(lines, "Content-Length: 511999").bytes(body));
        if (i % (UNFINISHED / GOOD_CALLS + 1) == 0) {
          slowest = longer(slowest, deliver(i, statuses));
        }
      }
      for (int i = 0; i < GOOD_CALLS; i++) {
        slowest = longer(slowest, deliver(UNFINISHED + i, statuses));
      }
      Figures.note(
          "memory",
          "-Xmx256m, %d bodies of 510 KB %s that do not end: good calls answered %s, slowest %d ms",
          UNFINISHED,
          whose,
          statuses,
          slowest.toMillis());
      assertTrue(
          statuses.keySet().stream().allMatch(status -> status < 300 || status == 503),
          statuses::toString);
      assertTrue(statuses.getOrDefault(200, 0) > 0, statuses::toString);
      assertEquals(503, unfinished.getLast().answer().status());
    } finally {
      for (RawConnection connection : unfinished) {
        connection.close();
      }
    }

    Eventually.become("all is well again", () -> post("/destination", call(-1)).status() == 200);
    for (int i = 0; i < 20; i++) {
      Reply reply = post("/v1/batch", "{\"batch\":[" + call(-i) + "]}");
      assertEquals(200, reply.status(), reply::toString);
    }
    isWell();
  }

  private static String call(int number) {
    return "{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e%d\"}".formatted(number);
  }

  /** Every other one is large. */
  private Duration deliver(int number, Map<Integer, Integer> statuses) {
    String call = call(number);
    if (number % 2 == 0) {
      call = call.replaceFirst("}$", ",\"properties\":{\"a\":\"" + "x".repeat(LARGE) + "\"}}");
    }
    long start = System.nanoTime();
    Reply reply = post("/destination", call);
    statuses.merge(reply.status(), 1, Integer::sum);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
