package dev.inlet.process;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.DatabaseKind;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.RunningInlet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Calls that cannot be processed, and the administrator who tries them again. */
@OnEveryDatabase
@NullUnmarked
class PoisonIT {
  private static final int CALLS = 40;

  @Parameter DatabaseKind kind;

  /** On a machine that builds other things meanwhile, 250 ms can pass before a thread runs. */
  @Given(
      value = {Poison.PROPERTY + "=true", "inlet.answer-budget=2s"},
      per = Per.CLASS)
  private RunningInlet inlet;

  private String account;
  private String key;

  @BeforeEach
  void newAccount() {
    account = inlet.newAccount();
    key = inlet.newKey(account);
  }

  @AfterEach
  void mend() {
    Poison.mend(message -> message.startsWith(account + "-"));
  }

  /** Messages are of one account alone, as the poison knows nothing else of them. */
  private String message(Object name) {
    return account + "-" + name;
  }

  private int track(String messageId) {
    return inlet
        .deliver(
            key,
            "{\"type\":\"track\",\"userId\":\"u\",\"messageId\":\"%s\",\"event\":\"e\"}"
                .formatted(messageId))
        .status();
  }

  private int setAside(String messageId) {
    Poison.THROWS.add(messageId);
    return track(messageId);
  }

  private int setAsideByTheStore(String messageId) {
    Poison.UNSTORABLE.add(messageId);
    return track(messageId);
  }

  private Answer get(String path) {
    Answer answer = inlet.admin("GET", "/api/accounts/" + account + path);
    assertEquals(200, answer.status(), answer::toString);
    return answer;
  }

  private List<JsonNode> listed(String path, String name) {
    return StreamSupport.stream(get(path).at("/" + name).spliterator(), false).toList();
  }

  private List<JsonNode> setAside() {
    return listed("/set-aside", "setAside");
  }

  private List<String> events() {
    return listed("/events?limit=200", "events").stream()
        .map(event -> event.get("messageId").asText())
        .toList();
  }

  private JsonNode delivery(String messageId) {
    return listed("/deliveries?messageId=" + messageId, "deliveries").getFirst();
  }

  private void replays(int replayed, int failed, String path) {
    Answer answer = inlet.admin("POST", "/api/accounts/" + account + path);
    assertEquals(
        "{\"replayed\":%d,\"failed\":%d}".formatted(replayed, failed),
        answer.body(),
        answer::toString);
    assertEquals(200, answer.status());
  }

