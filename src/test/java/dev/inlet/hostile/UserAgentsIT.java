package dev.inlet.hostile;

import static dev.inlet.RunningInlet.as;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A customer whose user agents take long to read. Other customers' calls do not wait for that. */
class UserAgentsIT {
  private static final int BATCHES = Extent.of(3, 100);
  private static final int AGENTS = 900;
  private static final int LENGTH = 450;
  private static final Duration GOOD_REQUESTS_WITHIN = Duration.ofSeconds(1);

  @TempDir static Path folder;
  private static RunningInlet inlet;
  private static String jitsu;

  @BeforeAll
  static void start() {
    inlet = RunningInlet.in(folder).start();
    jitsu = inlet.newKey("hostile", Sender.JITSU);
    post(
        "{\"batch\":[" + page("curl/8") + "]}"); // so that nobody waits for patterns to be compiled
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  private static Answer post(String json) {
    return inlet.post("/api/v1/segment", json.getBytes(StandardCharsets.UTF_8), as(jitsu));
  }

  private static String page(String agent) {
    return "{\"type\":\"page\",\"userId\":\"1\",\"context\":{\"userAgent\":\"" + agent + "\"}}";
  }

  /** Below 512 KB, each agent new and such that most patterns go back and forth on it. */
  private static String batch(int number) {
    String batch =
        IntStream.range(0, AGENTS)
            .mapToObj(i -> page(number + "." + i + "; ".repeat(LENGTH / 2)))
            .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    assertTrue(batch.length() < 512 * 1024, () -> batch.length() + " bytes");
    return batch;
  }

  @Test
  void thatTakeLongToReadDelayNobody() throws Exception {
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<String> problems;
    try (var goodRequests = new GoodRequests(inlet.publicPort(), inlet.newKey("good"))) {
      for (int i = 0; i < BATCHES; i++) {
        Answer answer = post(batch(i));
        statuses.merge(answer.status(), 1, Integer::sum);
        assertTrue(answer.status() == 200 || answer.status() == 503, answer::toString);
      }
      problems =
          goodRequests.problems(
              "%d batches of %d user agents that take long".formatted(BATCHES, AGENTS),
              GOOD_REQUESTS_WITHIN);
    }

    Figures.note("hostile input", "those batches were answered %s", statuses);
    assertEquals(List.of(), problems);
    assertTrue(statuses.containsKey(200), statuses::toString);
  }
}
