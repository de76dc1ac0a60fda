package dev.inlet.bench.server;

import dev.inlet.kafka.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contender running in a process of its own, on free ports and in an empty folder below {@code
 * target/bench}, with its PostgreSQL and its Kafka if it has them. It lives until it is closed, or
 * until the benchmark's own JVM ends, however that ends.
 */
public final class Server implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final int LAST_LOG_LINES = 40;

  /** Where calls are on Kafka, as Inlet calls it. */
  private static final String TOPIC = "inlet.journal";

  /** One process, and where it is reached. */
  private record Instance(int port, AdminApi admin, Path log, Process process) {}

  private final Contender contender;
  private final @Nullable Postgresql postgresql;
  private final @Nullable KafkaBroker broker;
  private final List<Instance> instances = new ArrayList<>();
  private final @Nullable Subscriber subscriber;
  private final Thread stopAtEnd = new Thread(this::stop);

  private Server(Contender contender, List<String> jvmFlags) throws IOException {
    Path folder = emptied(Path.of("target", "bench", contender.id()));
    this.contender = contender;
    this.postgresql =
        contender.isOnPostgresql()
            ? Postgresql.start(folder.resolve("postgresql").toAbsolutePath())
            : null;
    if (postgresql != null && !contender.isInlet()) {
      postgresql.execute(Path.of("src", "bench", "by-hand.sql"));
    }
    this.broker =
        contender.isOnKafka()
            ? new KafkaBroker(Files.createDirectory(folder.resolve("kafka").toAbsolutePath()))
            : null;
    for (int i = 1; i <= contender.instances(); i++) {
      instances.add(started(folder.resolve("server" + i), jvmFlags));
    }
    this.subscriber = contender.isForwarding() ? new Subscriber() : null;
    Runtime.getRuntime().addShutdownHook(stopAtEnd);
  }

  /**
   * Starts the contender and returns once it is ready.
   *
   * @throws IllegalStateException with its last log lines when it does not become ready
   */
  public static Server start(Contender contender, List<String> jvmFlags)
      throws IOException, InterruptedException {
    Server server = new Server(contender, jvmFlags);
    server.awaitReady();
    if (server.subscriber != null) {
      server.instances.getFirst().admin().subscribe(server.subscriber.url());
    }
    return server;
  }

  /** What it is. */
  public Contender contender() {
    return contender;
  }

  /** Where its instances take calls. */
  public List<InetSocketAddress> addresses() {
    return instances.stream()
        .map(one -> new InetSocketAddress(InetAddress.getLoopbackAddress(), one.port()))
        .toList();
  }

  /** What its instances, their database and their broker have used since their start. */
  public Usage usage() {
    Duration cpu = Duration.ZERO;
    long written = 0;
    Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      stages.put(stage, Duration.ZERO);
    }
    Map<Stage, Long> allocated = new EnumMap<>(Stage.class);
    for (LinuxProcess server : servers()) {
      cpu = cpu.plus(server.cpu());
      written += server.writtenBytes();
      if (contender.isInlet()) {
        new JvmThreads(server.pid())
            .allocated()
            .forEach((stage, bytes) -> allocated.merge(stage, bytes, Long::sum));
      }
      server.stages().forEach((stage, time) -> stages.merge(stage, time, Duration::plus));
    }
    Duration named =
        stages.entrySet().stream()
            .filter(entry -> entry.getKey() != Stage.OTHERS)
            .map(Map.Entry::getValue)
            .reduce(Duration.ZERO, Duration::plus);
    stages.put(Stage.OTHERS, cpu.minus(named));
    Duration beside = Duration.ZERO;
    for (LinuxProcess part : database()) {
      Duration used = part.cpu();
      stages.merge(Stage.DATABASE, used, Duration::plus);
      beside = beside.plus(used);
      written += part.writtenBytes();
    }
    if (broker != null) {
      var process = new LinuxProcess(broker.pid());
      Duration used = process.cpu();
      stages.put(Stage.BROKER, used);
      beside = beside.plus(used);
      written += process.writtenBytes();
    }
    return new Usage(cpu.plus(beside), written, stages, allocated);
  }

  /** The most memory its processes have had at a time, without its database. */
  public long peakBytes() {
    return servers().stream().mapToLong(LinuxProcess::peakBytes).sum();
  }

  private List<LinuxProcess> servers() {
    return instances.stream().map(one -> new LinuxProcess(one.process().pid())).toList();
  }

  /** The memory of all processes of its database now; 0 if it has none. */
  public long databaseBytes() {
    return database().stream().mapToLong(LinuxProcess::proportionalBytes).sum();
  }

  /** The processor time that its subscriber has taken, in this JVM; nothing when it has none. */
  public Duration subscriberCpu() {
    return subscriber == null ? Duration.ZERO : subscriber.cpuTime();
  }

  private List<LinuxProcess> database() {
    return postgresql == null ? List.of() : new LinuxProcess(postgresql.pid()).family();
  }

  /** Creates accounts in an Inlet and returns a key of each. */
  public List<String> newAccounts(int count) throws IOException, InterruptedException {
    List<String> keys = new ArrayList<>();
    for (int account = 1; account <= count; account++) {
      keys.add(instances.getFirst().admin().newAccount("bench-" + account));
    }
    return keys;
  }

  /**
   * Waits until every journaled call is processed, and its changes are with the subscriber.
   *
   * @return how long that took, {@code limit} at most; empty where the server does not say
   */
  public Optional<Duration> awaitDrained(Duration limit) throws InterruptedException {
    if (!contender.isInlet() || lag().isEmpty()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    long onKafka = broker == null ? 0 : broker.size(TOPIC);
    while ((moved() < onKafka || lag().orElse(0) > 0 || !isForwarded())
        && System.nanoTime() - start < limit.toNanos()) {
      Thread.sleep(50);
    }
    return Optional.of(Duration.ofNanos(System.nanoTime() - start));
  }

  /** Whether its subscriber has everything. */
  private boolean isForwarded() throws InterruptedException {
    return subscriber == null || instances.getFirst().admin().hasForwarded();
  }

  /** How many calls were moved from Kafka into the journal. */
  private double moved() throws InterruptedException {
    return broker == null ? 0 : figures("inlet_journal_kafka_moved_total").sum();
  }

  /** How many calls are journaled and not yet processed, as far as any of them knows. */
  private OptionalDouble lag() throws InterruptedException {
    return figures("inlet_processor_lag").max();
  }

  /** A figure of each instance that tells it. */
  private DoubleStream figures(String name) throws InterruptedException {
    var figures = DoubleStream.builder();
    for (Instance one : instances) {
      one.admin().get("/prometheus").stream()
          .flatMap(String::lines)
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .forEach(figures);
    }
    return figures.build();
  }

  private void awaitReady() throws IOException, InterruptedException {
    for (Instance one : instances) {
      awaitReady(one);
    }
  }

  private void awaitReady(Instance one) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    String path = contender.isInlet() ? "/health" : "/ready";
    while (one.admin().get(path).isEmpty()) {
      if (!one.process().isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            contender.id() + " did not start:\n" + lastLines(one.log()));
      }
      Thread.sleep(200);
    }
  }

  private Instance started(Path folder, List<String> jvmFlags) throws IOException {
    int port = freePort();
    int consolePort = freePort();
    Path log = Files.createDirectories(folder).resolve("server.log");
    ProcessBuilder builder = new ProcessBuilder(command(jvmFlags));
    Map<String, String> environment = builder.environment();
    environment.putAll(contender.environment());
    environment.put("MICRONAUT_SERVER_PORT", String.valueOf(port));
    environment.put("PORT", String.valueOf(port));
    environment.put("INLET_CONSOLE_PORT", String.valueOf(consolePort));
    environment.put("INLET_ADMIN_PASSWORD", AdminApi.PASSWORD);
    environment.put("INLET_DATA_DIR", folder.resolve("data").toString());
    if (postgresql != null) {
      environment.putAll(postgresql.environment());
    }
    if (broker != null) {
      environment.put("INLET_JOURNAL_KAFKA_BOOTSTRAP_SERVERS", broker.address());
    }
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new Instance(port, new AdminApi(contender.isInlet() ? consolePort : port), log, process);
  }

  private List<String> command(List<String> jvmFlags) {
    if (contender.kind() == Contender.Kind.EXPRESS) {
      return Express.command();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(jvmFlags);
    command.addAll(contender.program());
    return command;
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(stopAtEnd);
    stop();
  }

  private void stop() {
    instances.forEach(one -> one.process().destroy());
    try {
      for (Instance one : instances) {
        one.process().waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      instances.forEach(one -> one.process().destroyForcibly());
      if (subscriber != null) {
        subscriber.close();
      }
      if (broker != null) {
        broker.close();
      }
      if (postgresql != null) {
        postgresql.close();
      }
    }
  }

  private static String lastLines(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - LAST_LOG_LINES), lines.size()));
  }

  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> deepestLast = Files.walk(folder)) {
        deepestLast.sorted(Comparator.reverseOrder()).forEach(Server::delete);
      }
    }
    return Files.createDirectories(folder);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
