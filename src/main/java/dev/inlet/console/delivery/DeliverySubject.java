package dev.inlet.console.delivery;

import dev.inlet.call.CallType;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.ReservedNames;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Shown;
import dev.inlet.delivery.DeliveryLog.Detail;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery is about, by what was sent.
 *
 * @param what the event, page or group; null where the type says all, or nothing can be read
 * @param who the id of the person; null when none can be read
 * @param contact the address of that person's page; null with {@code who}
 */
record DeliverySubject(@Nullable String what, @Nullable String who, @Nullable String contact) {
  static final DeliverySubject UNKNOWN = new DeliverySubject(null, null, null);

  /** In bytes: larger bodies are not read for a list, whose page of them would take too long. */
  private static final int MOST = 65_536;

  static DeliverySubject of(String account, Detail delivery) {
    byte[] body = delivery.body();
    if (body == null
        || body.length > MOST
        || !(Json.object(body, "Body") instanceof Parsed.Ok<JsonObject> sent)) {
      return UNKNOWN;
    }
    Map<String, String> fields = ReservedNames.ENVELOPE.find(sent.value());
    String who = first(fields, "userId", "anonymousId");
    return new DeliverySubject(
        CallType.named(String.valueOf(delivery.entry().type()))
            .map(type -> what(type, fields))
            .orElse(null),
        who,
        who == null ? null : Addresses.contact(account, who));
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
        .map(Shown::value)
        .filter(value -> !value.isBlank())
        .findFirst()
        .orElse(null);
  }
}
