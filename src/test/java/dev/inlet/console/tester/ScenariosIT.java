package dev.inlet.console.tester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Figures;
import dev.inlet.RunningInlet;
import dev.inlet.console.ConsoleVisitor;
import dev.inlet.operate.MaintenanceSwitch;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event testers that close Inlet for a moment, all at once and beside an operator. */
@NullUnmarked
class ScenariosIT {
  private static final int PAIRS = 10;
  private static final Pattern STATUS = Pattern.compile("class=\"status s\\d\">(\\d{3})<");
  private static final String SWITCH = "/api/maintenance";

  @TempDir static Path folder;
  private static RunningInlet inlet;
  private static String key;

  @BeforeAll
  static void start() {
    inlet = RunningInlet.in(folder).environment("dev").start();
    key = inlet.newKey("acme");
  }

  @AfterAll
  static void stop() {
    inlet.close();
  }

  @AfterEach
  void open() {
    inlet.admin("PUT", SWITCH, "{\"enabled\":false}");
  }

  @Test
  void pairsAtOnceEachSeeTheirOwnAndLeaveNothingBehind() throws Exception {
    long start = System.nanoTime();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int pair = 0; pair < PAIRS; pair++) {
        List<Future<List<Integer>>> both = new ArrayList<>();
        for (int one = 0; one < 2; one++) {
          both.add(executor.submit(ScenariosIT::rehearse));
        }
        for (Future<List<Integer>> one : both) {
          List<Integer> statuses = one.get();
          assertEquals(503, statuses.getFirst(), statuses.toString());
          // The other of the pair may be closing Inlet just then.
          assertEquals(2, statuses.size(), statuses.toString());
        }
        assertFalse(inlet.admin("GET", SWITCH).at("/enabled").asBoolean());
        assertEquals(2, deliver() / 100, "at once");
      }
    }
    Figures.note(
        "rehearsals",
        "%d pairs at once took %d ms, and Inlet was open after each",
        PAIRS,
        Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  @Test
  void whatAnOperatorTurnsMeanwhileStays() {
    var door = new MaintenanceDoor(inlet.context().getBean(MaintenanceSwitch.class));
    door.close();
    assertEquals(503, deliver());
    inlet.admin("PUT", SWITCH, "{\"enabled\":true,\"message\":\"Back at noon\"}");
    door.open();
    assertEquals("Back at noon", inlet.admin("GET", SWITCH).at("/message").asText());
    assertEquals(503, deliver());

    inlet.admin("PUT", SWITCH, "{\"enabled\":false}");
    door.close();
    assertTrue(inlet.admin("GET", SWITCH).at("/enabled").asBoolean());
    inlet.admin("PUT", SWITCH, "{\"enabled\":false}");
    assertEquals(2, deliver() / 100);
    door.open();
    assertEquals(2, deliver() / 100);
  }

  /** The statuses that one test of "Retry after 503" saw. */
  private static List<Integer> rehearse() {
    var visitor = new ConsoleVisitor(inlet);
    visitor.get("/console/tester");
    Map<String, String> form = new HashMap<>();
    form.put("type", "identify");
    form.put("account", "demo");
    form.put("scenario", "retry");
    form.put("mayClose", "on");
    form.put("renews", "on");
    form.put("body", "{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"m\"}");
    HttpResponse<String> sent = visitor.post("/console/tester", form);
    String place =
        sent.headers().firstValue("Location").orElseThrow(() -> new AssertionError(sent.body()));
    return STATUS
        .matcher(visitor.get(place).body())
        .results()
        .map((MatchResult found) -> Integer.valueOf(found.group(1)))
        .toList();
  }

  private static int deliver() {
    return inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}").status();
  }
}
