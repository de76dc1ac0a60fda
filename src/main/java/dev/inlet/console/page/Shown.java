package dev.inlet.console.page;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.JsonLayout;
import dev.inlet.codec.Parsed;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON as people read it. */
public final class Shown {
  private Shown() {}

  /** A value: text without its quotes, everything else as it was sent. */
  public static String value(@Nullable String json) {
    String text = Json.text(json);
    return text == null ? String.valueOf(json) : text;
  }

  /** A document laid out over lines; null when it is no complete JSON object. */
  public static @Nullable String laidOut(byte[] document) {
    return switch (Json.object(document, "Body")) {
      case Parsed.Ok<JsonObject> object -> JsonLayout.pretty(object.value().text().strip());
      case Parsed.Bad<JsonObject> bad -> null;
    };
  }

  /** A document as text; bytes that are no UTF-8 as replacement characters. */
  public static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }
}
