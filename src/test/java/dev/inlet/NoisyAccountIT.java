package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.OpenLoop.Answered;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One account that sends a hundred times what all others do, and what these feel of it. */
class NoisyAccountIT {
  private static final int QUIET_ACCOUNTS = 4;
  private static final int CALLS_PER_SECOND = 20;
  private static final int TIMES = 100;
  private static final int QUIET_CONNECTIONS = 4;
  private static final int NOISY_CONNECTIONS = 1_000;
  private static final int SECONDS = Extent.of(5, 60);

  /**
   * A p99 below this is no harm, in milliseconds. Server, load and whatever else is built share two
   * cores, so a thread may wait for tens of milliseconds to run at all. Without taking turns a
   * quiet call waits for thousands of the noisy ones: for all of its budget of 250 ms, and longer.
   */
  private static final double NO_HARM = 100;

  @Test
  void harmsNobodyButItself(@TempDir Path folder) throws Exception {
    try (var inlet = new InletProcess(folder)) {
      String noisyKey = inlet.newKey("noisy");
      List<OpenLoop> quiet = quietAccounts(inlet);
      try {
        warmUp(inlet, noisyKey, quiet);
        List<Answered> before = answersOf(quiet);
        try (OpenLoop noisy = noise(inlet, noisyKey)) {
          List<Answered> during = answersOf(quiet);
          List<Answered> noisyAnswers = noisy.drain();

          Figures.note(
              "noisy account",
              "%d calls/s of %d accounts, p99 %.1f ms (p50 %.1f) alone, %.1f ms (p50 %.1f) beside"
                  + " one that sends %d/s over %d connections; answers %s and %s, to the noisy one"
                  + " %s in %d s",
              QUIET_ACCOUNTS * CALLS_PER_SECOND,
              QUIET_ACCOUNTS,
              OpenLoop.quantile(before, 0.99),
              OpenLoop.quantile(before, 0.5),
              OpenLoop.quantile(during, 0.99),
              OpenLoop.quantile(during, 0.5),
              TIMES * QUIET_ACCOUNTS * CALLS_PER_SECOND,
              NOISY_CONNECTIONS,
              OpenLoop.statuses(before),
              OpenLoop.statuses(during),
              OpenLoop.statuses(noisyAnswers),
              SECONDS);
          Map<Integer, Long> noisyStatuses = OpenLoop.statuses(noisyAnswers);
          assertTrue(noisyStatuses.containsKey(503), "it is too much: " + noisyStatuses);
          assertTrue(noisyStatuses.containsKey(200), "it gets its share: " + noisyStatuses);
          areUnharmed(before, during);
        }
      } finally {
        for (OpenLoop one : quiet) {
          one.close();
        }
      }
    }
  }

  private static void areUnharmed(List<Answered> before, List<Answered> during) {
    List<Answered> refused = during.stream().filter(one -> one.status() / 100 != 2).toList();
    assertEquals(List.of(), refused);
    if (Extent.isLong()) {
      areAsFast(before, during);
    }
  }

  /** Asked in the long run alone, which has the machine for itself; every build prints it. */
  private static void areAsFast(List<Answered> before, List<Answered> during) {
    int due = QUIET_ACCOUNTS * CALLS_PER_SECOND * SECONDS;
    assertTrue(during.size() > due * 0.9, during.size() + " answers to " + due + " calls");
    double bound = Math.max(NO_HARM, 2 * OpenLoop.quantile(before, 0.99));
    double p99 = OpenLoop.quantile(during, 0.99);
    assertTrue(p99 <= bound, "p99 of %.1f ms, at most %.1f".formatted(p99, bound));
  }

  private static List<OpenLoop> quietAccounts(InletProcess inlet) throws Exception {
    var quiet = new ArrayList<OpenLoop>();
    for (int i = 0; i < QUIET_ACCOUNTS; i++) {
      String key = inlet.newKey("quiet-" + i);
      quiet.add(new OpenLoop(inlet.publicPort(), key, QUIET_CONNECTIONS, CALLS_PER_SECOND));
    }
    return quiet;
  }

  private static OpenLoop noise(InletProcess inlet, String key) throws Exception {
    int rate = TIMES * QUIET_ACCOUNTS * CALLS_PER_SECOND;
    return new OpenLoop(inlet.publicPort(), key, NOISY_CONNECTIONS, rate);
  }

  /** Until the server's code is compiled, everything is slow. */
  private static void warmUp(InletProcess inlet, String key, List<OpenLoop> quiet)
      throws Exception {
    try (OpenLoop noisy = noise(inlet, key)) {
      Thread.sleep(3_000);
    }
    inlet.awaitProcessed();
    Thread.sleep(1_000);
    quiet.forEach(OpenLoop::drain);
  }

  private static List<Answered> answersOf(List<OpenLoop> quiet) throws Exception {
    Thread.sleep(SECONDS * 1_000L);
    return quiet.stream().flatMap(one -> one.drain().stream()).toList();
  }
}
