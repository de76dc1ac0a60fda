package dev.inlet.console.page;

import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as a tree, whose branches a page folds.
 *
 * @param name what it stands under; null for a document, and for what is in a list
 * @param value its JSON text, for one without branches; null for others
 * @param kind how the value is coloured: text, number, word, object or list
 */
public record JsonTree(
    @Nullable String name, @Nullable String value, String kind, List<JsonTree> branches) {
  /** In bytes, of a document that is shown so. */
  private static final int MOST_BYTES = 65_536;

  /** Of which no more is folded. */
  private static final int DEEPEST = 12;

  /** Of a document; null when it is no object, or too large to be shown so. */
  public static @Nullable JsonTree of(byte[] document) {
    return document.length <= MOST_BYTES
            && Json.object(document, "Body") instanceof Parsed.Ok<JsonObject> object
        ? of(null, object.value().text().strip(), 0)
        : null;
  }

  private static JsonTree of(@Nullable String name, String json, int depth) {
    if (depth < DEEPEST && Json.isObject(json)) {
      var branches = new ArrayList<JsonTree>();
      for (Map.Entry<String, String> member : Json.object(json).members().entrySet()) {
        branches.add(of(member.getKey(), member.getValue(), depth + 1));
      }
      return new JsonTree(name, branches.isEmpty() ? "{}" : null, "object", branches);
    }
    if (depth < DEEPEST && Json.isArray(json)) {
      List<JsonTree> branches =
          Json.elements(json).stream().map(element -> of(null, element, depth + 1)).toList();
      return new JsonTree(name, branches.isEmpty() ? "[]" : null, "list", branches);
    }
    return new JsonTree(name, json, kind(json), List.of());
  }

  private static String kind(String json) {
    if (json.startsWith("\"")) {
      return "text";
    }
    return Json.isNumber(json) ? "number" : "word";
  }

  /** How many branches there are, in words. */
  public String count() {
    String each = kind.equals("list") ? "element" : "member";
    return branches.size() + " " + each + (branches.size() == 1 ? "" : "s");
  }
}
