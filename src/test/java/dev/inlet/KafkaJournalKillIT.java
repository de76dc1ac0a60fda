package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.account.Authenticator;
import dev.inlet.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of whatever takes part while Kafka takes calls: a broker, one of two instances,
 * PostgreSQL; with batches and repeats in the load. In the end an instance is frozen while it moves
 * calls. To repeat the same moments, run with {@code -Dseed=} and the number named.
 */
@NullUnmarked
@Order(2)
class KafkaJournalKillIT {
  private static final int ROUNDS = Extent.of(1, 100);
  private static final int CONNECTIONS = 4;
  private static final int BROKERS = 3;
  private static final int PARTITIONS = 8;
  private static final Duration AWAY_FOR = Duration.ofSeconds(Extent.of(7, 40));
  private static final Duration PAUSE = Duration.ofMillis(Extent.of(8, 2));
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);
  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(90);
  private static final Duration PROCESSED_WITHIN = Duration.ofSeconds(120);
  private static final int MOST_MILLIS = 500;

  /** So that some two of a hundred calls are repeats. */
  private static final int REPEATED_EVERY = 50;

  @TempDir Path folder;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicLong numbers = new AtomicLong();
  private final Set<String> tracked = new HashSet<>();
  private final Set<String> identified = new HashSet<>();
  private final Map<String, Object> place = new HashMap<>();
  private final List<InletProcess> inlets = new ArrayList<>();
  private KillablePostgresql server;
  private String killed = "";
  private int kills;
  private int repeats;
  private Duration longest = Duration.ZERO;

  private record Killed(String name, Killing killing) {}

  private static Killed of(InletProcess inlet) {
    return new Killed("an instance", Killing.of(inlet));
  }

  private static Killed of(List<KafkaBroker> brokers) {
    return new Killed(
        brokers.size() == 1 ? "a broker" : "all brokers at once", Killing.of(brokers));
  }

  private static Killed of(KillablePostgresql server) {
    return new Killed("the database", Killing.of(server));
  }

  @BeforeEach
  void startDatabase() throws IOException {
    server = new KillablePostgresql(Files.createDirectory(folder.resolve("postgresql")));
    place.putAll(server.place());
  }

  @AfterEach
  void stop() throws IOException {
    inlets.forEach(InletProcess::close);
    server.close();
  }

  private void startInstances(Collection<KafkaBroker> brokers, int replication) throws IOException {
    place.put(
        "inlet.journal.kafka.bootstrap-servers",
        brokers.stream().map(KafkaBroker::address).collect(Collectors.joining(",")));
    place.put("inlet.journal.kafka.replication", replication);
    place.put("inlet.journal.kafka.partitions", PARTITIONS);
    for (String name : List.of("one", "other")) {
      inlets.add(new InletProcess(Files.createDirectory(folder.resolve(name)), place));
    }
  }

  @Test
  void everyAcknowledgedCallCountsOnceOnOneBroker() throws Exception {
    try (var broker = new KafkaBroker(Files.createDirectory(folder.resolve("kafka")))) {
      startInstances(List.of(broker), 1);
      killInTurn(List.of(of(List.of(broker)), of(inlets.getFirst()), of(server)), ROUNDS);
      takeWithoutDatabase();
      freeze();
      balance();
    }
  }

  @Test
  void everyAcknowledgedCallCountsOnceOnThreeBrokers() throws Exception {
    assumeTrue(Extent.isLong(), "three brokers are for the long run");
    List<KafkaBroker> brokers = KafkaBroker.cluster(folder, BROKERS);
    try {
      startInstances(brokers, BROKERS);
      killInTurn(
          List.of(
              of(List.of(brokers.get(0))),
              of(inlets.getFirst()),
              of(List.of(brokers.get(1))),
              of(server),
              of(List.of(brokers.get(2))),
              of(brokers)),
          ROUNDS / 2);
      freeze();
      balance();
    } finally {
      brokers.forEach(KafkaBroker::close);
    }
  }

  private void killInTurn(List<Killed> killings, int rounds) throws Exception {
    try (var balancer =
        new LoadBalancer(inlets.stream().map(InletProcess::publicPort).toArray(Integer[]::new))) {
      for (int round = 0; round < rounds; round++) {
        for (Killed one : killings) {
          underLoad(balancer.port(), one);
          kills++;
        }
      }
    }
    killed = killings.stream().map(Killed::name).distinct().collect(Collectors.joining(", "));
  }

  /** For longer than keys are cached. */
  private void takeWithoutDatabase() throws Exception {
    int port = inlets.getFirst().publicPort();
    try (var load = new Load(port, InletProcess.KEY, 1, numbers, PAUSE)) {
      Eventually.become("calls are taken", () -> !load.acknowledged(false).isEmpty());
      server.kill();
      long known = System.nanoTime() + Authenticator.TIME_TO_LIVE.plusSeconds(1).toNanos();
      Thread.sleep(AWAY_FOR);
      assertEquals(200, inlets.getFirst().status("/health/readiness"));
      load.close();
      server.start();
      enter(load);
      List<Load.Answered> later =
          load.answers().stream().filter(answer -> answer.asked() > known).toList();
      long taken = later.stream().filter(Load.Answered::isAcknowledged).count();
      Figures.note(
          "database away",
          "for %d s while Kafka takes calls: of %d answers after more than %d s %d were 2xx",
          AWAY_FOR.toSeconds(),
          later.size(),
          Authenticator.TIME_TO_LIVE.toSeconds() + 1,
          taken);
      assertTrue(taken > later.size() * 0.9 && taken > 0, taken + " of " + later.size());
    }
  }

  private void freeze() throws Exception {
    var mover = new FrozenMover(inlets.getFirst(), inlets.getLast(), place, PARTITIONS, numbers);
    mover.freeze().forEach(this::enter);
  }

  private void enter(Load load) {
    tracked.addAll(load.acknowledged(false));
    identified.addAll(load.acknowledged(true));
  }

  private void underLoad(int port, Killed killed) throws Exception {
    var load = new Load(port, InletProcess.KEY, CONNECTIONS, numbers, PAUSE);
    try (load;
        var batches = new BatchLoad(port, InletProcess.KEY, numbers)) {
      Eventually.become(
          "calls are taken",
          TAKEN_WITHIN,
          () -> !load.acknowledged(false).isEmpty() && !batches.acknowledged().isEmpty());
      Thread.sleep(random.nextInt(MOST_MILLIS));
      killed.killing().kill();
      Thread.sleep(random.nextInt(MOST_MILLIS));
      repeatSome(port, load);
      batches.close();
      tracked.addAll(batches.acknowledged());
    }
    enter(load);
    for (Load.Answered answer : load.answers()) {
      longest = answer.took().compareTo(longest) > 0 ? answer.took() : longest;
      assertTrue(
          answer.took().compareTo(ANSWERED_WITHIN) <= 0,
          () -> "%s after the kill of %s".formatted(answer, killed.name()));
    }
    killed.killing().start();
  }

  /** Sends calls once more, whatever became of them; some are answered while something is away. */
  private void repeatSome(int port, Load load) {
    int number = 0;
    try (var connection = new CallConnection(port, InletProcess.KEY)) {
      for (Load.Answered answer : load.answers()) {
        if (number++ % REPEATED_EVERY == 0) {
          connection.post(Load.call(Long.parseLong(answer.messageId().substring(1))));
          repeats++;
        }
      }
    } catch (IOException e) {
      // The instance behind that connection is gone; the load goes on by the other.
    }
  }

  /** Everything that was acknowledged is there, and nothing is there twice. */
  private void balance() {
    InletProcess inlet = inlets.getLast();
    Eventually.become(
        "all that was acknowledged is processed",
        PROCESSED_WITHIN,
        () ->
            new HashSet<>(texts(inlet, "events", "messageId")).containsAll(tracked)
                && new HashSet<>(texts(inlet, "contacts", "userId")).containsAll(identified));
    inlet.awaitProcessed();
    new Ledger(tracked, texts(inlet, "events", "messageId")).isBalanced("events");
    new Ledger(identified, texts(inlet, "contacts", "userId")).isBalanced("contacts");
    assertTrue(tracked.size() > kills, "there was load: " + tracked.size());
    Figures.note(
        "crashes",
        "%d kills -9 of %s while Kafka takes calls (-Dseed=%d), and an instance that was frozen: of"
            + " %,d acknowledged calls 0 lost, 0 effects twice, %d of them sent again; the slowest"
            + " answer took %d ms",
        kills,
        killed,
        seed,
        tracked.size() + identified.size(),
        repeats,
        longest.toMillis());
  }

  private static List<String> texts(InletProcess inlet, String list, String name) {
    return inlet.all(list).stream().map(item -> item.get(name).asText()).toList();
  }
}
