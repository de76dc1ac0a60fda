package dev.inlet.kafka;

import dev.inlet.Eventually;
import dev.inlet.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.NullUnmarked;

/** A real broker in a process of its own, which can be killed. */
@NullUnmarked
public final class KafkaBroker implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

  private final Path folder;
  private final int port;
  private Process process;

  /** Starts it with its files in a folder. */
  public KafkaBroker(Path folder) throws IOException {
    this(folder, FreePort.take(), 1, "1@localhost:" + FreePort.take(), 1);
    start();
  }

  private KafkaBroker(Path folder, int port, int number, String controllers, int copies)
      throws IOException {
    this.folder = folder;
    this.port = port;
    Files.writeString(
        folder.resolve("kafka.properties"),
        """
        process.roles=broker,controller
        node.id=%5$d
        controller.quorum.voters=%2$s
        listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://%4$s
        advertised.listeners=PLAINTEXT://localhost:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        num.partitions=3
        offsets.topic.replication.factor=%6$d
        offsets.topic.num.partitions=1
        group.consumer.min.session.timeout.ms=6000
        group.consumer.session.timeout.ms=6000
        group.consumer.min.heartbeat.interval.ms=500
        group.consumer.heartbeat.interval.ms=500
        log.cleaner.enable=false
        num.network.threads=1
        num.io.threads=2
        """
            .formatted(
                port,
                controllers,
                folder.resolve("kafka"),
                controllers.split(",")[number - 1].split("@")[1],
                number,
                copies));
  }

  /** Starts so many that are one cluster, each with its files in a folder of its own. */
  public static List<KafkaBroker> cluster(Path folder, int size) throws IOException {
    String controllers =
        IntStream.rangeClosed(1, size)
            .mapToObj(number -> number + "@localhost:" + FreePort.take())
            .collect(Collectors.joining(","));
    var brokers = new ArrayList<KafkaBroker>();
    for (int number = 1; number <= size; number++) {
      Path own = Files.createDirectories(folder.resolve("broker" + number));
      brokers.add(new KafkaBroker(own, FreePort.take(), number, controllers, size));
    }
    start(brokers);
    return brokers;
  }

  /** Starts all of them, or starts them again: none takes connections before most are there. */
  public static void start(List<KafkaBroker> brokers) throws IOException {
    for (KafkaBroker broker : brokers) {
      broker.launch();
    }
    brokers.forEach(KafkaBroker::awaitConnections);
  }

  /** The one that all classes share, until the tests end. */
  public static KafkaBroker shared() {
    return Shared.BROKER;
  }

  /** Starts it, or starts it again, and returns when it takes connections. */
  public void start() throws IOException {
    launch();
    awaitConnections();
  }

  private void launch() throws IOException {
    String tests =
        Path.of(
                URI.create(
                    BrokerProgram.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
            .toString();
    String classPath = Files.readString(Path.of("target", "kafka.classpath"));
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-classpath",
                classPath + File.pathSeparator + tests,
                BrokerProgram.class.getName(),
                folder.resolve("kafka.properties").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("kafka.log").toFile()))
            .start();
  }

  private void awaitConnections() {
    Eventually.become("there is a broker: see " + folder, STARTS_WITHIN, this::takesConnections);
  }

  private boolean takesConnections() {
    if (!process.isAlive()) {
      throw new AssertionError("the broker has ended: see " + folder);
    }
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it as kill -9 does, and returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Where it is. */
  public String address() {
    return "localhost:" + port;
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /** How many records a topic has had so far; 0 when there is none. */
  public long size(String topic) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(consuming(ByteArrayDeserializer.class))) {
      return consumer.endOffsets(partitions(consumer, topic)).values().stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    return consumer.listTopics().getOrDefault(topic, List.of()).stream()
        .map(one -> new TopicPartition(topic, one.partition()))
        .toList();
  }

  private Map<String, Object> consuming(Class<?> deserializer) {
    return Map.of(
        "bootstrap.servers",
        address(),
        "key.deserializer",
        deserializer,
        "value.deserializer",
        deserializer,
        "allow.auto.create.topics",
        false);
  }

  /** Makes a topic. */
  public void create(String topic, int partitions, Map<String, String> settings) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      var made = new NewTopic(topic, partitions, (short) 1).configs(settings);
      admin.createTopics(Set.of(made)).all().get();
    }
  }

  /** Everything in a topic so far, of each partition in its order. */
  public List<ConsumerRecord<String, String>> records(String topic) {
    return records(topic, StringDeserializer.class);
  }

  /** The values in a partition so far, in its order. */
  public List<byte[]> values(String topic, int partition) {
    return this.<byte[]>records(topic, ByteArrayDeserializer.class).stream()
        .filter(one -> one.partition() == partition)
        .map(ConsumerRecord::value)
        .toList();
  }

  private <T> List<ConsumerRecord<T, T>> records(
      String topic, Class<? extends Deserializer<T>> deserializer) {
    var records = new ArrayList<ConsumerRecord<T, T>>();
    try (var consumer = new KafkaConsumer<T, T>(consuming(deserializer))) {
      List<TopicPartition> partitions = partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static final class Shared {
    static final KafkaBroker BROKER = started();

    private static KafkaBroker started() {
      try {
        var broker = new KafkaBroker(Files.createTempDirectory("inlet-kafka"));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(broker::close));
        return broker;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
