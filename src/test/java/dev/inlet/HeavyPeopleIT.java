package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * A heap of 256 MB, and calls about people of whom more is stored than fits into it: 256 of nearly
 * a million characters each.
 */
@OnEveryDatabase
class HeavyPeopleIT {
  private static final int PEOPLE = Extent.of(16, 256);
  private static final int LARGE = 480_000;

  /** H2 writes eight times as much as changes, and a machine may build other things meanwhile. */
  private static final Duration PATIENCE = Duration.ofMinutes(Extent.of(3, 10));

  @Parameter DatabaseKind kind;
  @TempDir Path folder;

  @Test
  void callsAboutHeavyPeopleAreProcessed() throws Exception {
    try (var inlet = new InletProcess(folder, kind.fresh(folder))) {
      makeHeavy(inlet);

      long started = System.nanoTime();
      sendSmallCalls(inlet, "first");
      inlet.awaitProcessed(PATIENCE);
      Figures.note(
          "heavy people",
          "-Xmx256m, %d people of %,d characters each on %s: %d calls about them processed in"
              + " %,d ms, no OutOfMemoryError",
          PEOPLE,
          2 * LARGE,
          kind,
          PEOPLE,
          (System.nanoTime() - started) / 1_000_000);
      inlet.kill();
      inlet.start();
      sendSmallCalls(inlet, "again");
      inlet.awaitProcessed(PATIENCE);

      for (int person : new int[] {0, PEOPLE - 1}) {
        assertEquals("again", inlet.contact("heavy" + person).at("/traits/small").asText());
        assertEquals(LARGE, inlet.contact("heavy" + person).at("/traits/large1").asText().length());
      }
      assertFalse(inlet.log().contains("OutOfMemoryError"), "see " + folder);
    }
  }

  private static void makeHeavy(InletProcess inlet) throws Exception {
    String large = "x".repeat(LARGE);
    try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
      for (int i = 0; i < 2 * PEOPLE; i++) {
        String call =
            "{\"type\":\"identify\",\"messageId\":\"large%d\",\"userId\":\"heavy%d\",\"traits\":{\"large%d\":\"%s\"}}"
                .formatted(i, i % PEOPLE, i / PEOPLE, large);
        send(connection, call);
      }
    }
    inlet.awaitProcessed(PATIENCE);
  }

  private static void sendSmallCalls(InletProcess inlet, String value) throws Exception {
    String calls =
        IntStream.range(0, PEOPLE)
            .mapToObj(
                i ->
                    "{\"type\":\"identify\",\"messageId\":\"%s%d\",\"userId\":\"heavy%d\",\"anonymousId\":\"browser%d\",\"traits\":{\"small\":\"%s\"}}"
                        .formatted(value, i, i, i, value))
            .collect(Collectors.joining(","));
    try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY, "/v1/batch")) {
      send(connection, "{\"batch\":[" + calls + "]}");
    }
  }

  /** As Segment does: again, while the answer is 503. */
  private static void send(CallConnection connection, String body)
      throws IOException, InterruptedException {
    int status = connection.post(body).status();
    while (status == 503) {
      Thread.sleep(100);
      status = connection.post(body).status();
    }
    assertEquals(2, status / 100, "status " + status);
  }
}
