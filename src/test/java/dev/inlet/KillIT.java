package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 under load. To repeat the same moments, run with {@code -Dseed=} and the number named.
 */
class KillIT {
  private static final int KILLS = Extent.of(12, 500);
  private static final int CONNECTIONS = 8;

  @Test
  void everyAcknowledgedCallIsThereOnceAfterKills(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    var numbers = new AtomicLong();
    Set<String> tracked = new HashSet<>();
    Set<String> identified = new HashSet<>();
    try (var inlet = new InletProcess(folder)) {
      for (int kill = 0; kill < KILLS; kill++) {
        var load =
            new Load(
                inlet.publicPort(), InletProcess.KEY, CONNECTIONS, numbers, Duration.ofMillis(1));
        Thread.sleep(200 + random.nextInt(1_300));
        inlet.kill();
        load.close();
        tracked.addAll(load.acknowledged(false));
        identified.addAll(load.acknowledged(true));
        inlet.start();
      }
      inlet.awaitProcessed();
      var events = new Ledger(tracked, texts(inlet.all("events"), "messageId"));
      var contacts = new Ledger(identified, texts(inlet.all("contacts"), "userId"));
      Figures.note(
          "crashes",
          "%d kills (-Dseed=%d): %d events and %d contacts acknowledged, %d and %d stored",
          KILLS,
          seed,
          tracked.size(),
          identified.size(),
          events.stored().size(),
          contacts.stored().size());
      assertTrue(tracked.size() > 100, "there was load: " + tracked.size());
      events.isBalanced("events");
      contacts.isBalanced("contacts");
    }
  }

  private static List<String> texts(List<JsonNode> items, String name) {
    return items.stream().map(item -> item.get(name).asText()).toList();
  }
}
