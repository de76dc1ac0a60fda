package dev.inlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inlet.crash.CrashPoint;
import dev.inlet.crash.CrashingInlet;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The jar that the build made, run in a process of its own and in the dev environment, so that it
 * can be killed. Started again, it has the same ports and the same files. The tests' classes are on
 * its class path too, behind the jar.
 */
final class InletProcess implements AutoCloseable {
  static final String ACCOUNT = "demo";
  static final String KEY = "segment";

  private static final int SHOWN_OF_LOG = 5_000;
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  /** Little to warm up, and small enough that many fit beside each other. */
  private static final List<String> SOON_READY =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

  private static final List<String> AS_OPERATED = List.of("-Xmx512m");
  private static final String TESTS = folderOfTests();

  private final Path folder;
  private final List<String> options;
  private final Map<String, Object> place;
  private final int publicPort;
  private final int consolePort;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Process process;
  private String classPath = BuiltJar.classPath() + File.pathSeparator + TESTS;

  /** Starts Inlet with its files in a folder. */
  InletProcess(Path folder) throws IOException {
    this(folder, DatabaseKind.H2.fresh(folder));
  }

  /** Starts Inlet at the place that the properties name, with its log in a folder. */
  InletProcess(Path folder, Map<String, Object> place) throws IOException {
    this(folder, place, cached(SOON_READY));
    start();
  }

  /** Starts Inlet with its files in a folder, as fast as it gets once it is warm. */
  static InletProcess asOperated(Path folder) throws IOException {
    var process = new InletProcess(folder, DatabaseKind.H2.fresh(folder), cached(AS_OPERATED));
    process.start();
    return process;
  }

  /** Starts Inlet without a cache, at the place that the properties name. */
  static InletProcess uncached(Path folder, Map<String, Object> place) throws IOException {
    var process = new InletProcess(folder, place, SOON_READY);
    process.start();
    return process;
  }

  /** Starts Inlet so that {@link #crashAt} can let it die. */
  static InletProcess crashable(Path folder, Map<String, Object> place) throws IOException {
    var process = new InletProcess(folder, place, cached(SOON_READY));
    process.startCrashable();
    return process;
  }

  private static List<String> cached(List<String> options) {
    return Stream.concat(options.stream(), BuiltJar.cache().stream()).toList();
  }

  private InletProcess(Path folder, Map<String, Object> place, List<String> options)
      throws IOException {
    this.folder = folder;
    this.options = options;
    this.place = place;
    publicPort = FreePort.take();
    consolePort = FreePort.take();
  }

  private static String folderOfTests() {
    return Path.of(
            URI.create(
                CrashingInlet.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  /** Starts it, or starts it again, and returns when it is ready. */
  void start() throws IOException {
    launch();
    awaitReady();
  }

  /** Starts it, and does not wait. */
  void launch() throws IOException {
    launch(Application.class);
  }

  /** Starts it so that {@link #crashAt} can let it die. */
  void startCrashable() throws IOException {
    launch(CrashingInlet.class);
    awaitReady();
  }

  /** Has it die at a certain point, if it was started for that, counted from now on. */
  void crashAt(CrashPoint point) throws IOException {
    Writer input = process.outputWriter();
    input.write(point.asLine());
    input.flush();
  }

  private void launch(Class<?> program) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dmicronaut.environments=dev",
                "-Dmicronaut.server.port=" + publicPort,
                "-Dinlet.console.port=" + consolePort,
                "-classpath",
                classPath));
    command.addAll(1, options);
    place.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
    command.add(program.getName());
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
  }

