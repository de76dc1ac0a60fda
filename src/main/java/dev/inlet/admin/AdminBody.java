package dev.inlet.admin;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.Timestamps;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of an admin request, read strictly: what is wrong is refused with what to send. */
public final class AdminBody {
  private final Map<String, String> members;

  private AdminBody(Map<String, String> members) {
    this.members = members;
  }

  /**
   * @param known every field there is; a misspelt one must not pass for one left out
   */
  public static AdminBody read(byte @Nullable [] body, String... known) {
    return switch (Json.object(body == null ? new byte[0] : body, "Body")) {
      case Parsed.Ok<JsonObject> ok -> new AdminBody(onlyKnown(ok.value().members(), known));
      case Parsed.Bad<JsonObject> bad -> throw OperationRefused.wrong(bad.problem());
    };
  }

  private static Map<String, String> onlyKnown(Map<String, String> members, String... known) {
    for (String name : members.keySet()) {
      if (!List.of(known).contains(name)) {
        throw OperationRefused.wrong(
            "Unknown field %s: send %s"
                .formatted(
                    name.length() <= 40 ? name : name.substring(0, 40) + "…",
                    String.join(", ", known)));
      }
    }
    return members;
  }

  /** Whether the field was sent, be it as null. */
  public boolean mentions(String name) {
    return members.containsKey(name);
  }

  /** Whether the field was sent, and not as null. */
  public boolean has(String name) {
    String value = members.get(name);
    return value != null && !Json.isNull(value);
  }

  /** Text that may be absent or null. */
  public @Nullable String text(String name) {
    if (!has(name)) {
      return null;
    }
    String text = Json.text(members.get(name));
    if (text == null) {
      throw OperationRefused.wrong(name + " must be a string");
    }
    return text;
  }

  /** What people call something. */
  public String name() {
    return KnownAccounts.checkedName(text("name"));
  }

  /** True or false, which must be there. */
  public boolean bool(String name) {
    String value = members.get(name);
    if (value == null || !Json.isBoolean(value)) {
      throw OperationRefused.wrong(
          value == null
              ? "Missing " + name + ": send true or false"
              : name + " must be true or false");
    }
    return value.equals("true");
  }

  /** The texts in a list that may be absent or null. */
  public @Nullable List<String> texts(String name) {
    if (!has(name)) {
      return null;
    }
    String value = String.valueOf(members.get(name));
    if (!Json.isArray(value)) {
      throw OperationRefused.wrong(name + " must be a list of strings");
    }
    return Json.elements(value).stream()
        .map(
            element -> {
              String text = Json.text(element);
              if (text == null) {
                throw OperationRefused.wrong(name + " must be a list of strings");
              }
              return text;
            })
        .toList();
  }

  /** The texts in an object that may be absent or null, by name. */
  public @Nullable Map<String, String> textMap(String name) {
    if (!has(name)) {
      return null;
    }
    String value = String.valueOf(members.get(name));
    if (!Json.isObject(value)) {
      throw OperationRefused.wrong(name + " must be an object of strings");
    }
    var texts = new LinkedHashMap<String, String>();
    Json.object(value)
        .members()
        .forEach(
            (key, element) -> {
              String text = Json.text(element);
              if (text == null) {
                throw OperationRefused.wrong(
                    "%s must be an object of strings: %s is none"
                        .formatted(name, key.length() <= 40 ? key : key.substring(0, 40) + "…"));
              }
              texts.put(key, text);
            });
    return texts;
  }

  /** A length of time in ISO-8601, like PT24H; the given one when it is absent or null. */
  public Duration duration(String name, Duration standIn) {
    String text = text(name);
    try {
      return text == null ? standIn : Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw OperationRefused.wrong(name + " must be an ISO-8601 duration, like PT24H");
    }
  }

  /** A time that may be absent or null. */
  public @Nullable Instant instant(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    Instant instant = Timestamps.parse(text);
    if (instant == null) {
      throw OperationRefused.wrong(
          name + " must be an ISO-8601 timestamp, such as 2026-03-01T14:00:00Z");
    }
    return instant;
  }
}
