package dev.inlet.receive;

import dev.inlet.account.ApiKey;
import dev.inlet.account.KeySecret;
import dev.inlet.account.SettingsSchema;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Base64Text;
import dev.inlet.codec.CallReader;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.AnswersByAccount;
import dev.inlet.delivery.Delivery;
import dev.inlet.delivery.Outcome.Refused;
import dev.inlet.delivery.Refusal;
import dev.inlet.delivery.Refusals;
import dev.inlet.delivery.Unauthenticated;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Notes refused deliveries, for the people who ask why. */
@Singleton
final class RefusalNotes {
  /** What is longer is no type, and nothing to keep in memory. */
  private static final int LONGEST_TYPE = 100;

  /** Of how many accounts it is remembered when one of their 503s was noted. */
  private static final int MOST_ACCOUNTS = 10_000;

  private final Refusals refusals;
  private final AnswersByAccount answers;
  private final Unauthenticated unauthenticated;
  private final InstantSource clock;

  /** In which second the last of an account was noted, of those that come in numbers. */
  private final Map<String, Long> lastNoted = new ConcurrentHashMap<>();

  RefusalNotes(
      Refusals refusals,
      AnswersByAccount answers,
      Unauthenticated unauthenticated,
      InstantSource clock) {
    this.refusals = refusals;
    this.answers = answers;
    this.unauthenticated = unauthenticated;
    this.clock = clock;
  }

  /** Notes a refusal that no account is to blame for, and passes it on. */
  <R extends Refused> R note(R refused, Delivery delivery, @Nullable KeySecret unknown) {
    unauthenticated.note(
        delivery.sender(),
        unknown == null ? "" : unknown.digest(),
        unknown == null ? null : unknown.prefix(),
        refused);
    return refused;
  }

  /**
   * Notes and counts a refusal under the account of its key, and passes it on.
   *
   * @param body as far as it was read
   */
  <R extends Refused> R note(
      R refused,
      Delivery delivery,
      ApiKey key,
      @Nullable JsonObject message,
      byte @Nullable [] body) {
    answers.count(key.accountId(), refused.cause().status());
    refusals.note(
        new Refusal(
            key.accountId(),
            key.id(),
            delivery.sender(),
            message == null ? null : typeOf(message),
            message == null ? null : CallReader.messageId(message),
            refused.cause(),
            refused.message(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            body == null ? null : sent(delivery, body)));
    return refused;
  }

  /**
   * Counts a refusal that all calls of an account get, and notes one in a second of them: they say
   * the same, and must not push out what is kept of others. Passes it on.
   */
  <R extends Refused> R noteSome(R refused, Delivery delivery, ApiKey key) {
    if (lastNoted.size() > MOST_ACCOUNTS) {
      lastNoted.clear();
    }
    Long second = clock.instant().getEpochSecond();
    if (second.equals(lastNoted.put(key.accountId(), second))) {
      answers.count(key.accountId(), refused.cause().status());
      return refused;
    }
    return note(refused, delivery, key, null, null);
  }

  private static Refusal.Sent sent(Delivery delivery, byte[] body) {
    return new Refusal.Sent(
        settings(delivery.settings()),
        body.length <= Refusal.MAX_BODY ? body : Arrays.copyOf(body, Refusal.MAX_BODY));
  }

  /** The settings as JSON text, if they are an object in the one header there may be. */
  private static @Nullable String settings(List<String> headers) {
    byte[] decoded = headers.size() == 1 ? Base64Text.decode(headers.getFirst().strip()) : null;
    return decoded != null
            && decoded.length <= SettingsSchema.MAX_BYTES
            && Json.object(decoded, "settings") instanceof Parsed.Ok<JsonObject> object
        ? object.value().text()
        : null;
  }

  private static @Nullable String typeOf(JsonObject message) {
    return CallReader.type(message) instanceof Parsed.Ok<String> type
            && type.value().length() <= LONGEST_TYPE
        ? type.value()
        : null;
  }
}
