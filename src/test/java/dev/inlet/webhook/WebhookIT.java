package dev.inlet.webhook;

import static dev.inlet.RunningInlet.await;
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
import dev.inlet.forward.Position;
import dev.inlet.webhook.Receiver.Received;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Changes reach subscribers over real HTTP, whatever those answer. */
@OnEveryDatabase
@NullUnmarked
class WebhookIT {
  private static final String KEY =
      "inlet.forward.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final String ALLOW_PRIVATE = "inlet.forward.allow-private=true";

  @Parameter DatabaseKind kind;

  @Given(
      value = {KEY, ALLOW_PRIVATE, "inlet.forward.batch=10"},
      per = Per.CLASS)
  private RunningInlet inlet;

  private Receiver receiver;
  private String account;
  private String key;

  @BeforeEach
  void start() throws IOException {
    receiver = new Receiver();
    account = inlet.newAccount();
    key = inlet.newKey(account);
  }

  @AfterEach
  void stop() {
    for (JsonNode one : inlet.admin("GET", "/api/subscriptions").at("/subscriptions")) {
      inlet.admin("DELETE", "/api/subscriptions/" + one.get("id").asText());
    }
    receiver.close();
  }

  private JsonNode subscribe(String json) {
    Answer answer = inlet.admin("POST", "/api/subscriptions", json);
    assertEquals(201, answer.status(), answer::toString);
    return answer.json();
  }

  private JsonNode subscribe() {
    return subscribe("{\"url\":\"%s\"}".formatted(receiver.url()));
  }

  private JsonNode subscribeToAccount() {
    return subscribe("{\"url\":\"%s\",\"account\":\"%s\"}".formatted(receiver.url(), account));
  }

  private JsonNode changes() {
    return inlet.admin("GET", "/api/accounts/" + account + "/changes").at("/changes");
  }

  private List<String> forwards(String contact) {
    return inlet
        .admin("GET", "/api/accounts/%s/contacts/%s/forwards".formatted(account, contact))
        .at("/forwards")
        .findValuesAsText("state");
  }

  private JsonNode state(JsonNode subscription) {
    return inlet.admin("GET", "/api/subscriptions/" + subscription.get("id").asText()).json();
  }

  private JsonNode deliveries(JsonNode subscription) {
    return inlet
        .admin("GET", "/api/subscriptions/" + subscription.get("id").asText() + "/deliveries")
        .json()
        .get("deliveries");
  }

  private void track(String user, String messageId) {
    Answer answer =
        inlet.deliver(
            key,
            "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"e\",\"messageId\":\"%s\"}"
                .formatted(user, messageId));
    assertEquals(2, answer.status() / 100, answer::toString);
  }

  private void awaitMessages(String... ids) {
    await(() -> new HashSet<>(receiver.messageIds()), set -> set.containsAll(Set.of(ids)));
  }

  @Nested
  class Delivered {

    @Test
    void aChangeIsSignedAndWhole() {
      JsonNode subscription =
          subscribe(
              "{\"url\":\"%s\",\"headers\":{\"Authorization\":\"Bearer hush-hush\"}}"
                  .formatted(receiver.url()));
      String secret = subscription.get("secret").asText();
      track("ann", "m1");
      awaitMessages("m1");

      Received received = receiver.all().getFirst();
      assertTrue(received.isSignedBy(secret));
      assertFalse(received.isSignedBy(Signature.newSecret()));
      assertEquals("/hook?a=b", received.path());
      assertEquals("Bearer hush-hush", received.authorization());
      assertEquals("event.received", received.json().get("type").asText());
      JsonNode change = changes().get(0);
      assertEquals(change, received.json().get("data"));
      assertEquals(change.get("timestamp"), received.json().get("timestamp"));
      assertEquals(
          subscription.get("id").asText() + "_" + change.get("position").asText(), received.id());
      assertFalse(state(subscription).has("secret"), "shown once");
      assertEquals(Set.of(), new Everything(inlet.place()).columnsWith("hush-hush"));
      assertEquals(Set.of(), new Everything(inlet.place()).columnsWith(secret.substring(6)));
    }

