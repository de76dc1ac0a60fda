package dev.inlet.codec;

import dev.inlet.call.JsonObject;
import dev.inlet.call.Traits;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the reserved traits of identify and group calls, down into the address and the company,
 * whose own members are brought to Segment's spelling too.
 */
final class TraitsReader {
  private TraitsReader() {}

  /**
   * The traits of an identify call.
   *
   * @param own those in their place
   * @param around those in the context, which count for the names that are not among the others
   */
  static Traits read(JsonObject own, JsonObject around) {
    if (around.members().isEmpty()) {
      return read(own, ReservedNames.CONTACT);
    }
    Map<String, String> reserved = ReservedNames.CONTACT.find(own);
    ReservedNames.CONTACT.find(around).forEach(reserved::putIfAbsent);
    return new Traits(joined(own, around), spelled(reserved));
  }

  /** The same object when the other has nothing to add. */
  private static JsonObject joined(JsonObject own, JsonObject around) {
    Set<String> names = new HashSet<>();
    own.members().keySet().forEach(name -> names.add(shared(name)));
    var members = new LinkedHashMap<>(own.members());
    around
        .members()
        .forEach(
            (name, value) -> {
              if (!names.contains(shared(name))) {
                members.put(name, value);
              }
            });
    return members.size() == own.members().size()
        ? own
        : new JsonObject(Json.write(members), members);
  }

  /** What all spellings of a name share; a name without letters and digits has only one. */
  private static String shared(String name) {
    String folded = Casing.fold(name);
    return folded.isEmpty() ? name : folded;
  }

  static Traits read(JsonObject sent, ReservedNames names) {
    return new Traits(sent, spelled(names.find(sent)));
  }

  private static Map<String, String> spelled(Map<String, String> reserved) {
    reserved.computeIfPresent(
        "address",
        (name, value) -> Json.isObject(value) ? only(ReservedNames.ADDRESS, value) : value);
    reserved.computeIfPresent("company", (name, value) -> employer(value));
    return reserved;
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
