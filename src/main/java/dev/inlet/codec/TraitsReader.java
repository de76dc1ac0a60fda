package dev.inlet.codec;

import dev.inlet.call.JsonObject;
import dev.inlet.call.Traits;
import java.util.Map;

/**
 * Finds the reserved traits of identify and group calls, down into the address and the company,
 * whose own members are brought to Segment's spelling too.
 */
final class TraitsReader {
  private TraitsReader() {}

  static Traits read(JsonObject sent, ReservedNames names) {
    Map<String, String> reserved = names.find(sent);
    reserved.computeIfPresent(
        "address",
        (name, value) -> Json.isObject(value) ? only(ReservedNames.ADDRESS, value) : value);
    reserved.computeIfPresent("company", (name, value) -> employer(value));
    return new Traits(sent, reserved);
  }

  private static String employer(String value) {
    return switch (value.charAt(0)) {
      case '{' -> only(ReservedNames.EMPLOYER, value);
      case '"' -> Json.write(Map.of("name", value));
      default -> value;
    };
  }

  private static String only(ReservedNames names, String object) {
    return Json.write(names.find(Json.object(object)));
  }
}
