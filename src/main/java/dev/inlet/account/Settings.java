package dev.inlet.account;

import dev.inlet.call.Warning;
import dev.inlet.codec.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one request, of the types that the vendor declared, defaults filled in.
 *
 * @param values each setting's JSON text under its declared name; undeclared ones as they were sent
 * @param warnings what was left out to take them; empty for those that were checked before
 */
public record Settings(Map<String, String> values, Set<Warning> warnings) {
  /** Whether identify calls need an email address. */
  static final String REQUIRE_EMAIL = "requireEmail";

  /** The track events to store, when not all of them. */
  static final String EVENTS = "events";

  /** Which contact field a custom trait fills. */
  static final String TRAIT_MAPPINGS = "traitMappings";

  /** Of a request that sent none where none is declared. */
  public static final Settings NONE = new Settings(Map.of());

  public Settings {
    values = Collections.unmodifiableMap(values); // many calls share them
  }

  /** Settings of which nothing was left out. */
  public Settings(Map<String, String> values) {
    this(values, Set.of());
  }

  /** Whether an identify call without an email address is refused. */
  public boolean requireEmail() {
    return isTrue(REQUIRE_EMAIL);
  }

  /** Whether a track event is to be stored. A list that names none is as if it were not set. */
  public boolean stores(String event) {
    List<String> events = values.get(EVENTS) == null ? List.of() : texts(EVENTS);
    return events.contains(event) || events.stream().allMatch(String::isBlank);
  }

  /** Custom trait to reserved contact field. */
  public Map<String, String> traitMappings() {
    return textMap(TRAIT_MAPPINGS);
  }

  /** A string setting; null when it is not set. */
  public @Nullable String text(String name) {
    return Json.text(values.get(name));
  }

  /** Whether a boolean setting is set and true. */
  public boolean isTrue(String name) {
    return "true".equals(values.get(name));
  }

  /** The strings in a list setting; empty when it is not set. */
  public List<String> texts(String name) {
    String value = values.get(name);
    return value == null || !Json.isArray(value)
        ? List.of()
        : Json.elements(value).stream().map(Json::text).filter(Objects::nonNull).toList();
  }

  /** A map of strings; empty when it is not set. */
  public Map<String, String> textMap(String name) {
    String value = values.get(name);
    if (value == null || !Json.isObject(value)) {
      return Map.of();
    }
    var map = new LinkedHashMap<String, String>();
    Json.object(value)
        .members()
        .forEach(
            (key, element) -> {
              String text = Json.text(element);
              if (text != null) {
                map.put(key, text);
              }
            });
    return map;
  }

  /** The settings as one JSON object, from which {@link #fromJson} makes them again. */
  public String toJson() {
    return Json.write(values);
  }

  /** Settings that were checked before, from what {@link #toJson} made of them. */
  public static Settings fromJson(String json) {
    return new Settings(Json.object(json).members());
  }
}
