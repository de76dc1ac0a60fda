package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.webhook.Receiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * Kill -9 under load, while somebody reads the feed of changes. To repeat the same moments, run
 * with {@code -Dseed=} and the number named.
 */
@OnEveryDatabase
@Order(2)
class KillIT {
  private static final int KILLS = Extent.of(5, 500);
  private static final int CONNECTIONS = 8;
  private static final Duration PAUSE = Duration.ofMillis(Extent.of(4, 1));
  private static final int PROGRESS_EVERY = 25;

  /** Another instance would not work for the subscriber before the killed one is given up. */
  private static final Duration RECEIVED_WITHIN = Duration.ofSeconds(60);

  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(60);

  @Parameter DatabaseKind kind;

  @Test
  void everyAcknowledgedCallIsThereOnceAfterKills(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    var random = new Random(seed);
    var numbers = new AtomicLong();
    var books = new Books();
    var place = new HashMap<>(kind.fresh(folder));
    place.put("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    place.put("inlet.forward.allow-private", "true");
    try (var receiver = new Receiver();
        var inlet = new InletProcess(folder, place);
        var feed = new FeedFollower(inlet.consolePort())) {
      inlet.subscribe(receiver.url(), "event.received");
      for (int kill = 1; kill <= KILLS; kill++) {
        var load = new Load(inlet.publicPort(), InletProcess.KEY, CONNECTIONS, numbers, PAUSE);
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
      checkReceived(receiver, feed.eventsByUser());
      assertTrue(books.acknowledged() > KILLS, "there was load: " + books.acknowledged());
      Figures.note(
          "crashes",
          "%d kills -9 on %s (-Dseed=%d): of %,d acknowledged calls 0 lost, 0 effects twice;"
              + " a reader of the feed had %,d changes, each once;"
              + " a subscriber had all %,d events in order, in %,d requests",
          KILLS,
          kind,
          seed,
          books.acknowledged(),
          changes,
          feed.eventsByUser().values().stream().mapToInt(List::size).sum(),
          receiver.all().size());
    }
  }

  /** Every event came, and of each contact in order, but for repeats. */
  private static void checkReceived(Receiver receiver, Map<String, List<String>> expected) {
    var all = new HashSet<String>();
    expected.values().forEach(all::addAll);
    Eventually.become(
        "the subscriber has everything",
        RECEIVED_WITHIN,
        () -> Set.copyOf(receiver.messageIds()).equals(all));
    Map<String, Set<String>> received = new HashMap<>();
    for (Receiver.Received one : receiver.all()) {
      received
          .computeIfAbsent(
              one.json().at("/data/event/contactId").asText(), id -> new LinkedHashSet<>())
          .add(one.messageId());
    }
    expected.forEach(
        (contact, messages) -> assertEquals(messages, List.copyOf(received.get(contact)), contact));
  }
}
