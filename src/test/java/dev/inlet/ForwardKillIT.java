package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.kafka.KafkaBroker;
import dev.inlet.webhook.ReceiverProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of whatever takes part while changes flow: Inlet, a subscriber, Kafka's broker, and
 * PostgreSQL; twelve times a round, five of them on H2. To repeat the same moments, run with {@code
 * -Dseed=} and the number named.
 */
@NullUnmarked
@Order(2)
class ForwardKillIT {
  private static final int ROUNDS = Extent.of(1, 25);
  private static final int CONNECTIONS = 4;
  private static final Duration PAUSE = Duration.ofMillis(Extent.of(8, 2));

  /** Another instance would not forward before the killed one is given up. */
  private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(120);

  private static final Duration TAKEN_WITHIN = Duration.ofSeconds(60);
  private static final int MOST_MILLIS = 500;

  /** One for both databases: nobody else's, since it is killed. */
  private static KafkaBroker broker;

  @TempDir Path folder;

  private final String topic = "changes-" + UUID.randomUUID();
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final AtomicLong numbers = new AtomicLong();
  private final Books books = new Books();
  private final Map<String, Object> place = new HashMap<>();

  @BeforeAll
  static void startBroker(@TempDir Path folder) throws IOException {
    broker = new KafkaBroker(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void everyChangeArrivesFromOneInstanceOnH2() throws Exception {
    place.putAll(DatabaseKind.H2.fresh(folder));
    forwardToAll();
    try (var inlet = new InletProcess(folder, place);
        var subscriber = new Subscriber(inlet)) {
      killInTurn(
          inlet,
          inlet.publicPort(),
          subscriber,
          List.of(
              Killing.of(inlet),
              subscriber,
              Killing.of(inlet),
              Killing.of(List.of(broker)),
              Killing.of(inlet)));
    }
  }

  @Test
  void everyChangeArrivesFromTwoInstancesOnPostgresql(@TempDir Path data) throws Exception {
    try (var server = new KillablePostgresql(data)) {
      place.putAll(server.place());
      forwardToAll();
      try (var one = new InletProcess(Files.createDirectory(folder.resolve("one")), place);
          var other = new InletProcess(Files.createDirectory(folder.resolve("other")), place);
          var balancer = new LoadBalancer(one.publicPort(), other.publicPort());
          var subscriber = new Subscriber(one)) {
        killInTurn(
            one,
            balancer.port(),
            subscriber,
            List.of(
                Killing.of(one),
                Killing.of(server),
                subscriber,
                Killing.of(other),
                Killing.of(List.of(broker)),
                Killing.of(one),
                subscriber));
      }
    }
  }

  private void forwardToAll() throws Exception {
    place.put("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    place.put("inlet.forward.allow-private", "true");
    place.put("inlet.forward.kafka.bootstrap-servers", broker.address());
    place.put("inlet.forward.kafka.topic", topic);
    broker.create(topic, 3, Map.of());
  }

  private void killInTurn(
      InletProcess inlet, int port, Subscriber subscriber, List<Killing> killings)
      throws Exception {
    int kills = 0;
    try (var feed = new FeedFollower(inlet.consolePort())) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Killing one : killings) {
          underLoad(port, one);
          kills++;
        }
      }
      inlet.awaitProcessed(TAKEN_WITHIN);
      books.balance(inlet::all);
      int changes = feed.balance(inlet.all("events"), inlet.all("pages"));
      subscriber.checkReceived(feed.eventsByUser());
      int records = checkRecords(feed);
      Figures.note(
          "crashes",
          "%d kills -9 of Inlet, a subscriber, Kafka's broker and the database (%s, -Dseed=%d): of"
              + " %,d changes a subscriber had all %,d events in order, each verified by the"
              + " official library; Kafka had all changes in order, in %,d records",
          kills,
          place.containsKey("inlet.data-dir") ? "H2" : "PostgreSQL, two instances",
          seed,
          changes,
          feed.eventsByUser().values().stream().mapToInt(List::size).sum(),
          records);
    }
  }

  private void underLoad(int port, Killing killing) throws Exception {
    var load = new Load(port, InletProcess.KEY, CONNECTIONS, numbers, PAUSE);
    try (load) {
      Eventually.become("calls are taken", TAKEN_WITHIN, () -> !load.acknowledged(false).isEmpty());
      Thread.sleep(random.nextInt(MOST_MILLIS));
      killing.kill();
      Thread.sleep(random.nextInt(MOST_MILLIS));
    }
    books.enter(load);
    killing.start();
  }

  /** Every change is there, none was invented, and the events of each key are in order. */
  private int checkRecords(FeedFollower feed) {
    Set<String> expected = feed.positions();
    Eventually.become("Kafka has everything", ARRIVES_WITHIN, () -> expected.equals(positions()));
    Map<String, Set<String>> byContact = new HashMap<>();
    var records = broker.records(topic);
    for (var one : records) {
      if (InletProcess.parsed(one.value()).has("event")) {
        byContact
            .computeIfAbsent(
                one.key().replace(InletProcess.ACCOUNT + " contact ", ""),
                key -> new LinkedHashSet<>())
            .add(InletProcess.parsed(one.value()).get("messageId").asText());
      }
    }
    areInOrder(feed.eventsByUser(), byContact);
    return records.size();
  }

  private Set<String> positions() {
    Set<String> positions = new HashSet<>();
    broker
        .records(topic)
        .forEach(one -> positions.add(InletProcess.parsed(one.value()).get("position").asText()));
    return positions;
  }

  private static void areInOrder(
      Map<String, List<String>> expected, Map<String, Set<String>> received) {
    Map<String, List<String>> inOrder = new HashMap<>();
    received.forEach((contact, messages) -> inOrder.put(contact, List.copyOf(messages)));
    assertEquals(expected, inOrder);
  }

  /** A subscriber in a process of its own, which remembers in a file what it has answered. */
  private final class Subscriber implements Killing, AutoCloseable {
    private final int port = FreePort.take();
    private final Path file = folder.resolve("received");
    private final String secret;
    private Process process;

    Subscriber(InletProcess inlet) throws IOException {
      secret = inlet.subscribe("http://localhost:" + port + "/", "event.received");
      start();
    }

    @Override
    public void start() throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx64m",
                  "-classpath",
                  System.getProperty("java.class.path"),
                  ReceiverProgram.class.getName(),
                  Integer.toString(port),
                  file.toString(),
                  secret)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("receiver.log").toFile()))
              .start();
    }

    @Override
    public void kill() throws InterruptedException {
      process.destroyForcibly();
      process.waitFor();
    }

    /** The lines that were written whole: verified, contact, message. */
    private List<String[]> received() {
      try (var lines = Files.lines(file)) {
        var whole = new ArrayList<String[]>();
        lines
            .map(line -> line.split("\t", -1))
            .filter(parts -> parts.length == 4 && parts[3].equals("."))
            .forEach(whole::add);
        return whole;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void checkReceived(Map<String, List<String>> expected) {
      Set<String> all = new HashSet<>();
      expected.values().forEach(all::addAll);
      Eventually.become(
          "the subscriber has everything",
          ARRIVES_WITHIN,
          () -> {
            Set<String> messages = new HashSet<>();
            received().forEach(parts -> messages.add(parts[2]));
            return messages.equals(all);
          });
      Map<String, Set<String>> byContact = new LinkedHashMap<>();
      for (String[] parts : received()) {
        assertTrue(Boolean.parseBoolean(parts[0]), "verified");
        byContact.computeIfAbsent(parts[1], id -> new LinkedHashSet<>()).add(parts[2]);
      }
      areInOrder(expected, byContact);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
