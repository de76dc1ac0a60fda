package dev.inlet.command.remote;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.PlainText;
import java.util.stream.Collectors;

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
        ? Json.elements(value).stream().map(PlainText::of).collect(Collectors.joining(","))
        : PlainText.of(value);
  }

  /** Whether what somebody was issued still opens anything. */
  static String state(JsonObject issued) {
    String revoked = shown(issued, "revokedAt");
    String expires = shown(issued, "expiresAt");
    if (!revoked.isEmpty()) {
      return "revoked " + revoked;
    }
    return expires.isEmpty() ? "valid" : "valid until " + expires;
  }
}
