package dev.inlet.delivery;

import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.PlainText;
import dev.inlet.codec.ReservedNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery is about, by what was sent.
 *
 * @param what the event, page or group; null where the type says all, or nothing can be read
 * @param userId null when there is none that can be read, as with the others
 * @param previousId of an alias
 */
public record Subject(
    @Nullable String what,
    @Nullable String userId,
    @Nullable String anonymousId,
    @Nullable String previousId) {
  /** Of what cannot be read. */
  public static final Subject UNKNOWN = new Subject(null, null, null, null);

  /** Of a body as it was sent; of one that was cut, nothing is known. */
  public static Subject of(byte[] body) {
    if (!(Json.object(body, "Body") instanceof Parsed.Ok<JsonObject> sent)) {
      return UNKNOWN;
    }
    Map<String, String> fields = ReservedNames.ENVELOPE.find(sent.value());
    String type = first(fields, "type");
    return new Subject(
        CallType.named(String.valueOf(type)).map(one -> what(one, fields)).orElse(null),
        first(fields, "userId"),
        first(fields, "anonymousId"),
        first(fields, "previousId"));
  }

  private static @Nullable String what(CallType type, Map<String, String> fields) {
    return switch (type) {
      case TRACK -> first(fields, "event");
      case PAGE, SCREEN -> first(fields, "name", "category");
      case GROUP -> first(fields, "groupId");
      case ALIAS -> first(fields, "previousId");
      case IDENTIFY, DELETE -> null;
    };
  }

  private static @Nullable String first(Map<String, String> fields, String... names) {
    return Stream.of(names)
        .map(fields::get)
        .filter(Objects::nonNull)
        .filter(value -> !Json.isNull(value))
        .map(PlainText::of)
        .filter(value -> !value.isBlank())
        .findFirst()
        .orElse(null);
  }

  /** Whose it is: the id that counts of those that were sent; null when there is none. */
  public @Nullable String who() {
    return userId == null ? anonymousId : userId;
  }

  /** All ids of people that were sent. */
  public List<String> ids() {
    return Stream.of(userId, anonymousId, previousId).filter(Objects::nonNull).toList();
  }
}
