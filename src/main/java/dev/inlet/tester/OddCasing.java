package dev.inlet.tester;

import dev.inlet.codec.Json;
import dev.inlet.codec.JsonLayout;
import dev.inlet.codec.ReservedNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes a call's reserved names as other customers do: {@code user_id}, {@code ANONYMOUS-ID}.
 * Custom names stay, because for them the casing is part of the name.
 */
final class OddCasing {
  private static final List<UnaryOperator<String>> STYLES =
      List.of(
          name -> words(name, "_"),
          name -> words(name, "-").toUpperCase(Locale.ROOT),
          name -> Character.toUpperCase(name.charAt(0)) + name.substring(1));

  private static final List<ReservedNames> RESERVED =
      List.of(
          ReservedNames.CONTACT, ReservedNames.COMPANY, ReservedNames.EVENT, ReservedNames.PAGE);

  private OddCasing() {}

  static Draft of(Draft draft) {
    var members = new LinkedHashMap<String, String>();
    Json.object(draft.body())
        .members()
        .forEach(
            (name, value) -> {
              boolean holdsNames = name.equals("traits") || name.equals("properties");
              members.put(odd(name, members.size()), holdsNames ? renamed(value) : value);
            });
    members.replaceAll(
        (name, value) -> name.equals("type") ? value.toUpperCase(Locale.ROOT) : value);
    return new Draft(JsonLayout.pretty(Json.write(members)), draft.settings());
  }

  private static String renamed(String object) {
    if (!Json.isObject(object)) {
      return object;
    }
    var members = new LinkedHashMap<String, String>();
    for (Map.Entry<String, String> member : Json.object(object).members().entrySet()) {
      String name = member.getKey();
      members.put(isReserved(name) ? odd(name, members.size()) : name, member.getValue());
    }
    return Json.write(members);
  }

  private static boolean isReserved(String name) {
    return RESERVED.stream().anyMatch(names -> names.canonical(name) != null);
  }

  private static String odd(String name, int place) {
    return name.isEmpty() ? name : STYLES.get(place % STYLES.size()).apply(name);
  }

  private static String words(String name, String between) {
    return name.replaceAll("([a-z])([A-Z])", "$1" + between + "$2").toLowerCase(Locale.ROOT);
  }
}
