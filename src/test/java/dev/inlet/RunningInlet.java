package dev.inlet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.access.FewRounds;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.process.Processor;
import dev.inlet.receive.GracefulStop;
import dev.inlet.tls.OneCertificate;
import dev.inlet.tls.PortCertificate;
import dev.inlet.tls.ServerTls;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The real server on ports of its own, with its files in a folder of the test's. Everything goes
 * through HTTP; every answer to a documented path is held against the contract on its way.
 *
 * <pre>{@code
 * try (RunningInlet inlet = RunningInlet.in(folder).with("inlet.answer", "accepted").start()) {
 *   String key = inlet.newKey("acme");
 *   assertEquals(202, inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"1\"}").status());
 * }
 * }</pre>
 */
public final class RunningInlet implements AutoCloseable {
  public static final String ADMIN_PASSWORD = "the admin's password";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private final ApplicationContext context;
  private final Map<String, Object> place;
  private final int publicPort;
  private final int consolePort;
  private final HttpClient client;
  private final HttpClient consoleClient;
  private final String publicRoot;
  private final String consoleRoot;
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  private RunningInlet(
      ApplicationContext context, Map<String, Object> place, int publicPort, int consolePort) {
    this.context = context;
    this.place = place;
    this.publicPort = publicPort;
    this.consolePort = consolePort;
    ServerTls tls = context.getBean(ServerTls.class);
    client = clientOf(tls.intake());
    consoleClient = tls.console() == tls.intake() ? client : clientOf(tls.console());
    publicRoot = rootOf(tls.intake(), publicPort);
    consoleRoot = rootOf(tls.console(), consolePort);
  }

  /** In TLS it speaks HTTP/2, and trusts the certificate of the port alone. */
  private static HttpClient clientOf(PortCertificate certificate) {
    return certificate == null
        ? HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
        : HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .sslContext(OneCertificate.trusting(() -> certificate.current().leaf()))
            .build();
  }

  private static String rootOf(PortCertificate certificate, int port) {
    return (certificate == null ? "http" : "https") + "://localhost:" + port;
  }

  /** A server to be started, with its files in this folder. */
  public static Setup in(Path folder) {
    return new Setup(folder);
  }

  /** What a server is started with. */
  public static final class Setup {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> environments = new ArrayList<>();
    private InstantSource clock;

    private Setup(Path folder) {
      properties.put("inlet.data-dir", folder.toString());
      properties.put("inlet.admin.password", ADMIN_PASSWORD);
    }

    /** Sets a property, or takes it back when the value is empty text. */
    public Setup with(String property, Object value) {
      properties.put(property, value);
      return this;
    }

    /** Sets properties, such as those of a database. */
    public Setup with(Map<String, Object> more) {
      properties.putAll(more);
      return this;
    }

    /** Adds an environment, such as {@code dev}. */
    public Setup environment(String name) {
      environments.add(name);
      return this;
    }

    /** Has it go by another clock than the machine's. */
    public Setup clock(InstantSource other) {
      clock = other;
      return this;
    }

    /** Starts the server; throws what the start throws. */
    public RunningInlet start() {
      properties.computeIfAbsent("micronaut.server.port", name -> FreePort.take());
      properties.computeIfAbsent("inlet.console.port", name -> FreePort.take());
      ApplicationContext context =
          ApplicationContext.builder()
              .deduceEnvironment(false)
              .banner(false)
              .bootstrapEnvironment(false)
              .environments(environments.toArray(String[]::new))
              .properties(properties)
              .build();
      FewRounds.in(context);
      if (clock != null) {
        context.registerBeanDefinition(
            RuntimeBeanDefinition.builder(InstantSource.class, () -> clock)
                .singleton(true)
                .replaces(InstantSource.class)
                .build());
      }
      ManyContexts.start(context);
      try {
        context.getBean(Processor.class).start();
        context.getBean(EmbeddedServer.class).start();
      } catch (RuntimeException e) {
        ManyContexts.close(context);
        throw e;
      }
      return new RunningInlet(
          context,
          Map.copyOf(properties),
          Integer.parseInt(properties.get("micronaut.server.port").toString()),
          Integer.parseInt(properties.get("inlet.console.port").toString()));
    }
  }

  /** Creates an account that no other test uses, and tells its id. */
  public String newAccount() {
    String id = "customer-" + ACCOUNTS.incrementAndGet();
    newAccount(id);
    return id;
  }

