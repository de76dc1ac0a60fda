package dev.inlet.codec;

import java.util.LinkedHashMap;
import java.util.Map;

/** An address as senders give it: nested, or as flat traits beside the others. */
public final class Address {
  private static final String NESTED = "address";

  private Address() {}

  /** Under which reserved trait a reserved field is shown. */
  public static String shownAs(String field) {
    return ReservedNames.ADDRESS.canonicals().contains(field) ? NESTED : field;
  }

  /**
   * Moves flat address fields into the nested address, whose own members win.
   *
   * @param fields reserved fields by Segment's names, as JSON text; left as they are
   * @return a new map, without flat address fields
   */
  public static Map<String, String> nested(Map<String, String> fields) {
    var rest = new LinkedHashMap<>(fields);
    var flat = new LinkedHashMap<String, String>();
    for (String part : ReservedNames.ADDRESS.canonicals()) {
      String value = rest.remove(part);
      if (value != null) {
        flat.put(part, value);
      }
    }
    String nested = rest.get(NESTED);
    if (!flat.isEmpty() && (nested == null || Json.isObject(nested))) {
      if (nested != null) {
        flat.putAll(Json.object(nested).members());
      }
      rest.put(NESTED, Json.write(flat));
    }
    return rest;
  }
}
