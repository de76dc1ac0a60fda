package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Load.Answered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopIT {
  private static final int LAST_TRIES = 4;
  private static final int CONNECTIONS = 8;

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
      }
      // At the very end connections close without an answer: a kept one, then new ones, until the
      // port itself is closed. Nothing of them was acknowledged.
      assertTrue(
          load.unanswered() <= LAST_TRIES * CONNECTIONS,
          load.unanswered() + " calls without any answer");

      inlet.start();
      inlet.awaitProcessed();
      var events = new Ledger(load.acknowledged(false), texts(inlet.all("events"), "messageId"));
      var contacts = new Ledger(load.acknowledged(true), texts(inlet.all("contacts"), "userId"));
      System.out.printf(
          "SIGTERM: %d acknowledged, %d refused, %d without answer, exit code %d%n",
          events.acknowledged().size() + contacts.acknowledged().size(),
          refused.size(),
          load.unanswered(),
          exitCode);
      events.isBalanced("events");
      contacts.isBalanced("contacts");
    }
  }

  private static List<String> texts(List<JsonNode> items, String name) {
    return items.stream().map(item -> item.get(name).asText()).toList();
  }
}
