package dev.inlet.codec;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Lays out JSON that was read before. Only the space between its parts changes. */
public final class JsonLayout {
  private static final String STEP = "  ";

  private JsonLayout() {}

  /** For people: a line for each member and element. */
  public static String pretty(String valid) {
    return pretty(valid, "\n");
  }

  private static String pretty(String value, String lineStart) {
    String inner = lineStart + STEP;
    if (Json.isObject(value)) {
      SequencedMap<String, String> members = Json.object(value).members();
      return block(
          "{",
          members.entrySet().stream().map(member -> inner + pretty(member, inner)).toList(),
          lineStart + "}");
    }
    return Json.isArray(value)
        ? block(
            "[",
            Json.elements(value).stream().map(element -> inner + pretty(element, inner)).toList(),
            lineStart + "]")
        : value;
  }

  private static String pretty(Map.Entry<String, String> member, String lineStart) {
    return Json.quote(member.getKey()) + ": " + pretty(member.getValue(), lineStart);
  }

  private static String block(String open, List<String> parts, String close) {
    return parts.isEmpty() ? open + close.strip() : open + String.join(",", parts) + close;
  }

  /** For machines: no space at all. */
  public static String compact(String valid) {
    if (Json.isObject(valid)) {
      SequencedMap<String, String> members = Json.object(valid).members();
      return block(
          "{",
          members.entrySet().stream()
              .map(member -> Json.quote(member.getKey()) + ":" + compact(member.getValue()))
              .toList(),
          "}");
    }
    return Json.isArray(valid)
        ? block("[", Json.elements(valid).stream().map(JsonLayout::compact).toList(), "]")
        : valid;
  }
}
