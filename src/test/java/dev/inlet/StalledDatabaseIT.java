package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Load.Answered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL that hangs, that is gone, and that is slow, under load. */
class StalledDatabaseIT {
  private static final int WAITING_CALLS = 60;
  private static final Duration AWAY_FOR = Duration.ofSeconds(Extent.of(3, 30));
  private static final Duration AT_HAND = Duration.ofMillis(200);
  private static final Pattern WAITING = Pattern.compile("\ninlet_calls_waiting ([0-9.]+)");

  @TempDir Path folder;
  private StallingProxy proxy;
  private RunningInlet inlet;
  private Outage outage;

  @BeforeEach
  void start() throws Exception {
    proxy = new StallingProxy(EmbeddedPostgresql.port());
    Map<String, Object> place =
        EmbeddedPostgresql.properties(
            "localhost", proxy.port(), EmbeddedPostgresql.newDatabaseName());
    inlet =
        RunningInlet.in(folder)
            .with(place)
            .with("inlet.journal.waiting-calls", WAITING_CALLS)
            .start();
    outage = new Outage(inlet);
  }

  @AfterEach
  void stop() throws Exception {
    outage.close();
    inlet.close();
    proxy.close();
  }

  @Test
  void aDatabaseThatHangs() throws Exception {
    long stalled = System.nanoTime();
    outage.during(proxy::stall, AWAY_FOR, this::resume);
    assertEquals(List.of(), acknowledgedBetween(stalled, stalled + AWAY_FOR.toNanos()));
    outage.settle("PostgreSQL, hanging");
  }

  @Test
  void aDatabaseThatIsGone() throws Exception {
    outage.during(proxy::cut, AWAY_FOR, this::resume);
    outage.settle("PostgreSQL, gone");
  }

  @Test
  void aDatabaseThatIsSlow() throws Exception {
    outage.during(() -> proxy.delay(Duration.ofMillis(200)), AWAY_FOR, this::resume);
    outage.settle("PostgreSQL, 200 ms slower for each packet");
  }

  private void resume() {
    Matcher waiting = WAITING.matcher(inlet.admin("GET", "/prometheus").body());
    assertTrue(waiting.find());
    assertTrue(Double.parseDouble(waiting.group(1)) <= WAITING_CALLS, waiting.group());
    proxy.resume();
  }

  private List<Answered> acknowledgedBetween(long from, long to) {
    return outage.answers().stream()
        .filter(Answered::isAcknowledged)
        .filter(answer -> answer.asked() > from + AT_HAND.toNanos() && answer.answered() < to)
        .toList();
  }
}
