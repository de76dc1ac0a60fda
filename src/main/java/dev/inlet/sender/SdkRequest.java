package dev.inlet.sender;

import dev.inlet.account.ApiKey;
import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Casing;
import dev.inlet.codec.Flaw;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Content;
import dev.inlet.delivery.Credentials;
import dev.inlet.delivery.Credentials.Given;
import dev.inlet.delivery.Credentials.None;
import dev.inlet.delivery.Delivery;
import dev.inlet.delivery.Message;
import dev.inlet.delivery.Outcome.Rejected;
import dev.inlet.endpoint.Connections;
import dev.inlet.endpoint.JsonBody;
import dev.inlet.trace.Tracing;
import io.micronaut.http.HttpRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request of one of Segment's SDKs: a JSON object, in which the API key may stand too, at its top
 * or in the calls of its batch. A key in the head is looked up before the body is waited for.
 */
public final class SdkRequest {
  private static final String WRITE_KEY = "writeKey";
  private static final List<String> FOLDED = List.of(Casing.fold(WRITE_KEY));

  private final HttpRequest<?> request;
  private final JsonBody body;
  private final @Nullable Credentials inHead;
  private final String withoutKey;
  private final Tracing tracing;
  private @Nullable Parsed<JsonObject> read;

  /**
   * @param maxBytes the largest body that is read, decompressed
   * @param keys what its head presents
   * @param withoutKey what to say when there is no key anywhere
   * @param tracing is told what becomes of it
   */
  public SdkRequest(
      HttpRequest<?> request,
      int maxBytes,
      PresentedKeys keys,
      String withoutKey,
      Tracing tracing) {
    this.request = request;
    this.body = JsonBody.anyhowIn(request, maxBytes);
    this.inHead = keys.credentials();
    this.withoutKey = withoutKey;
    this.tracing = tracing;
  }

  /** The request as a delivery, whose calls the function reads out of its body. */
  public Delivery delivery(Sender sender, Function<JsonObject, Parsed<List<Message>>> calls) {
    return delivery(
        sender, (key, object) -> CompletableFuture.completedFuture(() -> calls.apply(object)));
  }

  /** The same with calls that take a while, and for whom. */
  public Delivery delivery(
      Sender sender, BiFunction<ApiKey, JsonObject, CompletionStage<Content>> calls) {
    return new Delivery(
        sender,
        this::key,
        List.of(),
        Connections.threadOf(request),
        key -> content(key, calls),
        body::discard,
        tracing.begin(sender.wireName(), request.getHeaders()::get));
  }

  private CompletionStage<Credentials> key() {
    return inHead == null
        ? body.readOfAStranger().thenApply(this::parsed).thenApply(this::keyInBody)
        : CompletableFuture.completedFuture(inHead);
  }

  private Credentials keyInBody(Parsed<JsonObject> read) {
    return switch (read) {
      case Parsed.Bad<JsonObject> bad -> new None(Rejected.of(bad));
      case Parsed.Ok<JsonObject> ok -> {
        Set<KeySecret> keys = keysIn(ok.value());
        yield switch (keys.size()) {
          case 0 -> new None(new Rejected(Cause.KEY_MISSING, withoutKey));
          case 1 -> new Given(keys.iterator().next());
          default -> PresentedKeys.DIFFERENT;
        };
      }
    };
  }

  private CompletionStage<Parsed<Content>> content(
      ApiKey key, BiFunction<ApiKey, JsonObject, CompletionStage<Content>> calls) {
    return body.readOf(key.accountId())
        .thenApply(this::parsed)
        .thenCompose(
            read ->
                switch (read.then(this::ofOneKey)) {
                  case Parsed.Bad<JsonObject> bad ->
                      CompletableFuture.completedFuture(bad.ofOther());
                  case Parsed.Ok<JsonObject> ok ->
                      calls.apply(key, ok.value()).thenApply(Parsed::ok);
                });
  }

  private Parsed<JsonObject> ofOneKey(JsonObject object) {
    boolean isOne =
        inHead == null
            || keysIn(object).stream().allMatch(secret -> inHead.equals(new Given(secret)));
    return isOne ? Parsed.ok(object) : Parsed.bad(Flaw.SEVERAL_KEYS, PresentedKeys.ONE_ONLY);
  }

  /** All different keys in the body; none twice. */
  private static Set<KeySecret> keysIn(JsonObject body) {
    var keys = new HashSet<KeySecret>();
    if (Casing.mayName(body.text(), FOLDED)) {
      addKey(body, keys);
      String batch = Casing.find(body.members(), "batch");
      if (batch != null && Json.isArray(batch)) {
        Json.elements(batch).stream()
            .filter(call -> Json.isObject(call) && Casing.mayName(call, FOLDED))
            .forEach(call -> addKey(Json.object(call), keys));
      }
    }
    return keys;
  }

  private static void addKey(JsonObject object, Set<KeySecret> keys) {
    String key = Json.text(Casing.find(object.members(), WRITE_KEY));
    if (key != null && !key.isBlank()) {
      keys.add(new KeySecret(key.strip()));
    }
  }

  /** Once, whoever asks first. */
  private Parsed<JsonObject> parsed(Parsed<byte[]> bytes) {
    if (read == null) {
      read = bytes.then(json -> Json.object(json, "Body"));
    }
    return read;
  }
}
