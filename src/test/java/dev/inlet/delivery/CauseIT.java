package dev.inlet.delivery;

import static dev.inlet.RunningInlet.basic;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import dev.inlet.StallingProxy;
import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.account.Settings;
import dev.inlet.call.Call.Group;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.Outcome.Refused;
import dev.inlet.delivery.Outcome.Unavailable;
import dev.inlet.handler.Change;
import dev.inlet.handler.GroupHandler;
import dev.inlet.handler.Handler;
import dev.inlet.handler.Objection;
import dev.inlet.receive.Gate;
import dev.inlet.receive.Receiver;
import dev.inlet.trace.DeliveryTrace;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cause is reached by a refusal, which is answered, kept and shown as the cause says. */
class CauseIT {
  private static final String VENDOR_RULE = "inlet.test.vendor-rule";
  private static final String IDENTIFY = "{\"type\":\"identify\",\"userId\":\"1\"}";

  @Given(value = VENDOR_RULE + "=true", environment = "dev", per = Per.CLASS)
  private static RunningInlet inlet;

  /** A vendor's own handler, which takes no groups without a name. */
  @Singleton
  @Replaces(GroupHandler.class)
  @Requires(property = VENDOR_RULE)
  static final class NamedGroups implements Handler<Group> {
    @Override
    public Class<Group> handles() {
      return Group.class;
    }

    @Override
    public Objection objection(Group call, Settings settings) {
      return Objection.of("Name the group");
    }

    @Override
    public List<Change> handle(Group call, Settings settings) {
      return List.of();
    }
  }

  /** How a call is refused for good; told the account whose refusal it is to be. */
  private static final Map<Cause, Function<String, Answer>> FOR_GOOD = new EnumMap<>(Cause.class);

  static {
    FOR_GOOD.put(Cause.KEY_MISSING, account -> post("/destination", IDENTIFY));
    FOR_GOOD.put(
        Cause.KEY_MALFORMED,
        account -> post("/destination", IDENTIFY, "Authorization", "Bearer a"));
    FOR_GOOD.put(
        Cause.KEYS_DIFFERENT,
        account ->
            post(
                "/v1/batch",
                "{\"batch\":[{\"writeKey\":\"other\"}]}",
                "Authorization",
                basic(inlet.newKey(account, Sender.TRACKING))));
    FOR_GOOD.put(Cause.KEY_UNKNOWN, account -> inlet.deliver("nobody's", IDENTIFY));
    FOR_GOOD.put(
        Cause.KEY_REVOKED,
        account -> {
          JsonNode key = key(account, "identify");
          inlet.admin("DELETE", path(account, key));
          return inlet.deliver(key.at("/key").asText(), IDENTIFY);
        });
    FOR_GOOD.put(
        Cause.KEY_EXPIRED,
        account -> {
          JsonNode key = key(account, "identify");
          inlet.admin(
              "PATCH", path(account, key), "{\"expiresAt\":\"%s\"}".formatted(Instant.EPOCH));
          return inlet.deliver(key.at("/key").asText(), IDENTIFY);
        });
    FOR_GOOD.put(
        Cause.ACCOUNT_SUSPENDED,
        account -> {
          String key = inlet.newKey(account);
          inlet.admin("PATCH", "/api/accounts/" + account, "{\"suspended\":true}");
          return inlet.deliver(key, IDENTIFY);
        });
    FOR_GOOD.put(
        Cause.SENDER_NOT_PERMITTED,
        account -> inlet.deliver(inlet.newKey(account, Sender.TRACKING), IDENTIFY));
    FOR_GOOD.put(
        Cause.TYPE_NOT_PERMITTED,
        account -> inlet.deliver(key(account, "track").at("/key").asText(), IDENTIFY));
    deliver(Cause.TYPE_NOT_SUPPORTED, "{\"type\":\"delete\",\"userId\":\"1\"}");
    deliver(Cause.BODY_MALFORMED, "{");
    deliver(Cause.TOO_LARGE, " ".repeat(600_000));
    deliver(Cause.SETTINGS_WRONG, IDENTIFY, "X-Segment-Settings", "none");
    deliver(Cause.PERSON_MISSING, "{\"type\":\"identify\"}");
    deliver(Cause.FIELD_MISSING, "{\"type\":\"track\",\"userId\":\"1\"}");
    deliver(Cause.FIELD_WRONG, "{\"type\":\"identify\",\"userId\":true}");
    deliver(
        Cause.EMAIL_MISSING,
        IDENTIFY,
        "X-Segment-Settings",
        RunningInlet.base64("{\"requireEmail\":true}"));
    deliver(Cause.VENDOR_RULE, "{\"type\":\"group\",\"userId\":\"1\",\"groupId\":\"g\"}");
  }

  private static void deliver(Cause cause, String json, String... headers) {
    FOR_GOOD.put(cause, account -> inlet.deliver(inlet.newKey(account), json, headers));
  }

