package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.JournalEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long senders are refused after a kill -9: from the kill to the first 2xx. */
class StartIT {
  private static final int CALLS = Extent.of(5_000, 1_000_000);
  private static final int BATCH = 1_000;

  /** The promise is held in the long run; with every build the machine may be busy otherwise. */
  private static final Duration EMPTY_WITHIN = Duration.ofSeconds(Extent.of(60, 3));

  private static final Duration FULL_WITHIN = Duration.ofSeconds(Extent.of(60, 10));
  private static final Duration PROCESSED_WITHIN = Duration.ofMinutes(10);

  @Test
  void callsAreTakenAgainInTimeAfterAKill(@TempDir Path folder) throws Exception {
    Map<String, Object> place = DatabaseKind.H2.fresh(folder);
    try (InletProcess inlet = InletProcess.uncached(folder, place)) {
      Duration empty = fromKillToFirstCall(inlet);
      inlet.kill();
      append(place, 0);
      inlet.start();
      inlet.awaitProcessed(PROCESSED_WITHIN);
      Duration processed = fromKillToFirstCall(inlet);
      inlet.kill();
      append(place, CALLS);
      Duration unprocessed = fromKillToFirstCall(inlet);
      inlet.awaitProcessed(PROCESSED_WITHIN);
      Figures.note(
          "start",
          "from kill -9 to the first 2xx: %d ms with empty files, %d ms with %,d processed calls"
              + " in the journal, %d ms with as many more unprocessed",
          empty.toMillis(),
          processed.toMillis(),
          CALLS,
          unprocessed.toMillis());
      assertTrue(empty.compareTo(EMPTY_WITHIN) <= 0, "empty files: " + empty);
      assertTrue(processed.compareTo(FULL_WITHIN) <= 0, "processed journal: " + processed);
      assertTrue(unprocessed.compareTo(FULL_WITHIN) <= 0, "unprocessed journal: " + unprocessed);
    }
  }

  private static Duration fromKillToFirstCall(InletProcess inlet) throws Exception {
    long killed = System.nanoTime();
    inlet.kill();
    inlet.launch();
    Eventually.become("a call is taken", Duration.ofSeconds(60), () -> isTaken(inlet));
    return Duration.ofNanos(System.nanoTime() - killed);
  }

  private static boolean isTaken(InletProcess inlet) {
    try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
      return connection.post("{\"type\":\"track\",\"userId\":\"u\",\"event\":\"first\"}").status()
              / 100
          == 2;
    } catch (IOException e) {
      return false;
    }
  }

  /** Journals calls while nobody processes them. */
  private static void append(Map<String, Object> place, int after) {
    try (Stores stores = Stores.open(place)) {
      for (int from = after; from < after + CALLS; from += BATCH) {
        stores
            .journal()
            .append(IntStream.range(from, from + BATCH).mapToObj(StartIT::entry).toList());
      }
    }
  }

  private static JournalEntry entry(int number) {
    String body =
        "{\"type\":\"track\",\"messageId\":\"s%d\",\"userId\":\"u%d\",\"event\":\"e\"}"
            .formatted(number, number % 10_000);
    return new JournalEntry(
        InletProcess.ACCOUNT,
        "demo-key",
        Sender.DESTINATION,
        CallType.TRACK,
        "s" + number,
        Instant.parse("2026-03-01T12:00:00Z"),
        null,
        body.getBytes(StandardCharsets.UTF_8),
        Set.of());
  }
}