  private void awaitReady() {
    Eventually.become("ready: see " + folder, STARTS_WITHIN, this::isReady);
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new AssertionError("ended with " + process.exitValue() + ": " + log());
    }
    try {
      return listens() && get("/health/readiness").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Asked for as long as it starts, so without what a client makes of a refusal. */
  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), consolePort)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends it as kill -9 does, and returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Freezes it as kill -STOP does: it does nothing more, and keeps all that it holds. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Lets it go on after {@link #freeze}. */
  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int code = new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IOException("kill " + name + " ended with " + code);
    }
  }

  /** Asks it to end as SIGTERM does, and returns its exit code. */
  int terminate(Duration within) throws InterruptedException {
    process.destroy();
    return awaitEnd(within);
  }

  /** Returns its exit code as soon as it has ended. */
  int awaitEnd(Duration within) throws InterruptedException {
    if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + within + ": see " + folder);
    }
    return process.exitValue();
  }

  /** Has its next starts find these resources too, as a newer release would bring them. */
  void upgrade(Path resources) {
    // Behind the jar: the cache knows what the class path begins with.
    classPath = classPath + File.pathSeparator + resources;
  }

  int publicPort() {
    return publicPort;
  }

  /** The process's id. */
  long pid() {
    return process.pid();
  }

  /** Creates an account, and issues a key for its track calls. */
  String newKey(String account) {
    post("/api/accounts", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(account, account));
    String issued =
        post(
            "/api/accounts/" + account + "/keys",
            "{\"name\":\"test\",\"permissions\":[\"track\"]}");
    return parsed(issued).get("key").asText();
  }

  /** Has changes of a type be sent to an address, and tells the secret of the subscription. */
  String subscribe(String url, String type) {
    String made =
        post("/api/subscriptions", "{\"url\":\"%s\",\"types\":[\"%s\"]}".formatted(url, type));
    return parsed(made).get("secret").asText();
  }

  int consolePort() {
    return consolePort;
  }

  /** Everything it has printed so far. */
  String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything in a list of the admin API, page by page. */
  List<JsonNode> all(String list) {
    return all(list, list);
  }

  /** Everything in the list at a path of the admin API, page by page. */
  List<JsonNode> all(String path, String list) {
    var items = new ArrayList<JsonNode>();
    String cursor = "";
    while (true) {
      JsonNode page =
          parsed(get("/api/accounts/%s/%s?limit=200%s".formatted(ACCOUNT, path, cursor)).body());
      page.get(list).forEach(items::add);
      if (page.get("nextCursor").isNull()) {
        return items;
      }
      cursor = "&cursor=" + page.get("nextCursor").asText();
    }
  }

  /** What the admin API shows at a path of the account. */
  JsonNode json(String path) {
    return parsed(get("/api/accounts/%s/%s".formatted(ACCOUNT, path)).body());
  }

  /** What the admin port answers to a GET; fails when no answer comes. */
  int status(String path) {
    return get(path).statusCode();
  }

  /** What the public port answers to a GET; fails when no answer comes. */
  int publicStatus(String path) {
    return send(to(publicPort, path).build()).statusCode();
  }

  /** A contact of the account's. */
  JsonNode contact(String id) {
    return parsed(get("/api/accounts/%s/contacts/%s".formatted(ACCOUNT, id)).body());
  }

  /** Asks the admin API for something of the account. */
  HttpResponse<String> ask(String path) {
    return get("/api/accounts/" + ACCOUNT + path);
  }

  /** Asks the admin API for something of the account, whose body is read by the caller. */
  HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
    HttpRequest request = to("/api/accounts/" + ACCOUNT + path).build();
    return client.send(request, BodyHandlers.ofInputStream());
  }

  /** Erases a contact, and returns the answer. */
  HttpResponse<String> delete(String contact) {
    String path = "/api/accounts/%s/contacts/%s".formatted(ACCOUNT, contact);
    return send(to(path).DELETE().build());
  }

  /** Erases a contact; false when there is none, or when no answer came. */
  boolean erase(String contact) {
    try {
      return delete(contact).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /**
   * Returns as soon as something is so. When it is not within the time, what its threads do and
   * what it printed last is printed too.
   */
  void await(String what, Duration within, BooleanSupplier condition) {
    try {
      Eventually.become(what, within, condition);
    } catch (AssertionError e) {
      String log = log();
      System.out.println(threads());
      System.out.println(log.substring(Math.max(0, log.length() - SHOWN_OF_LOG)));
      throw e;
    }
  }

  private String threads() {
    try {
      Process dump =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jstack").toString(),
                  Long.toString(process.pid()))
              .redirectErrorStream(true)
              .start();
      return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when every call that is durable is processed. */
  void awaitProcessed() {
    awaitProcessed(Duration.ofSeconds(60));
  }

  /** Returns when every call that is durable is processed. */
  void awaitProcessed(Duration within) {
    await(
        "every call is processed",
        within,
        () -> get("/prometheus").body().contains("\ninlet_processor_lag 0.0"));
  }

  /** A figure at /prometheus: what all lines that begin so come to. */
  double figure(String beginning) {
    return get("/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(beginning))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  static JsonNode parsed(String body) {
    try {
      return new JsonMapper().readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(body, e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(to(path).build());
  }

  String post(String path, String json) {
    return send(to(path).POST(BodyPublishers.ofString(json)).build()).body();
  }

  private HttpRequest.Builder to(String path) {
    return to(consolePort, path);
  }

  private static HttpRequest.Builder to(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
        .timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.close();
  }
}
