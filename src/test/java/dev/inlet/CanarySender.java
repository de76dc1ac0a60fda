package dev.inlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.account.Sender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Sends canaries by every way that a request can carry one, well-formed or not, and keeps what was
 * answered.
 */
final class CanarySender implements AutoCloseable {
  /** Track calls of this event break the store; see {@link SecretsIT}. */
  static final String REFUSED_BY_THE_STORE = "refused";

  static final String ADMIN_PASSWORD = "an admin password for this test alone";

  private static final int MOST_GUESSES = 5;
  private static final Pattern ISSUED = Pattern.compile("\"key\":\"([^\"]+)\"");
  private static final String OK = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}";

  private final Canaries canaries;
  private final int publicPort;
  private final int consolePort;
  private final String key;
  private final List<String> answers = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Supplier<String>> ways;
  private int guesses;

  CanarySender(Canaries canaries, int publicPort, int consolePort) throws IOException {
    this.canaries = canaries;
    this.publicPort = publicPort;
    this.consolePort = consolePort;
    admin("POST", "/api/accounts", "{\"id\":\"acme\",\"name\":\"Acme\"}");
    this.key = issueKey();
    this.ways = ways();
  }

  /** Sends canaries until there are so many, each way in turn. */
  void send(int count) throws IOException {
    for (int i = 0; canaries.count() < count; i++) {
      answers.add(ways.get(i % ways.size()).get());
      if (i % ways.size() == 0) {
        malformedHttp();
      }
    }
  }

  /** What was answered to a sender, who must not read there what others or they themselves sent. */
  List<String> answers() {
    return answers;
  }

  private List<Supplier<String>> ways() {
    return List.of(
        // As keys.
        () -> deliver(issueKey(), OK),
        () -> deliver(secret(), OK),
        () -> toDestination(OK, "Authorization", "Bearer " + secret()),
        () -> toDestination(OK, "Authorization", "Basic " + secret()),
        () -> toDestination(OK, "Authorization", secret()),
        () -> toDestination(OK, "Authorization", "Basic " + RunningInlet.base64(secret())),
        () ->
            toDestination(
                OK, "Authorization", "Basic " + RunningInlet.base64(key + ":" + secret())),
        () ->
            toDestination(
                OK, "Authorization", "Basic " + RunningInlet.base64(secret() + "\u0000é:")),
        this::guess,
        // Around the call.
        () -> post("/destination?token=" + secret(), OK, RunningInlet.as(key)),
        () -> post("/no/such/path?token=" + secret(), OK, RunningInlet.as(key)),
        () -> deliver(key, OK, "Cookie", secret(), "X-Forwarded-For", secret(), "Accept", secret()),
        () -> deliver(key, OK, "Origin", "https://" + secret() + ".example", "Referer", secret()),
        () -> settings("{\"region\":\"%s\"}".formatted(personal())),
        () -> settings("{\"requireEmail\":\"%s\"}".formatted(personal())),
        () -> settings("{\"traitMappings\":{\"x\":\"%s\"}}".formatted(personal())),
        () -> settings("{\"x\":\"%s\"".formatted(secret())),
        () -> deliver(key, OK, "X-Segment-Settings", "*" + secret()),
        // In calls that are taken.
        () -> identify("\"userId\":\"%s\"".formatted(personal()), "{}"),
        () -> identify("\"anonymousId\":\"%s\"".formatted(personal()), "{}"),
        () -> identify("\"userId\":\"u\"", "{\"email\":\"%s@x.example\"}".formatted(personal())),
        () -> identify("\"userId\":\"u\"", "{\"%s\":\"%s\"}".formatted(personal(), personal())),
        () -> call("group", "\"userId\":\"u\",\"groupId\":\"%s\"".formatted(personal())),
        () -> call("track", "\"userId\":\"u\",\"event\":\"%s\"".formatted(personal())),
        // In calls that break on the way.
        () -> call("page", "\"userId\":\"u\",\"properties\":{\"x\":\"%s\"}".formatted(personal())),
        () -> refusedByTheStore(personal()),
        // In calls that are refused, whose bodies and settings are kept for a day.
        () -> call("identify", "\"userId\":{\"%s\":1}".formatted(personal())),
        () -> call("identify", "\"userId\":\"u\",\"timestamp\":\"%s\"".formatted(personal())),
        () -> call("identify", "\"userId\":\"u\",\"traits\":\"%s\"".formatted(personal())),
        () -> call("track", "\"userId\":\"u\",\"properties\":{\"x\":\"%s\"}".formatted(personal())),
        () -> deliver(key, "{\"type\":\"identify\",\"userId\":\"" + personal()),
        () -> deliver(key, OK + personal()),
        () -> deliver(key, "[\"" + personal() + "\"]"),
        () -> deliver(key, "{\"type\":\"identify\",\"x\":\"%s\\u0000\"}".formatted(personal())),
        () -> deliver(key, "{\"type\":\"identify\",\"x\":%s}".formatted(personal())),
        () -> deliver(key, personal(), "Content-Encoding", "gzip"),
        this::brokenGzip,
        this::withoutEmail,
        // By the other senders, whose keys stand in odd places.
        () -> post("/v1/track", withKey(issueKey(Sender.TRACKING), OK)),
        () -> post("/v1/track", withKey(secret(), OK)),
        () -> post("/v1/track", withKey(issueKey(Sender.TRACKING), "{}")),
        () -> post("/v1/track", OK, "Authorization", "Bearer " + secret()),
        () -> post("/v1/import", batch(issueKey(Sender.TRACKING), withKey(secret(), OK))),
        () -> post("/v1/import", batch(issueKey(Sender.TRACKING), "\"%s\"".formatted(secret()))),
        () -> post("/v1/" + secret(), OK),
        () -> post("/api/v1/segment?token=" + issueKey(Sender.JITSU), OK),
        () -> post("/api/v1/segment?token=" + secret(), OK),
        () -> post("/api/v1/segment", OK, "X-Auth-Token", issueKey(Sender.JITSU)),
        () -> post("/api/v1/segment", OK, "X-Auth-Token", secret()),
        () -> hit("{\"name\":\"e\",\"user\":{\"userId\":\"%s\"}}".formatted(personal())),
        () -> hit("{\"name\":{\"%s\":1}}".formatted(personal())),
        () -> hit("\"%s\"".formatted(personal())));
  }

  private static String withKey(String key, String call) {
    return call.replaceFirst("\\{", "{\"apiKey\":\"%s\",\"writeKey\":\"%s\",".formatted(key, key))
        .replace(",}", "}");
  }

  private static String batch(String key, String call) {
    return "{\"batch\":[%s],\"writeKey\":\"%s\"}".formatted(call, key);
  }

  private String hit(String event) {
    return post(
        "/track",
        "{\"event\":%s}".formatted(event),
        RunningInlet.as(issueKey(Sender.SEGMENTSTREAM)));
  }

  private String secret() {
    return canaries.secret();
  }

  private String personal() {
    return canaries.personal();
  }

  private String issueKey() {
    return issueKey(Sender.DESTINATION);
  }

  private String issueKey(Sender sender) {
    String answer =
        admin(
            "POST",
            "/api/accounts/acme/keys",
            "{\"name\":\"k\",\"permissions\":[\"identify\",\"track\",\"page\",\"group\"],"
                + "\"senders\":[\"%s\"]}".formatted(sender.wireName()));
    return canaries.secret(ISSUED.matcher(answer).results().findFirst().orElseThrow().group(1));
  }

  private String identify(String ids, String traits) {
    return call("identify", ids + ",\"traits\":" + traits);
  }

  private String refusedByTheStore(String canary) {
    return call(
        "track",
        "\"userId\":\"%s\",\"event\":\"%s\",\"properties\":{\"value\":\"%s\"}"
            .formatted(canary, REFUSED_BY_THE_STORE, canary));
  }

  private String call(String type, String members) {
    return deliver(key, "{\"type\":\"%s\",%s}".formatted(type, members));
  }

  private String settings(String json) {
    return deliver(key, OK, "X-Segment-Settings", RunningInlet.base64(json));
  }

  private String withoutEmail() {
    return deliver(
        key,
        "{\"type\":\"identify\",\"userId\":\"%s\"}".formatted(personal()),
        "X-Segment-Settings",
        RunningInlet.base64("{\"requireEmail\":true}"));
  }

  private String brokenGzip() {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(OK.getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    zipped.writeBytes(secret().getBytes(UTF_8));
    return send(
        request(publicPort, "/destination", RunningInlet.as(key, "Content-Encoding", "gzip"))
            .POST(BodyPublishers.ofByteArray(zipped.toByteArray())));
  }

  /** What is no HTTP, or more of it than is taken. */
  private void malformedHttp() throws IOException {
    for (String head :
        List.of(
            "POST /destination?" + secret() + " HTTP/9.9",
            secret() + " /destination HTTP/1.1\r\nHost: x",
            "POST /destination HTTP/1.1\r\nHost: x\r\n" + secret(),
            "POST /destination HTTP/1.1\r\nHost: x\r\nBad\u0001Name: " + secret(),
            "POST /destination HTTP/1.1\r\nHost: x\r\nContent-Length: " + secret(),
            "POST /%zz" + secret() + " HTTP/1.1\r\nHost: x",
            "GET /x HTTP/1.1\r\nHost: x\r\nX: " + secret() + "x".repeat(40_000))) {
      try (RawConnection connection = RawConnection.to(publicPort)) {
        answers.add(connection.head(head).end().answer().body());
      } catch (IOException e) {
        answers.add(""); // closed without an answer, which tells nothing
      }
    }
  }

  private String deliver(String key, String body, String... headers) {
    return toDestination(body, RunningInlet.as(key, headers));
  }

  private String toDestination(String body, String... headers) {
    return post("/destination", body, headers);
  }

  private String post(String path, String body, String... headers) {
    return send(
        request(publicPort, path, headers).POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8))));
  }

  /** Sends a canary as the admin password; not often, since that would end the right one's turn. */
  private String guess() {
    guesses++;
    return guesses > MOST_GUESSES
        ? ""
        : admin("GET", "/api/accounts", null, "Authorization", "Bearer " + secret());
  }

  /** Asks the admin API, and answers its answer. */
  String admin(String method, String path, String body, String... headers) {
    String[] all =
        headers.length > 0 ? headers : new String[] {"Authorization", "Bearer " + ADMIN_PASSWORD};
    return send(
        request(consolePort, path, all)
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static HttpRequest.Builder request(int port, String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return response.headers().map() + "\n" + response.body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
