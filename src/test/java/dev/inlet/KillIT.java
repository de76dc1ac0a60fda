package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * Kill -9 under load, while somebody reads the feed of changes. To repeat the same moments, run
 * with {@code -Dseed=} and the number named.
 */
@OnEveryDatabase
class KillIT {
  private static final int KILLS = Extent.of(8, 500);
  private static final int CONNECTIONS = 8;
  private static final int PROGRESS_EVERY = 25;
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(30);

  @Parameter DatabaseKind kind;

  @Test
  void everyAcknowledgedCallIsThereOnceAfterKills(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    var numbers = new AtomicLong();
    var books = new Books();
    try (var inlet = new InletProcess(folder, kind.fresh(folder));
        var feed = new FeedFollower(inlet.consolePort())) {
      for (int kill = 1; kill <= KILLS; kill++) {
        var load =
            new Load(
                inlet.publicPort(), InletProcess.KEY, CONNECTIONS, numbers, Duration.ofMillis(1));
        var batches = new BatchLoad(inlet.publicPort(), InletProcess.KEY, numbers);
        Eventually.become(
            "calls are taken", TAKEN_WITHIN, () -> !load.acknowledged(false).isEmpty());
        Thread.sleep(random.nextInt(700));
        inlet.kill();
        load.close();
        batches.close();
        books.enter(load);
        books.enter(batches);
        inlet.start();
        if (kill % PROGRESS_EVERY == 0) {
          System.out.printf("%s: %d of %d kills (-Dseed=%d)%n", kind, kill, KILLS, seed);
        }
      }
      inlet.awaitProcessed();
      books.balance(inlet::all);
      int changes = feed.balance(inlet.all("events"), inlet.all("pages"));
      assertTrue(books.acknowledged() > KILLS, "there was load: " + books.acknowledged());
      Figures.note(
          "crashes",
          "%d kills -9 on %s (-Dseed=%d): of %,d acknowledged calls 0 lost, 0 effects twice;"
              + " a reader of the feed had %,d changes, each once",
          KILLS,
          kind,
          seed,
          books.acknowledged(),
          changes);
    }
  }
}
