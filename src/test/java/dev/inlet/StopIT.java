package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Load.Answered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopIT {
  private static final int LAST_TRIES = 2;
  private static final int CONNECTIONS = 8;
  private static final Duration GIVE_OR_TAKE = Duration.ofSeconds(2);

  @Test
  void sigtermUnderLoadLosesNothingAndAnswersToTheEnd(@TempDir Path folder) throws Exception {
    try (var inlet = new InletProcess(folder)) {
      var load =
          new Load(
              inlet.publicPort(),
              InletProcess.KEY,
              CONNECTIONS,
              new AtomicLong(),
              Duration.ofMillis(1));
      Thread.sleep(1_000);
      int exitCode = inlet.terminate(Duration.ofSeconds(10));
      load.close();

      assertTrue(Set.of(0, 143).contains(exitCode), "exit code " + exitCode);
      assertEquals(List.of(), load.broken());
      List<Answered> refused =
          load.answers().stream().filter(answer -> !answer.isAcknowledged()).toList();
      assertFalse(refused.isEmpty(), "nobody was told that Inlet stops");
      for (Answered answer : refused) {
        assertEquals(503, answer.reply().status(), answer.toString());
        assertNotNull(answer.reply().headers().get("retry-after"), answer.toString());
        assertTrue(answer.reply().body().contains("\"message\":\""), answer.toString());
        assertTrue(answer.reply().isLast(), "the connection ends in order: " + answer);
      }
      // At the very end new connections close without an answer, until the port itself is closed.
      // Nothing of them was acknowledged.
      assertTrue(
          load.unanswered() <= LAST_TRIES * CONNECTIONS,
          load.unanswered() + " calls without any answer");

      inlet.start();
      inlet.awaitProcessed();
      var books = new Books();
      books.enter(load);
      System.out.printf(
          "SIGTERM: %d acknowledged, %d refused, %d without answer, exit code %d%n",
          books.acknowledged(), refused.size(), load.unanswered(), exitCode);
      books.balance(inlet::all);
    }
  }

  @Test
  void aStopEndsInTimeWhenTheDatabaseHangsAndLosesNothing(@TempDir Path folder) throws Exception {
    Duration within = Duration.ofSeconds(3);
    try (var proxy = new StallingProxy(EmbeddedPostgresql.port())) {
      Map<String, Object> place =
          new HashMap<>(
              EmbeddedPostgresql.properties(
                  "localhost", proxy.port(), EmbeddedPostgresql.newTablesName()));
      place.put("inlet.stop-within", "3s");
      try (var inlet = new InletProcess(folder, place)) {
        var load =
            new Load(
                inlet.publicPort(),
                InletProcess.KEY,
                CONNECTIONS,
                new AtomicLong(),
                Duration.ofMillis(1));
        Eventually.become("there is load", () -> load.answers().size() > 200);
        proxy.stall();
        long asked = System.nanoTime();
        inlet.terminate(within.plus(GIVE_OR_TAKE));
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        load.close();
        proxy.resume();

        inlet.start();
        inlet.awaitProcessed();
        Figures.note("stop", "%d ms with the database stalled, 3 s allowed", took.toMillis());
        new Ledger(load.acknowledged(false), texts(inlet.all("events"), "messageId"))
            .isBalanced("events");
      }
    }
  }

  private static List<String> texts(List<JsonNode> items, String name) {
    return items.stream().map(item -> item.get(name).asText()).toList();
  }
}
