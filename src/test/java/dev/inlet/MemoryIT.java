package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Load.Answered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A heap of 256 MB, ten times the usual load, and a database that hangs meanwhile. */
class MemoryIT {
  private static final int USUAL_CONNECTIONS = 32;
  private static final String AGAIN = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}";
  private static final Duration STALLED_FOR = Duration.ofSeconds(Extent.of(10, 30));

  @Test
  void aStallUnderTenTimesTheLoadDoesNotFillTheHeap(@TempDir Path folder) throws Exception {
    try (var proxy = new StallingProxy(EmbeddedPostgresql.port())) {
      Map<String, Object> place =
          new HashMap<>(
              EmbeddedPostgresql.properties(
                  "localhost", proxy.port(), EmbeddedPostgresql.newTablesName()));
      try (var inlet = new InletProcess(folder, place)) {
        var load =
            new Load(
                inlet.publicPort(),
                InletProcess.KEY,
                10 * USUAL_CONNECTIONS,
                new AtomicLong(),
                Duration.ofMillis(5));
        Thread.sleep(2_000);
        proxy.stall();
        Thread.sleep(STALLED_FOR);
        proxy.resume();
        long resumed = System.nanoTime();
        Eventually.become("calls are acknowledged again", () -> acknowledgedAfter(load, resumed));
        Duration recovery = Duration.ofNanos(System.nanoTime() - resumed);
        load.close();
        inlet.awaitProcessed();

        assertFalse(Files.readString(folder.resolve("log")).contains("OutOfMemoryError"));
        List<Answered> refused =
            load.answers().stream().filter(answer -> !answer.isAcknowledged()).toList();
        refused.forEach(answer -> assertEquals(503, answer.reply().status(), answer.toString()));
        var books = new Books();
        books.enter(load);
        books.balance(inlet::all);
        Figures.note(
            "memory",
            "-Xmx256m, %d connections, %d s of a hanging PostgreSQL: %,d acknowledged, %,d refused"
                + " with 503, no OutOfMemoryError, first 2xx %d ms after it was back",
            10 * USUAL_CONNECTIONS,
            STALLED_FOR.toSeconds(),
            books.acknowledged(),
            refused.size(),
            recovery.toMillis());
        assertTrue(refused.size() > USUAL_CONNECTIONS, "the database was away");
      }
    }
  }

  @Test
  void largeCallsThatWaitForADatabaseThatHangsDoNotFillTheHeap(@TempDir Path folder)
      throws Exception {
    try (var proxy = new StallingProxy(EmbeddedPostgresql.port())) {
      Map<String, Object> place =
          EmbeddedPostgresql.properties(
              "localhost", proxy.port(), EmbeddedPostgresql.newTablesName());
      try (var inlet = new InletProcess(folder, place);
          var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
        connection.post("{\"type\":\"track\",\"userId\":\"u\",\"event\":\"its key is known\"}");
        proxy.stall();
        Map<Integer, Long> statuses = LargeCalls.send(inlet, "a PostgreSQL that hangs");
        assertEquals(Map.of(503, (long) LargeCalls.AT_ONCE), statuses);
        assertEquals(200, inlet.status("/health/liveness"));
        proxy.resume();

        Eventually.become(
            "calls are acknowledged again",
            () -> {
              try {
                return connection.post(AGAIN).status() / 100 == 2;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
        inlet.awaitProcessed();
        assertEquals(200, inlet.status("/health"));
      }
    }
  }

  private static boolean acknowledgedAfter(Load load, long moment) {
    return load.answers().stream()
        .anyMatch(answer -> answer.isAcknowledged() && answer.asked() > moment);
  }
}