    @Test
    void onlyWhatIsAskedForIsSentInOrder() {
      String otherKey = inlet.newKey(inlet.newAccount());
      subscribe(
          "{\"url\":\"%s\",\"types\":[\"event.received\"],\"account\":\"%s\"}"
              .formatted(receiver.url(), account));
      inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"ann\"}");
      inlet.deliver(otherKey, "{\"type\":\"track\",\"userId\":\"a\",\"event\":\"e\"}");
      for (int i = 0; i < 20; i++) {
        track("ann", "m" + i);
      }
      awaitMessages("m19");

      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        expected.add("m" + i);
      }
      assertEquals(expected, receiver.messageIds());
    }

    @Test
    void whatWasAnsweredBeforeItWasMadeIsNotSent() {
      for (int i = 0; i < 5; i++) {
        track("ann", "before" + i);
        subscribeToAccount();
      }
      track("ann", "after");
      await(() -> receiver.messageIds().stream().filter("after"::equals).count(), n -> n == 5);

      assertEquals(List.of(), receiver.messageIds().stream().filter("before0"::equals).toList());
      assertEquals(4, receiver.messageIds().stream().filter("before4"::equals).count());
    }

    @Test
    void batchesComeTogether() {
      subscribe("{\"url\":\"%s\",\"batch\":true,\"active\":false}".formatted(receiver.url()));
      for (int i = 0; i < 25; i++) {
        track("user" + i, "m" + i);
      }
      assertEquals(25, changes().size());
      String id = inlet.admin("GET", "/api/subscriptions").at("/subscriptions/0/id").asText();
      assertEquals(0, receiver.all().size(), "not while it is paused");
      inlet.admin("PATCH", "/api/subscriptions/" + id, "{\"active\":true}");

      await(() -> receiver.all().size(), size -> size == 3);
      Received first = receiver.all().getFirst();
      assertEquals("batch", first.json().get("type").asText());
      assertEquals(10, first.json().at("/data/changes").size());
      assertEquals("m0", first.json().at("/data/changes/0/messageId").asText());
      assertEquals(5, receiver.all().getLast().json().at("/data/changes").size());
    }

    @Test
    void afterARotationBothSecretsVerify() {
      JsonNode subscription = subscribe();
      String id = subscription.get("id").asText();
      Answer rotated =
          inlet.admin("POST", "/api/subscriptions/" + id + "/rotate", "{\"overlap\":\"PT1H\"}");
      assertEquals(201, rotated.status());
      track("ann", "m1");
      awaitMessages("m1");

      Received received = receiver.all().getFirst();
      assertTrue(received.isSignedBy(subscription.get("secret").asText()));
      assertTrue(received.isSignedBy(rotated.at("/secret").asText()));
    }

    @Test
    void aTestSaysWhatTheSubscriberAnswers() {
      String id = subscribe().get("id").asText();
      receiver.answers(
          exchange -> {
            exchange.sendResponseHeaders(418, 0);
            exchange.getResponseBody().write("I'm a teapot".getBytes(StandardCharsets.UTF_8));
          });

      Answer answer = inlet.admin("POST", "/api/subscriptions/" + id + "/test");
      assertEquals(200, answer.status(), answer::toString);
      JsonNode test = answer.json();

      assertEquals(418, test.get("status").asInt());
      assertEquals("I'm a teapot", test.get("answer").asText());
      assertFalse(test.get("delivered").asBoolean());
      assertEquals("inlet.test", receiver.all().getFirst().json().get("type").asText());
    }

    @Test
    void aTestWithAChangeIsWhatWouldBeSentAnyway() {
      String path = "/api/subscriptions/" + subscribeToAccount().get("id").asText() + "/test";
      assertEquals(404, inlet.admin("POST", path + "?change=newest").status(), "none yet");
      track("ann", "m1");
      awaitMessages("m1");

      JsonNode test = inlet.admin("POST", path + "?change=newest").json();

      assertTrue(test.get("delivered").asBoolean());
      Received sent = receiver.all().getFirst();
      Received tested = receiver.all().getLast();
      assertEquals(sent.id(), test.get("webhookId").asText());
      assertEquals(sent.id(), tested.id());
      assertEquals(sent.json(), tested.json());
      String position = sent.json().at("/data/position").asText();
      assertEquals(200, inlet.admin("POST", path + "?change=" + position).status());
      assertEquals(404, inlet.admin("POST", path + "?change=x").status());
    }

    @Test
    void aTestShowsNothingOfAnotherAccount() {
      track("ann", "m1");
      String position = changes().at("/0/position").asText();
      account = inlet.newAccount();
      String path = "/api/subscriptions/" + subscribeToAccount().get("id").asText() + "/test";

      assertEquals(404, inlet.admin("POST", path + "?change=newest").status());
      assertEquals(404, inlet.admin("POST", path + "?change=" + position).status());
      assertEquals(0, receiver.all().size());
    }

    @Test
    void aDeliveryIsShownWithRequestAndAnswer() {
      receiver.answers(
          exchange -> {
            exchange.sendResponseHeaders(202, 0);
            exchange.getResponseBody().write("taken".getBytes(StandardCharsets.UTF_8));
          });
      inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"ann\"}");
      JsonNode subscription = subscribe();
      track("ann", "m1");
      await(() -> deliveries(subscription).size(), size -> size == 1);

      JsonNode delivery = deliveries(subscription).get(0);
      assertEquals(202, delivery.get("status").asInt());
      assertEquals("taken", delivery.get("answer").asText());
      assertEquals(delivery, state(subscription).get("lastDelivery"));
      String path = "/api/subscriptions/" + subscription.get("id").asText() + "/deliveries/";
      JsonNode shown = inlet.admin("GET", path + delivery.get("id").asText()).json();
      assertEquals(
          new String(receiver.all().getFirst().body(), StandardCharsets.UTF_8),
          shown.get("request").asText());
      assertEquals(404, inlet.admin("GET", path + "0").status());
      assertEquals(404, inlet.admin("GET", path + "x").status());
      assertEquals(Set.of("delivered"), Set.copyOf(forwards("ann")));
    }

    @Test
    void whatIsLeftToDoIsTold() {
      JsonNode subscription =
          subscribe(
              "{\"url\":\"%s\",\"active\":false,\"types\":[\"event.received\"]}"
                  .formatted(receiver.url()));
      inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"ann\"}");
      assertEquals(0, state(subscription).get("lagChanges").asInt(), "nobody asks for that");
      assertEquals(0, state(subscription).get("lagSeconds").asInt());
      track("ann", "m1");
      track("ann", "m2");

      await(() -> state(subscription).get("lagChanges").asInt(), lag -> lag == 2);
      await(() -> state(subscription).get("lagSeconds").asInt(), lag -> lag > 0);
      assertEquals(List.of("pending", "pending"), forwards("ann"));
      String id = subscription.get("id").asText();
      inlet.admin("PATCH", "/api/subscriptions/" + id, "{\"active\":true}");
      await(() -> state(subscription).get("lagChanges").asInt(), lag -> lag == 0);
      assertEquals(0, state(subscription).get("lagSeconds").asInt());
    }
  }

  @Nested
  class Failing {

    @Test
    void whatFailsIsTriedAgainInOrderAndOthersGoOn() {
      var failures = new AtomicInteger(2);
      receiver.answers(
          exchange -> {
            boolean isAnn = receiver.of(exchange).messageId().equals("m1");
            Receiver.status(exchange, isAnn && failures.getAndDecrement() > 0 ? 500 : 200);
          });
      JsonNode subscription = subscribe();
      track("ann", "m1");
      track("ann", "m2");
      track("bob", "m3");
      await(() -> receiver.messageIds().stream().filter("m2"::equals).count(), count -> count > 0);

      List<Received> ofAnn =
          receiver.all().stream().filter(one -> !one.messageId().equals("m3")).toList();
      assertEquals(
          List.of("m1", "m1", "m1", "m2"), ofAnn.stream().map(Received::messageId).toList());
      assertEquals(1, ofAnn.subList(0, 3).stream().map(Received::id).distinct().count());
      assertTrue(
          receiver.messageIds().indexOf("m3") < receiver.messageIds().indexOf("m2"), "beside it");
      await(() -> state(subscription).get("waiting").asInt(), waiting -> waiting == 0);
      assertTrue(state(subscription).get("failingSince").isNull());
      JsonNode deliveries = deliveries(subscription);
      assertTrue(deliveries.findValuesAsText("status").contains("500"), deliveries::toString);
    }

    /** What succeeds in a round is noted together. */
    @Test
    void whatWaitedBehindOneFollowsInAFewRounds() {
      var fails = new AtomicBoolean(true);
      receiver.answers(exchange -> Receiver.status(exchange, fails.get() ? 500 : 200));
      JsonNode subscription = subscribe();
      List<String> sent = IntStream.range(0, 50).mapToObj(i -> "m" + i).toList();
      sent.forEach(id -> track("ann", id));
      await(() -> state(subscription).get("waiting").asInt(), waiting -> waiting == sent.size());
      fails.set(false);
      await(() -> state(subscription).get("waiting").asInt(), waiting -> waiting == 0);

      List<String> taken = receiver.messageIds();
      assertEquals(sent, taken.subList(taken.size() - sent.size(), taken.size()));
      long rounds =
          deliveries(subscription).findValuesAsText("status").stream()
              .filter("200"::equals)
              .count();
      assertTrue(rounds <= 5, rounds + " rounds");
    }

    @Test
    void aMergeBetweenTwoAttemptsKeepsTheOrder() throws InterruptedException {
      var fails = new AtomicBoolean(true);
      receiver.answers(
          exchange -> {
            boolean isFirst = receiver.of(exchange).messageId().equals("m1");
            Receiver.status(exchange, isFirst && fails.get() ? 500 : 200);
          });
      JsonNode subscription = subscribe();
      inlet.deliver(
          key,
          "{\"type\":\"track\",\"anonymousId\":\"anon\",\"event\":\"e\",\"messageId\":\"m1\"}");
      await(() -> state(subscription).get("waiting").asInt(), waiting -> waiting == 1);
      inlet.deliver(
          key,
          "{\"type\":\"identify\",\"userId\":\"ann\",\"anonymousId\":\"anon\",\"messageId\":\"m2\"}");
      track("ann", "m3");
      track("bob", "m4");
      awaitMessages("m4");
      Thread.sleep(500);
      assertEquals(Set.of("m1", "m4"), Set.copyOf(receiver.messageIds()));
      fails.set(false);
      awaitMessages("m3");

      List<String> ofAnn =
          receiver.messageIds().stream().filter(id -> !id.equals("m4")).distinct().toList();
      assertEquals(List.of("m1", "m2", "m3"), ofAnn);
    }

    @Test
    void whoHangsDelaysNobodyElse() throws Exception {
      var end = new CountDownLatch(1);
      receiver.answers(
          exchange -> {
            try {
              end.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          });
      subscribe();
      try (var other = new Receiver()) {
        subscribe("{\"url\":\"%s\"}".formatted(other.url()));
        long start = System.nanoTime();
        for (int i = 0; i < 30; i++) {
          track("user" + i, "m" + i);
        }
        await(() -> other.all().size(), size -> size == 30);
        assertTrue(System.nanoTime() - start < 8_000_000_000L);
      }
      end.countDown();
    }

    @Test
    void anAnswerThatIsLongOrSlowCostsNothing() {
      receiver.answers(
          exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var piece = new byte[1 << 16];
            try (OutputStream out = exchange.getResponseBody()) {
              for (int i = 0; i < 1_600; i++) {
                out.write(piece);
              }
            }
          });
      JsonNode subscription = subscribe();
      track("ann", "m1");
      track("ann", "m2");

      awaitMessages("m1", "m2");
      assertEquals(List.of("m1", "m2"), receiver.messageIds());
      await(() -> deliveries(subscription).size(), size -> size > 0);
      JsonNode delivery = deliveries(subscription).get(0);
      assertEquals(200, delivery.get("status").asInt());
      assertEquals(WebhookClient.SHOWN_BYTES, delivery.get("answer").asText().length());
      assertEquals(0, state(subscription).get("waiting").asInt());
      assertTrue(state(subscription).get("failingSince").isNull());
    }

    @Test
    void aRedirectIsNotFollowed() {
      receiver.answers(
          exchange -> {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest");
            Receiver.status(exchange, 307);
          });
      JsonNode subscription = subscribe();
      track("ann", "m1");

      await(() -> deliveries(subscription).size(), size -> size > 0);
      assertEquals(307, deliveries(subscription).get(0).get("status").asInt());
      assertEquals(1, state(subscription).get("waiting").asInt());
      assertFalse(state(subscription).get("failingSince").isNull());
    }

    @Test
    void goneSwitchesItOff() {
      receiver.answers(410);
      JsonNode subscription = subscribe();
      track("ann", "m1");

      await(() -> state(subscription).get("state").asText(), "off"::equals);
      assertTrue(state(subscription).get("reason").asText().contains("410"));
      receiver.answers(200);
      String id = subscription.get("id").asText();
      assertEquals(
          200, inlet.admin("PATCH", "/api/subscriptions/" + id, "{\"active\":true}").status());
      await(() -> receiver.all().size(), size -> size > 1);
      assertEquals(List.of("m1", "m1"), receiver.messageIds());
    }

    @Test
    void whatFailsForDaysIsSetAsideAndCanBeReplayed() throws SQLException {
      inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"ann\"}");
      receiver.answers(500);
      JsonNode subscription = subscribe();
      track("ann", "m1");
      await(() -> state(subscription).get("waiting").asInt(), waiting -> waiting == 1);
      assertEquals("active", state(subscription).get("state").asText());
      assertFalse(state(subscription).get("failingSince").isNull());
      assertEquals(500, deliveries(subscription).get(0).get("status").asInt());
      new Everything(inlet.place())
          .execute("UPDATE subscription_waiting SET since = TIMESTAMP '2020-01-01 00:00:00'");
      await(() -> state(subscription).get("setAside").asInt(), count -> count == 1);
      receiver.answers(200);
      track("ann", "m2");
      awaitMessages("m2");
      int before = receiver.all().size();
      String path = "/api/subscriptions/" + subscription.get("id").asText();
      JsonNode setAside = inlet.admin("GET", path + "/set-aside").at("/setAside/0");
      assertTrue(setAside.get("attempts").asInt() > 1);
      // A moment after the subscriber has it.
      await(() -> Set.copyOf(forwards("ann")), Set.of("delivered", "set-aside")::equals);
      for (String wrong :
          List.of(
              "{\"from\":\"set-aside\",\"only\":\"x\"}", "{\"from\":\"start\",\"only\":\"x\"}")) {
        assertEquals(400, inlet.admin("POST", path + "/replay", wrong).status());
      }

      inlet.admin(
          "POST",
          path + "/replay",
          "{\"from\":\"set-aside\",\"only\":%s}".formatted(setAside.get("position")));

      await(() -> receiver.all().size(), size -> size > before);
      assertEquals("m1", receiver.messageIds().getLast());
      await(() -> state(subscription).get("setAside").asInt(), count -> count == 0);
    }

    @Test
    void oneThatIsSetAsideCanBeReplayedAlone() throws SQLException {
      receiver.answers(500);
      JsonNode subscription = subscribe();
      String path = "/api/subscriptions/" + subscription.get("id").asText() + "/replay";
      track("ann", "m1");
      track("bob", "m2");
      await(() -> state(subscription).get("waiting").asInt(), waiting -> waiting == 2);
      new Everything(inlet.place())
          .execute("UPDATE subscription_waiting SET since = TIMESTAMP '2020-01-01 00:00:00'");
      await(() -> state(subscription).get("setAside").asInt(), setAside -> setAside == 2);
      receiver.answers(200);
      Received ofBob =
          receiver.all().stream()
              .filter(one -> one.messageId().equals("m2"))
              .findFirst()
              .orElseThrow();
      int before = receiver.all().size();

      String position = ofBob.id().substring(ofBob.id().lastIndexOf('_') + 1);
      String wish = "{\"from\":\"set-aside\",\"only\":\"%s\"}".formatted(position);
      assertEquals(200, inlet.admin("POST", path, wish).status());
      await(() -> receiver.all().size(), size -> size == before + 1);
      await(() -> state(subscription).get("waiting").asInt(), waiting -> waiting == 0);

      assertEquals(1, state(subscription).get("setAside").asInt());
      assertEquals(ofBob.id(), receiver.all().getLast().id());
      Answer again = inlet.admin("POST", path, wish);
      assertEquals(400, again.status(), "it is set aside no more");
      assertTrue(again.message().startsWith("only must be"), again::message);
      assertEquals(
          400, inlet.admin("POST", path, "{\"from\":\"set-aside\",\"only\":\"x\"}").status());
    }

    @Test
    void whoDoesNotAnswerForDaysIsSwitchedOff() throws SQLException {
      receiver.answers(500);
      JsonNode subscription = subscribe();
      track("ann", "m1");
      await(() -> state(subscription).get("waiting").asInt(), waiting -> waiting == 1);
      new Everything(inlet.place())
          .execute("UPDATE subscription SET failing_since = TIMESTAMP '2020-01-01 00:00:00'");

      await(() -> state(subscription).get("state").asText(), "off"::equals);
      assertTrue(
          state(subscription).get("reason").asText().startsWith("Nothing was delivered since 20"));
    }
  }

  @Nested
  class Replayed {

    @Test
    void whatIsOnItsWayDoesNotUndoAReplayFromWhereItBegan() {
      String id =
          subscribe("{\"url\":\"%s\",\"active\":false}".formatted(receiver.url()))
              .get("id")
              .asText();
      SubscriptionStore store = inlet.context().getBean(SubscriptionStore.class);
      assertTrue(store.hold(id, "one"));
      Position from = store.find(id).orElseThrow().subscription().reached();
      var sent =
          new SubscriptionStore.Result(
              Position.endOf(from.piece() + 1),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              null,
              false);
      store.goTo(id, from);

      assertFalse(store.settle(id, "one", from, sent));
      assertTrue(store.hold(id, "one"));
      assertTrue(store.settle(id, "one", from, sent));
    }

    @Test
    void whatWasSentIsSentAgainFromAPositionOrATime() {
      JsonNode subscription = subscribeToAccount();
      track("ann", "m1");
      track("ann", "m2");
      awaitMessages("m2");
      String first =
          inlet.admin("GET", "/api/accounts/" + account + "/changes?limit=1").at("/next").asText();
      String path = "/api/subscriptions/" + subscription.get("id").asText() + "/replay";

      assertEquals(200, inlet.admin("POST", path, "{\"from\":\"%s\"}".formatted(first)).status());
      await(() -> receiver.all().size(), size -> size == 3);
      inlet.admin("POST", path, "{\"from\":\"2020-01-01T00:00:00Z\"}");
      await(() -> receiver.all().size(), size -> size == 5);
      inlet.admin("POST", path, "{\"from\":\"start\"}");
      await(() -> receiver.all().size(), size -> size == 7);

      assertEquals(List.of("m1", "m2", "m2", "m1", "m2", "m1", "m2"), receiver.messageIds());
      assertEquals(400, inlet.admin("POST", path, "{\"from\":\"x\"}").status());
    }
  }

  @Nested
  class Refused {

    @Test
    void whatIsMissingOrWrongIsNamed() {
      for (String json :
          List.of(
              "{}",
              "{\"url\":\"ftp://example.com\"}",
              "{\"url\":\"https://u:p@example.com\"}",
              "{\"url\":\"https:///x\"}",
              "{\"url\":\"https://example.com\",\"types\":[\"x\"]}",
              "{\"url\":\"https://example.com\",\"headers\":{\"webhook-id\":\"x\"}}",
              "{\"url\":\"https://example.com\",\"headers\":{\"a b\":\"x\"}}",
              "{\"url\":\"https://example.com\",\"headers\":{\"a\":\"x\\ny\"}}")) {
        assertEquals(400, inlet.admin("POST", "/api/subscriptions", json).status(), json);
      }
      assertEquals(
          404,
          inlet
              .admin(
                  "POST",
                  "/api/subscriptions",
                  "{\"url\":\"https://example.com\",\"account\":\"nobody\"}")
              .status());
      assertEquals(404, inlet.admin("DELETE", "/api/subscriptions/x").status());
    }

    @Test
    void oneThatIsRemovedIsSentNothingMore() throws InterruptedException {
      JsonNode subscription = subscribe();
      String path = "/api/subscriptions/" + subscription.get("id").asText();
      assertEquals(204, inlet.admin("DELETE", path).status());
      track("ann", "m1");
      Thread.sleep(500);

      assertEquals(0, receiver.all().size());
      assertEquals(404, inlet.admin("GET", path).status());
    }
  }
}