  /** Creates an account of this id. */
  public void newAccount(String id) {
    Answer answer =
        admin("POST", "/api/accounts", "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(id, id));
    require(answer, 201);
  }

  /** Issues a key for all four call types, after creating the account if there is none. */
  public String newKey(String account) {
    if (admin("GET", "/api/accounts/" + account + "/keys").status() == 404) {
      newAccount(account);
    }
    return newKey(
            account,
            "{\"name\":\"test\",\"permissions\":[\"identify\",\"track\",\"page\",\"group\"]}")
        .at("/key")
        .asText();
  }

  /** Issues a key for all six call types by one sender, after creating the account if needed. */
  public String newKey(String account, Sender sender) {
    if (admin("GET", "/api/accounts/" + account + "/keys").status() == 404) {
      newAccount(account);
    }
    String permissions =
        Arrays.stream(CallType.values())
            .map(type -> '"' + type.wireName() + '"')
            .collect(Collectors.joining(","));
    return newKey(
            account,
            "{\"name\":\"test\",\"permissions\":[%s],\"senders\":[\"%s\"]}"
                .formatted(permissions, sender.wireName()))
        .at("/key")
        .asText();
  }

  /** Issues a key as the JSON asks for; the answer shows the key. */
  public JsonNode newKey(String account, String json) {
    Answer answer = admin("POST", "/api/accounts/" + account + "/keys", json);
    require(answer, 201);
    return answer.json();
  }

  /** Posts a call as Segment does, with more headers as pairs of name and value. */
  public Answer deliver(String key, String json, String... headers) {
    return post("/destination", json.getBytes(StandardCharsets.UTF_8), as(key, headers));
  }

  /** Posts bytes to the public port, with these headers and no others. */
  public Answer post(String path, byte[] body, String... headers) {
    return exchange("POST", publicUrl(path), body, headers);
  }

  /** Sends to the public port, with these headers and no others. */
  public Answer send(String method, String path, String... headers) {
    return exchange(method, publicUrl(path), null, headers);
  }

  /** Asks the admin API, logged in. */
  public Answer admin(String method, String path) {
    return exchange(method, consoleUrl(path), null, "Authorization", "Bearer " + ADMIN_PASSWORD);
  }

  /** Asks the admin API with a JSON body, logged in. */
  public Answer admin(String method, String path, String json) {
    return exchange(
        method,
        consoleUrl(path),
        json.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Bearer " + ADMIN_PASSWORD,
        "Content-Type",
        "application/json");
  }

  /** Sends to the admin port, with these headers and no others; the body may be null. */
  public Answer console(String method, String path, byte[] body, String... headers) {
    return exchange(method, consoleUrl(path), body, headers);
  }

  /**
   * Everything in a list of an account, page by page. Asks again where the database cannot be
   * asked, as when a connection that waits in the pool turns out to be dead.
   */
  public List<JsonNode> all(String account, String list) {
    var items = new ArrayList<JsonNode>();
    String cursor = "";
    while (true) {
      String path = "/api/accounts/%s/%s?limit=200%s".formatted(account, list, cursor);
      JsonNode page = await(path, answer -> answer.status() != 503).json();
      page.get(list).forEach(items::add);
      if (page.get("nextCursor").isNull()) {
        return items;
      }
      cursor = "&cursor=" + page.get("nextCursor").asText();
    }
  }

  /** Asks the admin API until the answer is as hoped for, and fails after a minute. */
  public Answer await(String path, Predicate<Answer> hope) {
    return await(() -> admin("GET", path), hope);
  }

  /** Asks until the answer is as hoped for, and fails after a minute. */
  public static <T> T await(Supplier<T> ask, Predicate<T> hope) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    T answer = ask.get();
    while (!hope.test(answer)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("After " + PATIENCE + " still " + answer);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      answer = ask.get();
    }
    return answer;
  }

  /** The headers of a delivery with this key, and more. */
  public static String[] as(String key, String... more) {
    var headers = new ArrayList<>(List.of("Authorization", basic(key)));
    headers.addAll(List.of("Content-Type", "application/json"));
    headers.addAll(List.of(more));
    return headers.toArray(String[]::new);
  }

  /** The Authorization header of a key: the user name, without a password. */
  public static String basic(String key) {
    return "Basic " + base64(key + ":");
  }

  public static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  public int publicPort() {
    return publicPort;
  }

  public int consolePort() {
    return consolePort;
  }

  /** The context, to break things in it that nothing outside can break. */
  public ApplicationContext context() {
    return context;
  }

  /** The properties it was started with, those of its database among them. */
  public Map<String, Object> place() {
    return place;
  }

  /** Every documented method, path and status that was answered so far. */
  public Set<String> seen() {
    return seen;
  }

  private String publicUrl(String path) {
    return publicRoot + path;
  }

  private String consoleUrl(String path) {
    return consoleRoot + path;
  }

  private Answer exchange(String method, String url, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  private Answer send(HttpRequest request) {
    try {
      boolean isConsole = request.uri().getPort() == consolePort;
      HttpResponse<String> response =
          (isConsole ? consoleClient : client).send(request, BodyHandlers.ofString());
      Map<String, List<String>> headers = new TreeMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
      var answer = new Answer(response.statusCode(), headers, response.body());
      hold(request, answer);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void hold(HttpRequest request, Answer answer) {
    String path = request.uri().getRawPath();
    Optional<String> documented =
        Shared.CONTRACT.documentedPath(path, request.uri().getPort() == consolePort);
    if (documented.isPresent() && !request.method().equals("HEAD")) {
      Shared.CONTRACT.holds(
          request.method(), path, answer.status(), answer.headers(), answer.body());
      seen.add(request.method() + " " + documented.get() + " " + answer.status());
    }
    if (answer.status() >= 300 && answer.status() < 400) {
      throw new AssertionError("There is never a redirect: " + answer);
    }
  }

  private static void require(Answer answer, int status) {
    if (answer.status() != status) {
      throw new AssertionError("Not " + status + " but " + answer);
    }
  }

  /** Stops as the real server does on SIGTERM. */
  @Override
  public void close() {
    context.getBean(GracefulStop.class).refuseAndFinish();
    ManyContexts.close(context);
    client.close();
    consoleClient.close();
  }

  /** Read once for all tests. */
  private static final class Shared {
    static final Contract CONTRACT = Contract.load();
  }
}
