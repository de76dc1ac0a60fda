package dev.inlet.account;

import dev.inlet.codec.Json;
import java.util.Locale;
import java.util.Optional;

/** The kinds of setting that Segment's Settings Editor offers. */
public enum SettingType {
  STRING("a string"),
  BOOLEAN("true or false"),
  NUMBER("a number"),
  SELECT("a string"),
  ARRAY("a list"),
  MAP("an object"),
  TEXT_MAP("an object whose values are strings");

  private final String expectation;

  SettingType(String expectation) {
    this.expectation = expectation;
  }

  /** Its name in Segment's Settings Editor, such as "text-map". */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a type by its name in Segment's Settings Editor, such as "text-map", in any case. */
  public static Optional<SettingType> named(String text) {
    for (SettingType type : values()) {
      if (type.name().replace('_', '-').equals(text.toUpperCase(Locale.ROOT).replace('_', '-'))) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** What a value of this type is, for a sentence such as "must be a number". */
  public String expectation() {
    return expectation;
  }

  /** Whether a JSON value is of this type. */
  boolean fits(String value) {
    return switch (this) {
      case STRING, SELECT -> Json.text(value) != null;
      case BOOLEAN -> Json.isBoolean(value);
      case NUMBER -> Json.isNumber(value);
      case ARRAY -> Json.isArray(value);
      case MAP -> Json.isObject(value);
      case TEXT_MAP ->
          Json.isObject(value)
              && Json.object(value).members().values().stream().allMatch(v -> Json.text(v) != null);
    };
  }
}
