package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.account.Sender;
import dev.inlet.journal.Journal;
import dev.inlet.process.Processor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that lose their place while they wait for the journal: nothing of them is stored. */
class DisplacedCallsIT {
  private static final int CALLS = 20;
  private static final int REQUESTS = 30;

  /** Room for a few of them. */
  private static final int WAITING = 6 * CALLS;

  @Test
  void nothingOfWhatWasRefusedBeforeItWasAppendedIsEverAppended(@TempDir Path folder)
      throws Exception {
    try (var proxy = new StallingProxy(EmbeddedPostgresql.port());
        RunningInlet inlet =
            RunningInlet.in(folder)
                .with(
                    EmbeddedPostgresql.properties(
                        "localhost", proxy.port(), EmbeddedPostgresql.newDatabaseName()))
                .with("inlet.journal.waiting-calls", WAITING)
                .start();
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      String key = inlet.newKey("acme", Sender.TRACKING);
      assertEquals(200, post(inlet, key, 0).status());

      proxy.stall();
      Map<Integer, CompletableFuture<Answer>> sent = new HashMap<>();
      for (int i = 1; i <= REQUESTS; i++) {
        int number = i;
        sent.put(number, CompletableFuture.supplyAsync(() -> post(inlet, key, number), senders));
      }
      Thread.sleep(500);
      proxy.resume();

      Map<Integer, Answer> answers = new HashMap<>();
      sent.forEach((number, answer) -> answers.put(number, answer.join()));
      Set<Integer> refused =
          answers.entrySet().stream()
              .filter(answer -> answer.getValue().body().contains("Too many calls at once"))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
      assertTrue(refused.size() >= 2, answers::toString);
      Journal journal = inlet.context().getBean(Journal.class);
      String journaled =
          journal.read(0, 10 * REQUESTS * CALLS).stream()
              .map(call -> new String(call.entry().body(), StandardCharsets.UTF_8))
              .collect(Collectors.joining("\n"));
      refused.forEach(number -> assertTrue(!journaled.contains(event(number)), event(number)));
      Processor processor = inlet.context().getBean(Processor.class);
      Eventually.become("every call is processed", () -> processor.lag() == 0);
      Set<String> stored =
          inlet.all("acme", "events").stream()
              .map(event -> event.get("event").asText())
              .collect(Collectors.toSet());
      answers.forEach(
          (number, answer) ->
              assertTrue(
                  answer.status() != 200 || stored.contains("request " + number),
                  answer::toString));
    }
  }

  private static String event(int number) {
    return "\"event\":\"request " + number + "\"";
  }

  private static Answer post(RunningInlet inlet, String key, int number) {
    String batch =
        IntStream.range(0, CALLS)
            .mapToObj(i -> "{\"type\":\"track\",\"userId\":\"1\"," + event(number) + "}")
            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    return inlet.post(
        "/v1/batch",
        batch.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        RunningInlet.basic(key));
  }
}
