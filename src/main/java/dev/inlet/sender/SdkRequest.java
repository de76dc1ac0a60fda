package dev.inlet.sender;

import dev.inlet.account.ApiKey;
import dev.inlet.account.KeySecret;
import dev.inlet.account.Sender;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Casing;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.Content;
import dev.inlet.delivery.Credentials;
import dev.inlet.delivery.Credentials.Given;
import dev.inlet.delivery.Credentials.Illegible;
import dev.inlet.delivery.Credentials.Missing;
import dev.inlet.delivery.Delivery;
import dev.inlet.delivery.Message;
import dev.inlet.endpoint.Connections;
import dev.inlet.endpoint.JsonBody;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request of one of Segment's SDKs: a JSON object, in which the API key may stand too. A key in
 * the head is looked up before the body is waited for.
 */
public final class SdkRequest {
  private static final String WRITE_KEY = "writeKey";

  private final HttpRequest<?> request;
  private final JsonBody body;
  private final @Nullable Credentials inHead;
  private final String withoutKey;
  private @Nullable Parsed<JsonObject> read;

  /**
   * @param maxBytes the largest body that is read, decompressed
   * @param keys what its head presents
   * @param withoutKey what to say when there is no key anywhere
   */
  public SdkRequest(HttpRequest<?> request, int maxBytes, PresentedKeys keys, String withoutKey) {
    this.request = request;
    this.body = JsonBody.anyhowIn(request, maxBytes);
    this.inHead = keys.credentials();
    this.withoutKey = withoutKey;
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
        body::discard);
  }

  private CompletionStage<Credentials> key() {
    return inHead == null
        ? body.readOfAStranger().thenApply(this::parsed).thenApply(this::keyInBody)
        : CompletableFuture.completedFuture(inHead);
  }

  private Credentials keyInBody(Parsed<JsonObject> read) {
    return switch (read) {
      case Parsed.Bad<JsonObject> bad -> new Illegible(bad.problem());
      case Parsed.Ok<JsonObject> ok -> {
        KeySecret secret = writeKey(ok.value());
        yield secret == null ? new Missing(withoutKey) : new Given(secret);
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
                      CompletableFuture.completedFuture(Parsed.bad(bad.problem()));
                  case Parsed.Ok<JsonObject> ok ->
                      calls.apply(key, ok.value()).thenApply(Parsed::ok);
                });
  }

  private Parsed<JsonObject> ofOneKey(JsonObject object) {
    KeySecret secret = writeKey(object);
    return inHead != null && secret != null && !inHead.equals(new Given(secret))
        ? Parsed.bad(PresentedKeys.DIFFERENT)
        : Parsed.ok(object);
  }

  private static @Nullable KeySecret writeKey(JsonObject object) {
    String key = Json.text(Casing.find(object.members(), WRITE_KEY));
    return key == null || key.isBlank() ? null : new KeySecret(key.strip());
  }

  /** Once, whoever asks first. */
  private Parsed<JsonObject> parsed(Parsed<byte[]> bytes) {
    if (read == null) {
      read = bytes.then(json -> Json.object(json, "Body"));
    }
    return read;
  }
}
