package dev.inlet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A contender running in a JVM of its own, on free ports and in an empty folder below {@code
 * target/bench}. It lives until the benchmark's own JVM ends, however that ends.
 */
final class Server {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final int LAST_LOG_LINES = 40;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Contender contender;
  private final int port;
  private final int consolePort;
  private final Path log;
  private final Process process;

  private Server(Contender contender, List<String> jvmFlags) throws IOException {
    Path folder = emptied(Path.of("target", "bench", contender.id()));
    this.contender = contender;
    this.port = freePort();
    this.consolePort = freePort();
    this.log = folder.resolve("server.log");
    this.process = started(folder.resolve("data"), jvmFlags);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  /** Starts the contender and returns once it is ready; shows its last log lines if it fails to. */
  static Server start(Contender contender, List<String> jvmFlags)
      throws IOException, InterruptedException {
    Server server = new Server(contender, jvmFlags);
    server.awaitReady();
    return server;
  }

  Contender contender() {
    return contender;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** The processor time this server has used since its start. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /**
   * Waits until every journaled call is processed.
   *
   * @return how long that took, {@code limit} at most; empty where the server does not say
   */
  Optional<Duration> awaitDrained(Duration limit) throws InterruptedException {
    if (!contender.isInlet() || lag().isEmpty()) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    while (lag().orElse(0) > 0 && System.nanoTime() - start < limit.toNanos()) {
      Thread.sleep(50);
    }
    return Optional.of(Duration.ofNanos(System.nanoTime() - start));
  }

  /** How many calls are journaled and not yet processed. */
  private OptionalDouble lag() throws InterruptedException {
    return get(consolePort, "/prometheus").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("inlet_processor_lag"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .max();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(contender.id() + " did not start:\n" + lastLogLines());
      }
      Thread.sleep(200);
    }
  }

  private boolean isReady() throws InterruptedException {
    return contender.isInlet()
        ? get(consolePort, "/health").isPresent()
        : get(port, BareEndpoint.READY).isPresent();
  }

  /** The body of a 200; empty for any other answer, or none. */
  private Optional<String> get(int port, String path) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Process started(Path data, List<String> jvmFlags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(contender.program());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(contender.environment());
    builder
        .environment()
        .putAll(
            Map.of(
                "MICRONAUT_SERVER_PORT", String.valueOf(port),
                "INLET_CONSOLE_PORT", String.valueOf(consolePort),
                "INLET_DATA_DIR", data.toString()));
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private void stop() {
    process.destroy();
    try {
      process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  private String lastLogLines() throws IOException {
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
