package dev.inlet.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The port of an Inlet where its administrator asks, and of others the one where they listen. */
final class AdminApi {
  static final String PASSWORD = "the benchmark's administrator";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final int port;

  AdminApi(int port) {
    this.port = port;
  }

  /** The body of a 200; empty for any other answer, or none. */
  Optional<String> get(String path) throws InterruptedException {
    try {
      var answer = http.send(request(path).build(), BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Creates an account and returns its only key. */
  String newAccount(String id) throws IOException, InterruptedException {
    post("/api/accounts", "{'id':'%s','name':'%s'}".formatted(id, id));
    String key =
        post(
            "/api/accounts/" + id + "/keys",
            "{'name':'benchmark','permissions':['identify','track','page','group']}");
    return json.readTree(key).required("key").asText();
  }

  /** Has all changes be sent to an address, a hundred in a request. */
  void subscribe(String url) throws IOException, InterruptedException {
    post("/api/subscriptions", "{'url':'%s','batch':true}".formatted(url));
  }

  /** Whether all that there is has been sent. */
  boolean hasForwarded() throws InterruptedException {
    return get("/api/subscriptions")
        .map(
            found -> {
              try {
                JsonNode one = json.readTree(found).at("/subscriptions/0");
                return isEnd(one.required("position").asText())
                    && one.required("waiting").asInt() == 0;
              } catch (IOException | InterruptedException e) {
                return false;
              }
            })
        .orElse(false);
  }

  /** Whether nothing follows a position of the feed. */
  private boolean isEnd(String position) throws IOException, InterruptedException {
    String behind = get("/api/changes?limit=1&after=" + position).orElse("{\"changes\":[0]}");
    return json.readTree(behind).at("/changes").isEmpty();
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        request(path).POST(BodyPublishers.ofString(body.replace('\'', '"'))).build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return HttpRequest.newBuilder(uri)
        .header("Authorization", "Bearer " + PASSWORD)
        .timeout(Duration.ofSeconds(10));
  }
}
