package dev.inlet.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Eventually;
import dev.inlet.RunningInlet;
import java.time.Duration;
import java.util.List;

/**
 * What must be stored of an SDK that has made one call of each type, however often it sent them.
 */
final class StoredOnce {
  /** The SDKs' first retry comes within half a minute. */
  private static final Duration RETRIES_WITHIN = Duration.ofSeconds(60);

  private StoredOnce() {}

  /**
   * Ada Lovelace's contact with her company and both of her anonymous ids, and one event.
   *
   * @param views the pages and screens, in the order of the alphabet: an SDK may know one of them
   *     alone
   */
  static void check(RunningInlet inlet, String account, List<String> views) {
    Eventually.become(
        "every call of " + account + " is stored",
        RETRIES_WITHIN,
        () ->
            list(inlet, account, "deliveries").size() >= 4 + views.size()
                && list(inlet, account, "pages").size() >= views.size()
                && !list(inlet, account, "companies").isEmpty());

    JsonNode contacts = list(inlet, account, "contacts");
    assertEquals(1, contacts.size());
    assertEquals("u1", contacts.at("/0/id").asText());
    assertEquals("ada@example.com", contacts.at("/0/fields/email").asText());
    assertEquals(5, contacts.at("/0/traits/logins").asInt());
    assertEquals("Initech", contacts.at("/0/companies/0/name").asText());
    JsonNode events = list(inlet, account, "events");
    assertEquals(1, events.size());
    assertEquals("19.99", events.at("/0/revenue").asText());
    assertEquals(
        views,
        list(inlet, account, "pages")
            .valueStream()
            .map(view -> view.get("kind").asText() + " " + view.get("name").asText())
            .sorted()
            .toList());
    assertEquals(1, list(inlet, account, "companies").size());
  }

  /** The anonymous ids of the one contact, in the order of the alphabet. */
  static List<String> anonymousIds(RunningInlet inlet, String account) {
    return list(inlet, account, "contacts")
        .at("/0/anonymousIds")
        .valueStream()
        .map(JsonNode::asText)
        .sorted()
        .toList();
  }

  static JsonNode list(RunningInlet inlet, String account, String what) {
    return inlet.admin("GET", "/api/accounts/%s/%s".formatted(account, what)).at("/" + what);
  }

  /** How many requests were answered 503 so far. */
  static double unavailable(RunningInlet inlet) {
    return inlet
        .console("GET", "/prometheus", null)
        .body()
        .lines()
        .filter(line -> line.startsWith("inlet_calls_refused_total{status=\"503\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
