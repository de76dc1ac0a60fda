package dev.inlet.tester;

import dev.inlet.call.CallType;
import dev.inlet.codec.Json;
import dev.inlet.codec.JsonLayout;
import dev.inlet.codec.ReservedNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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

  private OddCasing() {}

  static Draft of(Draft draft) {
    ReservedNames reserved =
        CallType.named(draft.text("type")).map(OddCasing::reservedIn).orElse(null);
    var members = new LinkedHashMap<String, String>();
    Json.object(draft.body())
        .members()
        .forEach(
            (name, value) -> {
              boolean holdsNames = name.equals("traits") || name.equals("properties");
              String renamed = holdsNames && reserved != null ? renamed(value, reserved) : value;
              members.put(odd(name, members.size()), renamed);
            });
    members.computeIfPresent("type", (name, value) -> value.toUpperCase(Locale.ROOT));
    return new Draft(JsonLayout.pretty(Json.write(members)), draft.settings());
  }

  private static String renamed(String object, ReservedNames reserved) {
    if (!Json.isObject(object)) {
      return object;
    }
    var members = new LinkedHashMap<String, String>();
    for (Map.Entry<String, String> member : Json.object(object).members().entrySet()) {
      String name = member.getKey();
      boolean isCustom = reserved.canonical(name) == null;
      members.put(isCustom ? name : odd(name, members.size()), member.getValue());
    }
    return Json.write(members);
  }

  private static @Nullable ReservedNames reservedIn(CallType type) {
    return switch (type) {
      case IDENTIFY -> ReservedNames.CONTACT;
      case GROUP -> ReservedNames.COMPANY;
      case TRACK -> ReservedNames.EVENT;
      case PAGE, SCREEN -> ReservedNames.PAGE;
      case ALIAS, DELETE -> null;
    };
  }

  private static String odd(String name, int place) {
    return name.isEmpty() ? name : STYLES.get(place % STYLES.size()).apply(name);
  }

  private static String words(String name, String between) {
    return name.replaceAll("([a-z])([A-Z])", "$1" + between + "$2").toLowerCase(Locale.ROOT);
  }
}