  private static JsonNode key(String account, String type) {
    return inlet.newKey(account, "{\"name\":\"n\",\"permissions\":[\"%s\"]}".formatted(type));
  }

  private static String path(String account, JsonNode key) {
    return "/api/accounts/" + account + "/keys/" + key.at("/id").asText();
  }

  private static Answer post(String path, String json, String... headers) {
    return inlet.post(path, json.getBytes(StandardCharsets.UTF_8), headers);
  }

  static Stream<Cause> thatGiveUp() {
    return Stream.of(Cause.values()).filter(cause -> !cause.isRetried());
  }

  @ParameterizedTest
  @MethodSource("thatGiveUp")
  void aRefusalForGoodIsAnsweredKeptAndShownAsItsCauseSays(Cause cause) {
    String account = inlet.newAccount();

    Answer answer = Objects.requireNonNull(FOR_GOOD.get(cause)).apply(account);

    assertEquals(cause.status(), answer.status());
    if (Set.of(Cause.KEY_MISSING, Cause.KEY_MALFORMED, Cause.KEY_UNKNOWN).contains(cause)) {
      assertEquals(
          cause, inlet.context().getBean(Unauthenticated.class).newestFirst().getFirst().cause());
      return;
    }
    JsonNode noted =
        inlet
            .await(
                "/api/accounts/" + account + "/deliveries",
                list -> !list.at("/deliveries").isEmpty())
            .at("/deliveries/0");
    assertEquals(cause.wireName(), noted.at("/cause").asText());
    assertEquals(cause.status(), noted.at("/status").asInt());
    assertEquals(answer.at("/message").asText(), noted.at("/message").asText());
    String page =
        inlet
            .console(
                "GET",
                "/console/deliveries/" + noted.at("/id").asText() + "?account=" + account,
                null)
            .body();
    assertTrue(page.contains(cause.advice()), page);
  }

  @Test
  void aRefusalForNowSaysItsCause(@TempDir Path folder) throws Exception {
    try (var proxy = new StallingProxy(EmbeddedPostgresql.port());
        RunningInlet stalling =
            RunningInlet.in(folder)
                .with(
                    EmbeddedPostgresql.properties(
                        "localhost", proxy.port(), EmbeddedPostgresql.newDatabaseName()))
                .with("inlet.journal.waiting-calls", 1)
                .with("inlet.flood-status", "429")
                .start()) {
      String key = stalling.newKey("acme");
      String unused = stalling.newKey("acme");
      var reached = EnumSet.noneOf(Cause.class);
      assertEquals(200, stalling.deliver(key, IDENTIFY).status());

      reached.add(
          cause(
              receive(
                  stalling,
                  key,
                  CompletableFuture.failedFuture(new Crowded("Too many requests at once")))));
      stalling.admin("PUT", "/api/maintenance", "{\"enabled\":true,\"message\":\"Back at noon\"}");
      reached.add(cause(receive(stalling, key, call())));
      stalling.admin("PUT", "/api/maintenance", "{\"enabled\":false}");
      assertEquals(200, stalling.deliver(key, IDENTIFY).status());

      proxy.stall();
      List<CompletionStage<Outcome>> waiting =
          Stream.of(key, key, key, unused).map(one -> receive(stalling, one, call())).toList();
      Thread.sleep(1_200);
      List<CompletionStage<Outcome>> late =
          Stream.of(key, key).map(one -> receive(stalling, one, call())).toList();
      Stream.concat(waiting.stream(), late.stream())
          .forEach(outcome -> reached.add(cause(outcome)));
      proxy.resume();

      stalling.context().getBean(Gate.class).stop();
      reached.add(cause(receive(stalling, key, call())));

      assertEquals(
          Stream.of(Cause.values()).filter(Cause::isRetried).collect(Collectors.toSet()), reached);
    }
  }

  private static Cause cause(CompletionStage<Outcome> outcome) {
    Outcome answer = outcome.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    Refused refused = assertInstanceOf(Unavailable.class, answer);
    assertEquals(refused.cause().status(), Outcome.status(refused));
    return refused.cause();
  }

  private static CompletionStage<Parsed<Content>> call() {
    byte[] body = IDENTIFY.getBytes(StandardCharsets.UTF_8);
    return CompletableFuture.completedFuture(
        Parsed.ok(
            () ->
                Json.object(body, "Body")
                    .then(json -> Parsed.ok(List.of(Message.asSent(json, body))))));
  }

  private static CompletionStage<Outcome> receive(
      RunningInlet inlet, String key, CompletionStage<Parsed<Content>> content) {
    Credentials credentials = new Credentials.Given(new KeySecret(key));
    return inlet
        .context()
        .getBean(Receiver.class)
        .receive(
            new Delivery(
                Sender.DESTINATION,
                () -> CompletableFuture.completedFuture(credentials),
                List.of(),
                Runnable::run,
                known -> content,
                () -> {},
                DeliveryTrace.NONE));
  }
}
