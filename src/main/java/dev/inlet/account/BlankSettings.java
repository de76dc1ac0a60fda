package dev.inlet.account;

import dev.inlet.codec.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer left blank. Segment's catalog sends it as {@code ""}, {@code []}, {@code {}} or
 * {@code 0}, whatever the type of the setting; it means that nothing was set.
 */
final class BlankSettings {
  private BlankSettings() {}

  /** Whether there is nothing in a value: null, blank text, or a list or object of such values. */
  static boolean isBlank(String value) {
    return switch (value.charAt(0)) {
      case '"' -> isBlankText(value);
      case '[' -> Json.elements(value).stream().allMatch(BlankSettings::isBlank);
      case '{' -> Json.object(value).members().values().stream().allMatch(BlankSettings::isBlank);
      default -> Json.isNull(value);
    };
  }

  private static boolean isBlankText(String value) {
    String text = Json.text(value);
    return text != null && text.isBlank();
  }

  /**
   * What is set by a value of a declared setting: the value as it was sent, but for blank elements
   * of a list, and blank names and values of a text map.
   *
   * @return null when nothing is
   */
  static @Nullable String filled(String value, SettingDefinition definition) {
    if (isBlank(value) || isStandIn(value, definition)) {
      return null;
    }
    return switch (definition.type()) {
      case ARRAY -> Json.isArray(value) ? withoutBlankElements(value) : value;
      case TEXT_MAP -> Json.isObject(value) ? withoutBlankMembers(value) : value;
      case STRING, BOOLEAN, NUMBER, SELECT, MAP -> value;
    };
  }

  /**
   * Whether the value is what stands for nothing in other types. Zero is a number like any other
   * unless there is a default, which is meant to count when the customer enters nothing.
   */
  private static boolean isStandIn(String value, SettingDefinition definition) {
    BigDecimal number = Json.number(value);
    return switch (definition.type()) {
      case NUMBER -> number != null && number.signum() == 0 && definition.defaultValue() != null;
      case BOOLEAN -> number != null && number.signum() == 0;
      case STRING, SELECT, ARRAY, MAP, TEXT_MAP ->
          number != null && number.signum() == 0 || value.equals("false");
    };
  }

  private static String withoutBlankElements(String array) {
    List<String> elements = Json.elements(array);
    List<String> filled = elements.stream().filter(element -> !isBlank(element)).toList();
    return filled.size() == elements.size() ? array : "[" + String.join(",", filled) + "]";
  }

  private static @Nullable String withoutBlankMembers(String object) {
    Map<String, String> members = Json.object(object).members();
    var filled = new LinkedHashMap<>(members);
    filled.entrySet().removeIf(entry -> entry.getKey().isBlank() || isBlank(entry.getValue()));
    if (filled.isEmpty()) {
      return null;
    }
    return filled.size() == members.size() ? object : Json.write(filled);
  }
}
