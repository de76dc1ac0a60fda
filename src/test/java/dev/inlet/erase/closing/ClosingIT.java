package dev.inlet.erase.closing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Everything;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@NullUnmarked
class ClosingIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final String IDENTIFY = "{\"type\":\"identify\",\"userId\":\"u\"}";

  /**
   * Receipts, who did what, and the places in the feed, which are empty by then and go with its
   * retention: they name the account, and nothing of what it had.
   */
  private static final Set<String> NAMING_IT =
      Set.of(
          "account_closing.account_id",
          "account_closing.name",
          "audit_entry.account_id",
          "audit_entry.details",
          "audit_entry.subject",
          "change_feed.account_id",
          "erasure.account_id");

  @Parameter DatabaseKind kind;

  @Given(value = "inlet.answer-budget=2s", per = Per.CLASS)
  private RunningInlet inlet;

  private Everything everything;
  private String account;
  private String key;
  private String person;

  @BeforeEach
  void newAccount() {
    everything = new Everything(inlet.place());
    account = "closing" + NUMBER.incrementAndGet() + "canary";
    key = inlet.newKey(account);
    person = "person" + NUMBER.get() + "canary";
  }

  @Test
  void keysAreRevokedAtOnceAndComeBackWithTheAccount() {
    String revoked = inlet.newKey(account);
    String revokedId = inlet.admin("GET", path("/keys")).at("/keys/0/id").asText();
    inlet.admin("DELETE", path("/keys/" + revokedId));
    assertEquals(200, inlet.deliver(key, IDENTIFY).status());

    JsonNode closed = inlet.admin("POST", path("/close"), "").json();

    assertEquals("closed", closed.at("/state").asText(), closed::toString);
    assertEquals(1, closed.at("/revokedKeys").asInt(), closed::toString);
    assertEquals(401, inlet.deliver(key, IDENTIFY).status());
    assertEquals(409, inlet.admin("POST", path("/close"), "").status());
    String asked = "{\"name\":\"k\",\"permissions\":[\"identify\"]}";
    assertEquals(409, inlet.admin("POST", path("/keys"), asked).status());
    assertEquals(409, inlet.admin("POST", path("/import"), "{}").status());
    assertEquals(200, inlet.admin("GET", path("/contacts/u")).status(), "it stays until then");
    passes(Duration.ofDays(13));
    assertEquals(200, inlet.admin("GET", path("/contacts/u")).status());

    assertEquals(
        "reopened", inlet.admin("POST", path("/reopen"), "").at("/state").asText(), "taken back");

    assertEquals(200, inlet.deliver(key, IDENTIFY).status());
    assertEquals(401, inlet.deliver(revoked, IDENTIFY).status(), "that was revoked before");
    assertEquals(409, inlet.admin("POST", path("/reopen"), "").status());
    inlet.admin("PATCH", path(""), "{\"suspended\":true}");
    inlet.admin("POST", path("/close"), "");
    assertEquals(
        "Account %s is closed: reopen it first".formatted(account),
        inlet.admin("PUT", path("/maintenance"), "{\"enabled\":true}").message());
    assertEquals(
        200, inlet.admin("PATCH", path(""), "{\"suspended\":false}").status(), "taken back");
    assertEquals(409, inlet.admin("PATCH", path(""), "{\"suspended\":true}").status());
    Answer reopened = inlet.admin("POST", path("/reopen"), "");
    assertEquals("false", reopened.at("/suspended").asText());
    passes(Duration.ofDays(100));
    assertEquals(200, inlet.admin("GET", path("/contacts/u")).status());
  }

  @Test
  void everythingOfItIsErasedAndNothingOfOthers() {
    String other = account.replace("canary", "other");
    String otherKey = inlet.newKey(other);
    assertEquals(200, inlet.deliver(otherKey, IDENTIFY).status());
    String otherBefore = inlet.admin("GET", "/api/accounts/" + other + "/contacts/u").body();
    fill();
    Set<String> before = new TreeSet<>(everything.columnsWith(account));
    assertTrue(before.size() > 15, "a search that finds nothing would prove nothing: " + before);
    assertFalse(everything.columnsWith(person).isEmpty());

    inlet.admin("POST", path("/close"), "");
    passes(Duration.ofDays(15));

    JsonNode receipt = inlet.admin("GET", "/api/closings?account=" + account).at("/closings/0");
    assertEquals("erased", receipt.at("/state").asText(), receipt::toString);
    assertEquals(1, receipt.at("/removed/contacts").asInt(), receipt::toString);
    assertEquals(1, receipt.at("/removed/events").asInt(), receipt::toString);
    assertEquals(4, receipt.at("/removed/calls").asInt(), receipt::toString);
    assertEquals(Set.of(), everything.columnsWith(person));
    Set<String> after = new TreeSet<>(everything.columnsWith(account));
    after.removeAll(NAMING_IT);
    assertEquals(Set.of(), after);
    assertEquals(404, inlet.admin("GET", path("/contacts")).status());
    assertEquals(404, inlet.admin("POST", path("/reopen"), "").status());
    assertEquals(otherBefore, inlet.admin("GET", "/api/accounts/" + other + "/contacts/u").body());
    assertEquals(200, inlet.deliver(otherKey, IDENTIFY).status());
  }

  /** Whatever an account may have. */
  private void fill() {
    deliver("identify", "\"traits\":{\"email\":\"" + person + "@example.com\"}");
    deliver("track", "\"event\":\"e\",\"properties\":{\"by\":\"" + person + "\"}");
    deliver("page", "\"properties\":{\"url\":\"/" + person + "\"}");
    deliver("group", "\"groupId\":\"g-" + person + "\"");
    assertEquals(
        400, inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"" + person + "\"}").status());
    inlet.await(path("/deliveries?status=400"), answer -> answer.at("/deliveries").size() == 1);
    inlet.admin(
        "POST",
        "/api/subscriptions",
        "{\"url\":\"https://hooks.example\",\"account\":\"%s\",\"active\":false}"
            .formatted(account));
    inlet.admin("PUT", path("/maintenance"), "{\"enabled\":true,\"message\":\"Moved\"}");
    String exported = inlet.admin("GET", path("/export.ndjson")).body();
    assertEquals(200, inlet.admin("POST", path("/import"), exported).status());
  }

  private void deliver(String type, String rest) {
    String call = "{\"type\":\"%s\",\"userId\":\"%s\",%s}".formatted(type, person, rest);
    assertEquals(200, inlet.deliver(key, call).status());
  }

  private String path(String rest) {
    return "/api/accounts/" + account + rest;
  }

  /** So much later whatever is due is done; the journal is cleaned beside it, by the real clock. */
  private void passes(Duration time) {
    var erasing = inlet.context().getBean(AccountErasure.class);
    var now = new Instant[] {Instant.now().plus(time)};
    RunningInlet.await(
        () -> {
          while (erasing.advance(now[0])) {
            now[0] = now[0].plusSeconds(1);
          }
          now[0] = now[0].plusSeconds(1);
          return inlet.admin("GET", "/api/closings?account=" + account).at("/closings/0/state");
        },
        state -> !state.asText().equals("erasing"));
  }
}
