package dev.inlet.forward;

import dev.inlet.codec.Casing;
import dev.inlet.codec.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a request as they may be handed on: without what is called like a key, a token, a
 * password or another secret, at any depth.
 */
public final class SettingsWithoutSecrets {
  /** What a name ends with that is one's; in the middle it mostly means something else. */
  private static final String KEY = "key";

  private static final List<String> SECRETS =
      List.of("apikey", "token", "secret", "password", "passwd", "credential", "authorization");

  private SettingsWithoutSecrets() {}

  /** Those of settings as JSON; null for null. */
  public static @Nullable String of(@Nullable String settings) {
    return settings == null || !mayHoldSecrets(settings) ? settings : object(settings);
  }

  private static boolean mayHoldSecrets(String json) {
    String folded = Casing.fold(json);
    return json.indexOf('\\') >= 0 || folded.contains(KEY) || isSecret(folded);
  }

  private static boolean isSecret(String folded) {
    return folded.endsWith(KEY) || SECRETS.stream().anyMatch(folded::contains);
  }

  private static String object(String json) {
    var kept = new LinkedHashMap<String, String>();
    for (Map.Entry<String, String> member : Json.object(json).members().entrySet()) {
      if (!isSecret(Casing.fold(member.getKey()))) {
        kept.put(member.getKey(), value(member.getValue()));
      }
    }
    return Json.write(kept);
  }

  private static String value(String json) {
    if (Json.isObject(json)) {
      return object(json);
    }
    return Json.isArray(json)
        ? Json.elements(json).stream()
            .map(SettingsWithoutSecrets::value)
            .collect(Collectors.joining(",", "[", "]"))
        : json;
  }
}