  private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }

  @Nested
  class HoldsUpNobody {
    private final Map<Boolean, Set<Integer>> statuses = new HashMap<>();

    /** Sends many calls at once, of which some are poison. */
    private void deliver(Set<String> poison) throws Exception {
      List<String> messages = IntStream.range(0, CALLS).mapToObj(PoisonIT.this::message).toList();
      for (int i = 5; i < CALLS; i += 10) {
        poison.add(messages.get(i));
      }
      List<Integer> answered =
          together(
              messages.stream().map(message -> (Callable<Integer>) () -> track(message)).toList());
      statuses.putAll(
          IntStream.range(0, CALLS)
              .boxed()
              .collect(
                  groupingBy(
                      i -> poison.contains(messages.get(i)), mapping(answered::get, toSet()))));
    }

    private void othersAreDone() {
      assertEquals(Map.of(true, Set.of(202), false, Set.of(200)), statuses);
      assertEquals(CALLS - CALLS / 10, events().size());
      assertEquals(CALLS / 10, setAside().size());
      assertEquals(CALLS / 10, listed("/deliveries?status=202", "deliveries").size());
    }

    @Test
    void whatAHandlerThrowsAt() throws Exception {
      deliver(Poison.THROWS);

      othersAreDone();
    }

    @Test
    void whatTheStoreRefuses() throws Exception {
      deliver(Poison.UNSTORABLE);

      othersAreDone();
    }

    @Test
    void whatAHandlerNeverComesBackFrom() throws Exception {
      deliver(Poison.OVERFLOWS);

      othersAreDone();
    }

    @Test
    void whatBreaksBehindItsHandler() throws Exception {
      deliver(Poison.BREAKS);

      othersAreDone();
    }
  }

  @Nested
  class IsShown {
    @Test
    void withTheKindOfFailureAndNothingThatWasSent() {
      assertEquals(202, setAside(message(1)));

      JsonNode call = setAside().getFirst();
      assertEquals(message(1), call.get("messageId").asText());
      assertEquals("track", call.get("type").asText());
      assertEquals("destination", call.get("sender").asText());
      assertEquals(3, call.get("attempts").asInt());
      String reason = call.get("reason").asText();
      assertTrue(reason.startsWith("Its handler failed: IllegalStateException at "), reason);
      assertFalse(reason.contains(Poison.SECRET), reason);
    }

    @Test
    void withWhatTheDatabaseSaid() {
      assertEquals(202, setAsideByTheStore(message(1)));

      JsonNode call = setAside().getFirst();
      assertEquals(3, call.get("attempts").asInt());
      String reason = call.get("reason").asText();
      assertTrue(reason.startsWith("The database refuses its data: SQL state 22001"), reason);
    }

    @Test
    void withTheErrorThatBrokeIt() {
      Poison.BREAKS.add(message(1));
      assertEquals(202, track(message(1)));

      JsonNode call = setAside().getFirst();
      assertEquals(3, call.get("attempts").asInt());
      String reason = call.get("reason").asText();
      assertTrue(reason.startsWith("Processing failed: StackOverflowError at "), reason);
      assertFalse(reason.contains(Poison.SECRET), reason);
    }

    @Test
    void oneByOneWithItsBodyAndSettings() {
      Poison.THROWS.add(message(1));
      String body =
          " {\"type\":\"track\",\"userId\":\"u\",\"messageId\":\"%s\",\"event\":\"e\",\"properties\":{\"n\":1.10}}"
              .formatted(message(1));
      inlet.deliver(
          key, "\uFEFF" + body, "X-Segment-Settings", RunningInlet.base64("{\"region\":\"eu\"}"));

      Answer call = get("/set-aside/" + setAside().getFirst().get("seq"));

      assertTrue(call.body().contains("\"body\":" + body), call::body);
      assertEquals("eu", call.at("/settings/region").asText());
      assertEquals(message(1), call.at("/messageId").asText());
    }

    @Test
    void inPagesNewestFirst() {
      for (int i = 1; i <= 3; i++) {
        setAside(message(i));
      }

      Answer first = get("/set-aside?limit=2");
      Answer second = get("/set-aside?limit=2&cursor=" + first.at("/nextCursor").asText());

      assertEquals(message(3), first.at("/setAside/0/messageId").asText());
      assertEquals(message(2), first.at("/setAside/1/messageId").asText());
      assertEquals(message(1), second.at("/setAside/0/messageId").asText());
      assertTrue(second.at("/nextCursor").isNull());
    }

    @Test
    void amongTheDeliveriesAsAcceptedAndSetAside() {
      setAside(message(1));
      assertEquals(200, track(message(2)));

      assertEquals(202, delivery(message(1)).get("status").asInt());
      assertTrue(delivery(message(1)).get("setAside").asBoolean());
      assertEquals(200, delivery(message(2)).get("status").asInt());
      assertFalse(delivery(message(2)).get("setAside").asBoolean());
      assertEquals(
          message(2),
          listed("/deliveries?status=200", "deliveries").getFirst().get("messageId").asText());
    }

    @Test
    void toItsOwnAccountAlone() {
      setAside(message(1));
      String path = "/set-aside/" + setAside().getFirst().get("seq");
      newAccount();

      assertEquals(List.of(), setAside());
      assertEquals(404, inlet.admin("GET", "/api/accounts/" + account + path).status());
      assertEquals(
          404, inlet.admin("POST", "/api/accounts/" + account + path + "/replay").status());
      replays(0, 0, "/set-aside/replay");
    }
  }

  @Nested
  class Repeated {
    @Test
    void itIsAnsweredAsAtFirstAndSetAsideOnce() {
      assertEquals(202, setAside(message(1)));
      assertEquals(202, track(message(1)));
      assertEquals(202, setAsideByTheStore(message(2)));
      assertEquals(202, track(message(2)));

      assertEquals(2, setAside().size());
    }

    @Test
    void itIsNotProcessedEvenWhenTheHandlerIsMended() {
      setAside(message(1));
      mend();

      assertEquals(202, track(message(1)));
      assertEquals(List.of(), events());
    }

    @Test
    void itIsAnsweredAsDoneAfterTheReplay() {
      setAside(message(1));
      mend();
      replays(1, 0, "/set-aside/replay");

      assertEquals(200, track(message(1)));
      assertEquals(List.of(message(1)), events());
    }
  }

  @Nested
  class Replayed {
    @Test
    void oneIsProcessedAtItsPlaceAndTime() {
      setAside(message(1));
      track(message(2));
      JsonNode call = setAside().getFirst();
      mend();

      replays(1, 0, "/set-aside/" + call.get("seq") + "/replay");

      assertEquals(List.of(message(2), message(1)), events());
      assertEquals(call.get("storedAt"), listed("/events", "events").getLast().get("storedAt"));
      assertEquals(200, delivery(message(1)).get("status").asInt());
      assertFalse(delivery(message(1)).get("setAside").asBoolean());
      assertEquals(List.of(), setAside());
    }

    @Test
    void oneThatFailsAgainStaysWithTheNewReason() {
      setAside(message(1));
      String path = "/set-aside/" + setAside().getFirst().get("seq") + "/replay";

      replays(0, 1, path);
      assertEquals(4, setAside().getFirst().get("attempts").asInt());
      mend();
      Poison.UNSTORABLE.add(message(1));
      replays(0, 1, path);

      JsonNode call = setAside().getFirst();
      assertEquals(5, call.get("attempts").asInt());
      assertTrue(call.get("reason").asText().startsWith("The database refuses"), call::toString);
      assertEquals(202, delivery(message(1)).get("status").asInt());
    }

    @Test
    void allAreTriedAndOnlyThoseToBlameStay() {
      for (int i = 0; i < 70; i++) {
        setAside(message(i));
      }
      mend();
      Poison.THROWS.add(message(3));
      Poison.UNSTORABLE.addAll(Set.of(message(0), message(42), message(69)));

      replays(66, 4, "/set-aside/replay");
      replays(0, 4, "/set-aside/replay");
      mend();
      replays(4, 0, "/set-aside/replay");

      assertEquals(70, Set.copyOf(events()).size());
      assertEquals(70, events().size());
    }

    @Test
    void twiceAtOnceItIsDoneOnce() throws Exception {
      for (int i = 0; i < 20; i++) {
        setAside(message(i));
      }
      mend();
      String path = "/api/accounts/" + account + "/set-aside/replay";

      List<Integer> replayed =
          together(Collections.nCopies(4, () -> inlet.admin("POST", path).at("/replayed").asInt()));

      assertEquals(20, replayed.stream().mapToInt(Integer::intValue).sum());
      assertEquals(20, events().size());
    }

    @Test
    void lateItMergesAsIfItHadNeverFailed() {
      Poison.THROWS.add(message("early"));
      String identify =
          "{\"type\":\"identify\",\"userId\":\"u\",\"messageId\":\"%s\",\"timestamp\":\"%s\",\"traits\":%s}";
      inlet.deliver(
          key,
          identify.formatted(
              message("early"), "2026-01-01T00:00:00Z", "{\"plan\":\"free\",\"logins\":5}"));
      inlet.deliver(
          key,
          identify.formatted(message("late"), "2026-01-02T00:00:00Z", "{\"plan\":\"premium\"}"));
      mend();

      replays(1, 0, "/set-aside/replay");

      assertEquals("premium", get("/contacts/u").at("/traits/plan").asText());
      assertEquals(5, get("/contacts/u").at("/traits/logins").asInt());
      assertEquals("2026-01-01T00:00:00Z", get("/contacts/u").at("/firstSeenAt").asText());
    }

    @Test
    void nothingOfWhoWasErasedMeanwhileComesBack() {
      identify("u");
      setAside(message(1));
      Object seq = setAside().getFirst().get("seq");
      erase("u");
      mend();

      assertEquals(List.of(), setAside());
      replays(0, 0, "/set-aside/replay");
      assertEquals(
          404,
          inlet
              .admin("POST", "/api/accounts/" + account + "/set-aside/" + seq + "/replay")
              .status());
      assertEquals(List.of(), events());
      assertEquals(List.of(), listed("/contacts", "contacts"));
    }

    @Test
    void aBrowserThatWasErasedMeanwhileIsLeftOutOfTheCallsOfOthers() {
      Poison.THROWS.add(message(1));
      deliver("track", message(1), "\"userId\":\"u\",\"anonymousId\":\"b\",\"event\":\"e\"");
      deliver("track", message(2), "\"anonymousId\":\"b\",\"event\":\"e\"");
      erase("b");
      mend();

      replays(1, 0, "/set-aside/replay");
      JsonNode event = listed("/events", "events").getFirst();
      assertEquals(message(1), event.get("messageId").asText());
      assertTrue(event.get("anonymousId").isNull(), event::toString);
    }

    private void identify(String userId) {
      deliver("identify", message("who"), "\"userId\":\"%s\"".formatted(userId));
    }

    private void deliver(String type, String messageId, String members) {
      inlet.deliver(
          key, "{\"type\":\"%s\",\"messageId\":\"%s\",%s}".formatted(type, messageId, members));
    }

    private void erase(String contact) {
      String path = "/api/accounts/" + account + "/contacts/" + contact;
      assertEquals(200, inlet.admin("DELETE", path).status());
      inlet.await(
          "/api/accounts/" + account + "/erasures",
          answer -> !answer.at("/erasures/0/completedAt").isNull());
    }

    @Test
    void whatIsNotSetAsideIsNotFound() {
      for (String seq : List.of("4711", "no-number")) {
        Answer answer =
            inlet.admin("POST", "/api/accounts/" + account + "/set-aside/" + seq + "/replay");
        assertEquals(404, answer.status());
        assertEquals(
            "Account " + account + " has no call set aside under " + seq, answer.message());
      }
    }
  }
}
