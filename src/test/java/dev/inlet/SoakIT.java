package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.inlet.CallConnection.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * A heap of 256 MB, and a customer who does at once whatever would take memory and time from the
 * others: people with large traits and batches that name all of them, again and again, and without
 * a pause batches that multiply, user agents that take long to read, bodies that do not end, a
 * person with ever more ids. Another customer behaves well, and notices nothing.
 */
@OnEveryDatabase
@NullUnmarked
class SoakIT {
  private static final Duration FOR = Duration.ofSeconds(Extent.of(8, 600));
  private static final Duration IN_TIME = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(100);

  /**
   * H2 holds and writes several megabytes for each call about all of them. Without a pause, ten
   * minutes of them are too much for it in 256 MB; PostgreSQL needs none.
   */
  private static final Duration PAUSE_OF_HEAVY_CALLS = FOR.dividedBy(40);

  private static final int HEAVY_PEOPLE = Extent.of(12, 40);
  private static final int LARGE = 480_000;
  private static final int UNFINISHED = 100;

  @Parameter DatabaseKind kind;
  @TempDir Path folder;
  private InletProcess inlet;
  private long end;

  /** Something that is done again and again. */
  @FunctionalInterface
  private interface Work {
    void once(int number) throws Exception;
  }

  @Test
  void oneCustomersExcessesAreNoticedByNoOther() throws Exception {
    try (var running = new InletProcess(folder, kind.fresh(folder))) {
      inlet = running;
      String good = inlet.newKey("good");
      end = System.nanoTime() + FOR.toNanos();
      List<String> problems = new ArrayList<>();
      var calls = new AtomicInteger();
      var refused = new AtomicInteger();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> excesses =
            List.of(
                threads.submit(() -> repeat(this::makePeopleHeavy, refused)),
                threads.submit(() -> repeat(this::nameAllHeavyPeople, refused)),
                threads.submit(() -> repeat(this::multiply, refused)),
                threads.submit(() -> repeat(this::sendLongUserAgents, refused)),
                threads.submit(() -> repeat(this::leaveBodiesUnfinished, refused)),
                threads.submit(() -> repeat(this::linkMoreIds, refused)));
        try (var connection = new CallConnection(inlet.publicPort(), good)) {
          while (System.nanoTime() < end) {
            behaveWell(connection, calls.incrementAndGet(), problems);
            Thread.sleep(PAUSE);
          }
        }
        for (Future<?> excess : excesses) {
          excess.get();
        }
      }

      Figures.note(
          "soak",
          "-Xmx256m on %s, %d s of one customer's excesses (%,d of them refused or broken off):"
              + " %,d calls of another one, %d not answered 2xx within %d s",
          kind,
          FOR.toSeconds(),
          refused.get(),
          calls.get(),
          problems.size(),
          IN_TIME.toSeconds());
      assertEquals(List.of(), problems);
      assertFalse(inlet.log().contains("OutOfMemoryError"), "see " + folder);
      assertEquals(200, inlet.status("/health"));
      long ended = System.nanoTime();
      inlet.awaitProcessed(Duration.ofMinutes(5));
      Figures.note(
          "soak",
          "all was processed %d s after the end",
          Duration.ofNanos(System.nanoTime() - ended).toSeconds());
    }
  }

  private static void behaveWell(CallConnection connection, int number, List<String> problems)
      throws IOException {
    long start = System.nanoTime();
    Reply reply =
        connection.post(
            "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Signed Up\",\"messageId\":\"good%d\"}"
                .formatted(number));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (reply.status() / 100 != 2 || took.compareTo(IN_TIME) > 0) {
      problems.add("call %d: %d after %d ms".formatted(number, reply.status(), took.toMillis()));
    }
  }

  private void repeat(Work work, AtomicInteger refused) {
    for (int number = 0; System.nanoTime() < end; number++) {
      try {
        work.once(number);
      } catch (Exception e) {
        refused.incrementAndGet(); // what Inlet does about it is for it to decide
      }
    }
  }

  private void post(String path, String json) throws IOException {
    try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY, path)) {
      Reply reply = connection.post(json);
      if (reply.status() / 100 != 2) {
        throw new IOException("status " + reply.status());
      }
    }
  }

  private void makePeopleHeavy(int number) throws Exception {
    Thread.sleep(PAUSE_OF_HEAVY_CALLS.dividedBy(4));
    post(
        "/destination",
        "{\"type\":\"identify\",\"userId\":\"heavy%d\",\"traits\":{\"large%d\":\"%s\"}}"
            .formatted(number % HEAVY_PEOPLE, number / HEAVY_PEOPLE % 2, "x".repeat(LARGE)));
  }

  private void nameAllHeavyPeople(int number) throws Exception {
    Thread.sleep(PAUSE_OF_HEAVY_CALLS);
    post(
        "/v1/batch",
        IntStream.range(0, HEAVY_PEOPLE)
            .mapToObj(
                i ->
                    "{\"type\":\"identify\",\"userId\":\"heavy%d\",\"traits\":{\"n\":%d}}"
                        .formatted(i, number))
            .collect(Collectors.joining(",", "{\"batch\":[", "]}")));
  }

  /** Six requests like this once took all memory there was. */
  private void multiply(int number) throws IOException {
    String calls = "{\"type\":\"page\",\"userId\":\"1\",\"name\":\"Home\"},".repeat(2_500);
    post(
        "/v1/batch",
        "{\"batch\":[%s],\"context\":{\"a\":\"%s\"}}"
            .formatted(calls.substring(0, calls.length() - 1), "x".repeat(340 * 1024)));
  }

  private void sendLongUserAgents(int number) throws IOException {
    post(
        "/api/v1/segment",
        IntStream.range(0, 900)
            .mapToObj(
                i ->
                    "{\"type\":\"page\",\"userId\":\"1\",\"context\":{\"userAgent\":\"%d.%d%s\"}}"
                        .formatted(number, i, "; ".repeat(220)))
            .collect(Collectors.joining(",", "{\"batch\":[", "]}")));
  }

  private void leaveBodiesUnfinished(int number) throws Exception {
    byte[] body = " ".repeat(510_000).getBytes(StandardCharsets.UTF_8);
    List<RawConnection> unfinished = new ArrayList<>();
    try {
      for (int i = 0; i < UNFINISHED && System.nanoTime() < end; i++) {
        unfinished.add(
            RawConnection.to(inlet.publicPort())
                .head("POST /v1/batch HTTP/1.1\r\nHost: localhost", "Content-Length: 511999")
                .bytes(body));
      }
      Thread.sleep(500);
    } finally {
      for (RawConnection connection : unfinished) {
        connection.close();
      }
    }
  }

  private void linkMoreIds(int number) throws IOException {
    post(
        "/v1/batch",
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    "{\"type\":\"identify\",\"userId\":\"many\",\"anonymousId\":\"browser%d-%d\"}"
                        .formatted(number, i))
            .collect(Collectors.joining(",", "{\"batch\":[", "]}")));
  }
}
