package dev.inlet.command.remote;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Members of the admin API's objects, as a person reads them. */
public final class Members {
  private Members() {}

  /** A member's text, number or list; empty when there is none, or null. */
  public static String shown(JsonObject object, String name) {
    String value = object.members().get(name);
    if (value == null || Json.isNull(value)) {
      return "";
    }
    return Json.isArray(value)
        ? Json.elements(value).stream().map(Members::text).collect(Collectors.joining(","))
        : text(value);
  }

  private static String text(String value) {
    @Nullable String text = Json.text(value);
    return text == null ? value : text;
  }
}
