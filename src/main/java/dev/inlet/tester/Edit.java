package dev.inlet.tester;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes to a valid JSON object, by paths such as {@code traits.address.city}. What a change does
 * not name stays the text it was.
 */
final class Edit {
  private Edit() {}

  /** Sets a value, in objects that are made when they are not there. */
  static String set(String object, String path, String value) {
    return change(object, path, value);
  }

  /** Takes a member away, if it is there. */
  static String remove(String object, String path) {
    return find(object, path) == null ? object : change(object, path, null);
  }

  /** The JSON text at a path; null when there is none. */
  static @Nullable String find(String object, String path) {
    int dot = path.indexOf('.');
    if (!Json.isObject(object)) {
      return null;
    }
    Map<String, String> members = Json.object(object).members();
    String value = members.get(dot < 0 ? path : path.substring(0, dot));
    return dot < 0 || value == null ? value : find(value, path.substring(dot + 1));
  }

  private static String change(String object, String path, @Nullable String value) {
    var members =
        new LinkedHashMap<>(Json.isObject(object) ? Json.object(object).members() : Map.of());
    int dot = path.indexOf('.');
    if (dot >= 0) {
      String name = path.substring(0, dot);
      members.put(name, change(members.getOrDefault(name, "{}"), path.substring(dot + 1), value));
    } else if (value == null) {
      members.remove(path);
    } else {
      members.put(path, value);
    }
    return Json.write(members);
  }

  /** What somebody typed: a JSON value as it is, every other text as a string. */
  static String typed(String text) {
    byte[] wrapped = ("{\"value\":" + text + "}").getBytes(StandardCharsets.UTF_8);
    return Json.object(wrapped, "value") instanceof Parsed.Ok<JsonObject> ok
            && ok.value().members().size() == 1
        ? String.valueOf(ok.value().members().get("value"))
        : Json.quote(text);
  }
}
