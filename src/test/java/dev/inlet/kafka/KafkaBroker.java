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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real broker in a process of its own, which can be killed. */
public final class KafkaBroker implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);

  private final Path folder;
  private final int port;
  private Process process;

  /** Starts it with its files in a folder. */
  public KafkaBroker(Path folder) throws IOException {
    this.folder = folder;
    this.port = FreePort.take();
    int controllerPort = FreePort.take();
    Files.writeString(
        folder.resolve("kafka.properties"),
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@localhost:%2$d
        listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
        advertised.listeners=PLAINTEXT://localhost:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        num.partitions=3
        offsets.topic.replication.factor=1
        log.cleaner.enable=false
        num.network.threads=1
        num.io.threads=2
        """
            .formatted(port, controllerPort, folder.resolve("kafka")));
    start();
  }

  /** The one that all classes share, until the tests end. */
  public static KafkaBroker shared() {
    return Shared.BROKER;
  }

  /** Starts it, or starts it again, and returns when it takes connections. */
  public void start() throws IOException {
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

  /** Makes a topic. */
  public void create(String topic, int partitions, Map<String, String> settings) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      var made = new NewTopic(topic, partitions, (short) 1).configs(settings);
      admin.createTopics(Set.of(made)).all().get();
    }
  }

  /** Everything in a topic so far, of each partition in its order. */
  public List<ConsumerRecord<String, String>> records(String topic) {
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", address());
    settings.put("key.deserializer", StringDeserializer.class);
    settings.put("value.deserializer", StringDeserializer.class);
    settings.put("allow.auto.create.topics", false);
    var records = new ArrayList<ConsumerRecord<String, String>>();
    try (var consumer = new KafkaConsumer<String, String>(settings)) {
      if (!consumer.listTopics().containsKey(topic)) {
        return records;
      }
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
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
