package dev.inlet.codec;

import dev.inlet.call.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields around a call, found in any casing, each read with the leniency its senders need. A
 * field that cannot be read is a {@link Problem}, which only {@link CallReader} catches.
 */
final class Envelope {
  /** In bytes of UTF-8, so that two ids fit into one index entry of any store. */
  static final int MAX_ID_BYTES = 512;

  private static final int MAX_BYTES_PER_CHARACTER = 3;

  /** What broken customer code sends in an id's place; as ids they would merge strangers. */
  private static final Set<String> JUNK_IDS = Set.of("null", "undefined", "[object Object]");

  private static final int LARGEST_PLAIN_SCALE = 100;

  /** Unwinds the reading of one call; never leaves this package. */
  @SuppressWarnings("serial")
  static final class Problem extends Exception {
    Problem(String message) {
      super(message, null, false, false);
    }

    String sentence() {
      return String.valueOf(getMessage());
    }
  }

  private final Map<String, String> fields;

  Envelope(JsonObject message) {
    this.fields = ReservedNames.ENVELOPE.find(message);
  }

  /** Whether the field was sent at all, be it as null. */
  boolean has(String field) {
    return fields.containsKey(field);
  }

  @Nullable String raw(String field) {
    String value = fields.get(field);
    return value == null || Json.isNull(value) ? null : value;
  }

  /** An id: text, or a number's digits; null when it is absent, blank or junk. */
  @Nullable String id(String field) throws Problem {
    String value = raw(field);
    return value == null ? null : id(field, value);
  }

  /** A value that is not null as an id. */
  static @Nullable String id(String field, String value) throws Problem {
    String id = Json.isNumber(value) ? digits(field, value) : Json.text(value);
    if (id == null) {
      throw new Problem(field + " must be a string");
    }
    if (isTooLong(id)) {
      throw new Problem(field + " is longer than " + MAX_ID_BYTES + " bytes");
    }
    return id.isBlank() || JUNK_IDS.contains(id.strip()) ? null : id;
  }

  private static boolean isTooLong(String id) {
    return id.length() * MAX_BYTES_PER_CHARACTER > MAX_ID_BYTES
        && id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES;
  }

  private static String digits(String field, String number) throws Problem {
    if (number.indexOf('e') < 0 && number.indexOf('E') < 0) {
      return number;
    }
    BigDecimal value = Json.number(number);
    if (value == null || Math.abs((long) value.scale()) > LARGEST_PLAIN_SCALE) {
      throw new Problem(field + " is a number out of range; send it as a string");
    }
    return value.toPlainString();
  }

  String requiredId(String field) throws Problem {
    String id = id(field);
    if (id == null) {
      throw new Problem("Missing " + field);
    }
    return id;
  }

  /** Text that may be absent; a number or boolean is taken as its text. */
  @Nullable String text(String field) throws Problem {
    String value = raw(field);
    if (value == null) {
      return null;
    }
    if (Json.isObject(value) || Json.isArray(value)) {
      throw new Problem(field + " must be a string");
    }
    String text = Json.text(value);
    return text == null ? value : text;
  }

  /** An object; absent, null and the empty array that PHP sends for one are the empty object. */
  JsonObject object(String field) throws Problem {
    String value = raw(field);
    requireObject(field);
    return value == null || Json.isArray(value) ? JsonObject.EMPTY : Json.object(value);
  }

  /** Checks that the field is what {@link #object} can read. */
  void requireObject(String field) throws Problem {
    String value = raw(field);
    boolean isObject =
        value == null
            || Json.isObject(value)
            || Json.isArray(value) && Json.elements(value).isEmpty();
    if (!isObject) {
      throw new Problem(field + " must be an object");
    }
  }

  @Nullable Instant instant(String field) throws Problem {
    String value = raw(field);
    if (value == null) {
      return null;
    }
    String text = Json.text(value);
    Instant instant = text == null ? null : Timestamps.parse(text);
    if (instant == null) {
      throw new Problem(field + " must be an ISO-8601 timestamp, like 2015-02-23T22:28:55.111Z");
    }
    return instant;
  }
}
