package dev.inlet.config;

import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import io.micronaut.context.env.Environment;
import io.micronaut.core.convert.ConversionService;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was set, and refuses a wrong value by naming its property and the environment variable
 * that sets it too ({@code inlet.answer-budget} is {@code INLET_ANSWER_BUDGET}).
 */
@Singleton
final class ConfigurationReader {
  private final ConversionService conversion;
  private final @Nullable WrongValues noted;

  /**
   * @param noted gets what is wrong; null where that stops the start
   */
  ConfigurationReader(ConversionService conversion, @Nullable WrongValues noted) {
    this.conversion = conversion;
    this.noted = noted;
  }

  /**
   * Reads something that may be wrong.
   *
   * @param otherwise stands in its place where wrong values are only noted
   */
  <T extends @Nullable Object> T read(Supplier<T> value, T otherwise) {
    try {
      return value.get();
    } catch (WrongSetting e) {
      if (noted == null) {
        throw e;
      }
      noted.add(e);
      return otherwise;
    }
  }

  /** Checks something likewise. */
  void check(Runnable check) {
    read(
        () -> {
          check.run();
          return true;
        },
        false);
  }

  Duration duration(
      String name, @Nullable String set, Duration otherwise, Duration least, Duration most) {
    String expected =
        "a duration from %s to %s, such as 250ms or 2s".formatted(inWords(least), inWords(most));
    return read(
        () ->
            value(name, set, Duration.class, expected)
                .map(
                    value -> {
                      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                        throw wrong(name, expected, inWords(value));
                      }
                      return value;
                    })
                .orElse(otherwise),
        otherwise);
  }

  int number(String name, @Nullable String set, int otherwise, int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return read(
        () ->
            value(name, set, Integer.class, expected)
                .map(
                    value -> {
                      if (value < least || value > most) {
                        throw wrong(name, expected, value.toString());
                      }
                      return value;
                    })
                .orElse(otherwise),
        otherwise);
  }

  String choice(String name, @Nullable String set, String otherwise, String... choices) {
    return read(
        () ->
            Optional.ofNullable(set)
                .map(
                    value -> {
                      String choice = value.toLowerCase(Locale.ROOT);
                      if (!List.of(choices).contains(choice)) {
                        throw wrong(name, "one of " + String.join(", ", choices), value);
                      }
                      return choice;
                    })
                .orElse(otherwise),
        otherwise);
  }

  boolean isTrue(String name, @Nullable String set, boolean otherwise) {
    return choice(name, set, Boolean.toString(otherwise), "true", "false").equals("true");
  }

  /** Those of some properties that are set, by their names without what all begin with. */
  static Map<String, String> set(Environment environment, String beginning, Set<String> names) {
    var properties = new HashMap<String, String>();
    for (String name : names) {
      environment
          .getProperty(beginning + name, String.class)
          .ifPresent(value -> properties.put(name, value));
    }
    return properties;
  }

  /**
   * A list of objects: in YAML as such, in an environment variable as a JSON array.
   *
   * @param named the member that must be text, where it is there
   */
  List<Map<String, String>> objects(String name, @Nullable Object set, String named) {
    Object value = set == null ? List.of() : set;
    if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      return list.stream()
          .<Map<?, ?>>map(Map.class::cast)
          .map(one -> texts(name, one, named, one.get(named) instanceof String))
          .toList();
    }
    String text = value instanceof List<?> parts ? joined(parts) : value.toString();
    String wrapped = "{\"list\":" + text + "}";
    return switch (Json.object(wrapped.getBytes(StandardCharsets.UTF_8), name)) {
      case Parsed.Ok<dev.inlet.call.JsonObject> ok ->
          elements(name, Objects.requireNonNull(ok.value().members().get("list"))).stream()
              .map(one -> texts(name, one, named, Json.text(one.get(named)) != null))
              .toList();
      case Parsed.Bad<?> bad -> throw wrong(name, "a JSON array of objects", text);
    };
  }

  /** A list in a variable has been split at its commas. */
  private static String joined(List<?> parts) {
    return parts.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private List<Map<String, String>> elements(String name, String array) {
    if (!Json.isArray(array) || !Json.elements(array).stream().allMatch(Json::isObject)) {
      throw wrong(name, "a JSON array of objects", array);
    }
    return Json.elements(array).stream()
        .<Map<String, String>>map(one -> Json.object(one).members())
        .toList();
  }

  private Map<String, String> texts(String name, Map<?, ?> object, String named, boolean isText) {
    if (object.containsKey(named) && !isText) {
      throw wrong(
          name,
          "a list of objects of which each %s is text".formatted(named),
          String.valueOf(object.get(named)));
    }
    return texts(object);
  }

  private static Map<String, String> texts(Map<?, ?> object) {
    var texts = new LinkedHashMap<String, String>();
    object.forEach(
        (key, value) -> {
          String plain = String.valueOf(value);
          String text = plain.startsWith("\"") ? Json.text(plain) : plain;
          texts.put(String.valueOf(key), text == null ? plain : text);
        });
    return texts;
  }

  /** A JSON value as it is; every other text as a JSON string. */
  static String asJson(String value) {
    String wrapped = "{\"value\":" + value + "}";
    return Json.object(wrapped.getBytes(StandardCharsets.UTF_8), "value")
            instanceof Parsed.Ok<dev.inlet.call.JsonObject> ok
        ? Objects.requireNonNull(ok.value().members().get("value"))
        : Json.quote(value);
  }

  private <T> Optional<T> value(String name, @Nullable String set, Class<T> type, String expected) {
    if (set == null) {
      return Optional.empty();
    }
    Optional<T> value = conversion.convert(set, type);
    if (value.isEmpty()) {
      throw wrong(name, expected, set);
    }
    return value;
  }

  WrongSetting wrong(String name, String expected, @Nullable String value) {
    return new WrongSetting(
        "%s (%s) must be %s; it is \"%s\""
            .formatted(name, KnownNames.variable(name), expected, value));
  }

  /** A value that is wrong in a way of its own. */
  WrongSetting wrong(String name, String problem) {
    return new WrongSetting("%s (%s): %s".formatted(name, KnownNames.variable(name), problem));
  }

  private static String inWords(Duration duration) {
    if (duration.isPositive() && duration.equals(Duration.ofDays(duration.toDays()))) {
      return duration.toDays() + "d";
    }
    return duration.toMillis() % 1_000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
