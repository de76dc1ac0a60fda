package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.kafka.KafkaBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances whose calls a Kafka takes, and which share its partitions. */
@NullUnmarked
@Order(2)
class KafkaInstancesIT {
  private static final int INSTANCES = 2;

  @TempDir static Path folder;
  private static final List<RunningInlet> INLETS = new ArrayList<>();

  @BeforeAll
  static void start() {
    Map<String, Object> place = new HashMap<>(EmbeddedPostgresql.newTables());
    place.put("inlet.journal.kafka.bootstrap-servers", KafkaBroker.shared().address());
    place.put("inlet.journal.kafka.topic", "instances-" + UUID.randomUUID());
    place.put("inlet.journal.kafka.partitions", "8");
    place.put("inlet.journal.kafka.replication", "1");
    for (int i = 0; i < INSTANCES; i++) {
      INLETS.add(RunningInlet.in(folder.resolve("instance" + i)).with(place).start());
    }
  }

  @AfterAll
  static void stop() {
    INLETS.forEach(RunningInlet::close);
  }

  @Test
  void theSameCallsToBothInAnyOrderAndRepeatedlyCountOnceEach() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    var sent = new MergedCalls(seed);
    String account = INLETS.getFirst().newAccount();
    String key = INLETS.getFirst().newKey(account);
    Eventually.become("both move", () -> INLETS.stream().allMatch(one -> moves(one, key)));
    sent.sendToEach(INLETS, key, (call, status) -> assertEquals(202, status, call));
    awaitProcessed(account);
    for (RunningInlet inlet : INLETS) {
      sent.areIn(inlet, account, "repeat with -Dseed=" + seed);
    }
    Figures.note(
        "several instances",
        "%d calls sent to each of %d instances with Kafka as the journal, in orders of their own: all"
            + " that they show equals an independent merge",
        sent.size(),
        INSTANCES);
  }

  /** Whether an instance moves some partition; sends a call that has no effect seen here. */
  private static boolean moves(RunningInlet inlet, String key) {
    String call = "{\"type\":\"page\",\"userId\":\"%s\"}".formatted(UUID.randomUUID());
    assertEquals(202, inlet.deliver(key, call).status());
    return inlet
        .console("GET", "/prometheus", null)
        .body()
        .lines()
        .filter(line -> line.startsWith("inlet_journal_kafka_moved_total "))
        .anyMatch(line -> !line.endsWith(" 0.0"));
  }

  /** What is sent last on each partition is processed last. */
  private static void awaitProcessed(String account) {
    var database = new Everything(INLETS.getFirst().place());
    String topic = INLETS.getFirst().place().get("inlet.journal.kafka.topic").toString();
    long sent = KafkaBroker.shared().size(topic);
    assertTrue(sent > 0);
    Eventually.become(
        "all of " + account + " is processed",
        () ->
            database.number("SELECT SUM(next_offset) FROM kafka_partition") == sent
                && database.number("SELECT MAX(seq) FROM journal_head")
                    == database.number("SELECT MAX(mark) FROM progress"));
  }
}
