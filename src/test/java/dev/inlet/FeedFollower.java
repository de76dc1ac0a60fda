package dev.inlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the feed as a vendor's program would: it waits for changes, remembers where to go on, and
 * tries again when nobody answers.
 */
final class FeedFollower implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port;
  private final Thread reader;
  private final List<JsonNode> changes = new ArrayList<>();
  private volatile String after;
  private volatile boolean closing;
  private volatile String problem;

  /** Begins with the oldest change there is, at the admin port. */
  FeedFollower(int port) {
    this.port = port;
    this.reader = Thread.ofVirtual().start(this::follow);
  }

  private void follow() {
    while (!closing) {
      try {
        read(1);
      } catch (IOException e) {
        pause(); // It is being started.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads one page; true when there was nothing more. */
  private boolean read(int wait) throws IOException, InterruptedException {
    String position = after == null ? "" : "&after=" + after;
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d/api/changes?limit=200&wait=%d%s"
                        .formatted(port, wait, position)))
            .timeout(Duration.ofSeconds(20))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() == 503) {
      pause();
      return false;
    }
    if (answer.statusCode() != 200) {
      problem = answer.statusCode() + " " + answer.body();
      closing = true;
      return true;
    }
    JsonNode page = new JsonMapper().readTree(answer.body());
    page.get("changes").forEach(changes::add);
    after = page.get("next").asText();
    return page.get("changes").isEmpty();
  }

  /**
   * Reads on to the end, and checks that every event and page of these lists was told of exactly
   * once, and no other.
   *
   * @return how many changes there were
   */
  int balance(List<JsonNode> events, List<JsonNode> pages)
      throws IOException, InterruptedException {
    closing = true;
    reader.join();
    while (problem == null && !read(0)) {
      // There is more.
    }
    if (problem != null) {
      throw new AssertionError("The feed answered " + problem);
    }
    check("event", events);
    check("page", pages);
    if (positions().size() != changes.size()) {
      throw new AssertionError("A position came twice");
    }
    return changes.size();
  }

  /** The messages of the events of each user, in the order of the feed. */
  Map<String, List<String>> eventsByUser() {
    Map<String, List<String>> messages = new HashMap<>();
    for (JsonNode change : changes) {
      if (change.has("event")) {
        messages
            .computeIfAbsent(change.at("/event/contactId").asText(), id -> new ArrayList<>())
            .add(change.get("messageId").asText());
      }
    }
    return messages;
  }

  /** The positions of all changes. */
  Set<String> positions() {
    Set<String> positions = new HashSet<>();
    changes.forEach(change -> positions.add(change.get("position").asText()));
    return positions;
  }

  private void check(String kind, List<JsonNode> stored) {
    Map<String, Integer> told = new HashMap<>();
    changes.stream()
        .filter(change -> change.has(kind))
        .forEach(change -> told.merge(change.get("messageId").asText(), 1, Integer::sum));
    Map<String, Integer> there = new HashMap<>();
    stored.forEach(one -> there.merge(one.get("messageId").asText(), 1, Integer::sum));
    if (!told.equals(there)) {
      Set<String> lost = new HashSet<>(there.keySet());
      lost.removeAll(told.keySet());
      Set<String> invented = new HashSet<>(told.keySet());
      invented.removeAll(there.keySet());
      throw new AssertionError(
          "Of %d %ss %d were told of; never: %s; not there: %s"
              .formatted(there.size(), kind, told.size(), lost, invented));
    }
  }

  @Override
  public void close() {
    closing = true;
    reader.interrupt();
    client.close();
  }
}
