package dev.inlet.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Eventually;
import dev.inlet.Everything;
import dev.inlet.Given;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Segment's own requests to delete somebody, where the operator takes them. */
@OnEveryDatabase
@NullUnmarked
class DeleteCallIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  @Parameter private DatabaseKind kind;

  @Given({"inlet.answer-budget=3s", "inlet.types=identify,track,page,group,screen,alias,delete"})
  private RunningInlet inlet;

  private String account;
  private String key;
  private String jane;

  @BeforeEach
  void someone() {
    account = inlet.newAccount();
    key = inlet.newKey(account, Sender.DESTINATION);
    jane = "jane" + NUMBER.incrementAndGet() + "canary";
  }

  private void take(String json) {
    take(key, json);
  }

  private void take(String withKey, String json) {
    Answer answer = inlet.deliver(withKey, json);
    assertEquals(200, answer.status(), answer::toString);
  }

  private void identify(String more) {
    take("{\"type\":\"identify\",\"userId\":\"%s\",\"traits\":{\"a\":1}%s}".formatted(jane, more));
  }

  private void delete() {
    take("{\"type\":\"delete\",\"userId\":\"%s\"}".formatted(jane));
  }

  private Answer contact(String ofAccount) {
    return inlet.admin("GET", "/api/accounts/%s/contacts/%s".formatted(ofAccount, jane));
  }

  private JsonNode list(String what) {
    return inlet.admin("GET", "/api/accounts/%s/%s".formatted(account, what)).at("/" + what);
  }

  @Test
  void everythingThatNamesThePersonGoesWithAReceipt() {
    identify(",\"anonymousId\":\"%s-browser\"".formatted(jane));
    take("{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"Paid\"}".formatted(jane));
    take("{\"type\":\"page\",\"anonymousId\":\"%s-browser\",\"name\":\"Home\"}".formatted(jane));
    take("{\"type\":\"group\",\"userId\":\"%s\",\"groupId\":\"g\"}".formatted(jane));
    delete();

    assertEquals(404, contact(account).status());
    assertEquals(0, list("events").size());
    assertEquals(0, list("pages").size());
    Eventually.become("all of it is gone", () -> !list("erasures").at("/0/completedAt").isNull());
    assertEquals(Set.of(), new Everything(inlet.place()).columnsWith(jane));
    JsonNode removed = list("erasures").at("/0/removed");
    assertEquals(1, removed.at("/contacts").asInt(), removed::toString);
    assertEquals(1, removed.at("/events").asInt(), removed::toString);
    assertEquals(5, removed.at("/calls").asInt(), removed::toString);
  }

  @Test
  void whatIsLaterIsAboutSomebodyWhoCameBack() {
    identify("");
    delete();
    identify(",\"timestamp\":\"%s\"".formatted(Instant.now().plus(1, ChronoUnit.HOURS)));

    assertEquals(200, contact(account).status());
  }

  @Test
  void lateCallDoesNotMakeAPersonWhoWasNotKnown() {
    delete();
    identify(",\"timestamp\":\"2026-01-01T00:00:00Z\"");

    assertEquals(404, contact(account).status());
    assertEquals(1, list("erasures").size());
  }

  @Test
  void requestThatComesAgainHasOneReceipt() {
    identify("");
    String request =
        "{\"type\":\"delete\",\"userId\":\"%s\",\"messageId\":\"d\",\"timestamp\":\"%s\"}"
            .formatted(jane, Instant.now());
    take(request);
    take(request);

    assertEquals(1, list("erasures").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"context\":null,\"integrations\":null",
        "\"context\":[],\"integrations\":[]",
        "\"timestamp\":\"2026-02-03 04:05:06.789 +0000 UTC\"",
        "\"timestamp\":\"soon\",\"originalTimestamp\":7"
      })
  void requestIsTakenAsSegmentWritesIt(String more) {
    identify("");
    take("{\"Type\":\"DELETE\",\"user_id\":\"%s\",%s}".formatted(jane, more));

    assertEquals(404, contact(account).status());
  }

  @Test
  void otherAccountKeepsThePersonOfThatId() {
    String other = inlet.newAccount();
    take(
        inlet.newKey(other, Sender.DESTINATION),
        "{\"type\":\"identify\",\"userId\":\"%s\"}".formatted(jane));
    identify("");
    delete();

    assertEquals(404, contact(account).status());
    assertEquals(200, contact(other).status());
  }

  @Test
  void requestThatNamesNobodyIsRefused() {
    Answer answer = inlet.deliver(key, "{\"type\":\"delete\",\"userId\":\"\"}");

    assertEquals(400, answer.status());
    assertEquals(0, list("erasures").size());
  }

  @Test
  void keyNeedsThePermission() {
    String without = inlet.newKey(account);
    Answer answer =
        inlet.deliver(without, "{\"type\":\"delete\",\"userId\":\"%s\"}".formatted(jane));

    assertEquals(403, answer.status());
    assertEquals("This API key may not send delete calls", answer.message());
  }

  @Test
  void noOtherSenderDeletes() {
    String tracking = inlet.newKey(account, Sender.TRACKING);
    Answer answer =
        inlet.post(
            "/v1/import",
            "{\"batch\":[{\"type\":\"delete\",\"userId\":\"%s\"}]}"
                .formatted(jane)
                .getBytes(StandardCharsets.UTF_8),
            RunningInlet.as(tracking));

    assertNotEquals(200, answer.status(), answer::toString);
    assertEquals(0, list("erasures").size());
  }

  @Test
  void manyAtOnceShareReceipts() {
    for (int i = 0; i < 40; i++) {
      Answer answer = inlet.deliver(key, "{\"type\":\"delete\",\"userId\":\"u%d\"}".formatted(i));
      assertEquals(2, answer.status() / 100, answer::toString);
    }
    for (int i = 0; i < 40; i++) {
      take("{\"type\":\"identify\",\"userId\":\"u%d\",\"timestamp\":\"2026-01-01\"}".formatted(i));
    }

    assertEquals(0, list("contacts").size());
  }
}
