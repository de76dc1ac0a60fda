package dev.inlet.codec;

import dev.inlet.call.JsonObject;
import dev.inlet.call.Warning;
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
    private final Flaw flaw;

    Problem(Flaw flaw, String message) {
      super(message, null, false, false);
      this.flaw = flaw;
    }

    /** As what came of the reading. */
    <T> Parsed<T> parsed() {
      return Parsed.bad(flaw, sentence());
    }

    private String sentence() {
      return String.valueOf(getMessage());
    }
  }

  private final Map<String, String> fields;
  private Set<Warning> warnings = Set.of();

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

  /**
   * An id: text as it is, or a number as its shortest decimal text, so that 12345, 12345.0 and
   * 1.2345e4 are one; null when it is absent, blank or junk.
   */
  @Nullable String id(String field) throws Problem {
    String value = raw(field);
    return value == null ? null : id(field, value);
  }

  /** A value that is not null as an id. */
  static @Nullable String id(String field, String value) throws Problem {
    String id = Json.isNumber(value) ? decimal(field, value) : Json.text(value);
    if (id == null) {
      throw new Problem(Flaw.WRONG, field + " must be a string");
    }
    if (isTooLong(id)) {
      throw new Problem(Flaw.WRONG, field + " is longer than " + MAX_ID_BYTES + " bytes");
    }
    return id.isBlank() || JUNK_IDS.contains(id.strip()) ? null : id;
  }

  private static boolean isTooLong(String id) {
    return id.length() * MAX_BYTES_PER_CHARACTER > MAX_ID_BYTES
        && id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES;
  }

  private static String decimal(String field, String number) throws Problem {
    if (number.chars().allMatch(Envelope::isDigit)) {
      return number;
    }
    BigDecimal value = Json.number(number);
    boolean hasExponent = number.indexOf('e') > 0 || number.indexOf('E') > 0;
    if (value == null || hasExponent && Math.abs((long) value.scale()) > LARGEST_PLAIN_SCALE) {
      throw new Problem(Flaw.WRONG, field + " is a number out of range; send it as a string");
    }
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  String requiredId(String field) throws Problem {
    String id = id(field);
    if (id == null) {
      throw new Problem(Flaw.ABSENT, "Missing " + field);
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
      throw new Problem(Flaw.WRONG, field + " must be a string");
    }
    return PlainText.of(value);
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
      throw new Problem(Flaw.WRONG, field + " must be an object");
    }
  }

  /**
   * A clock. One that cannot be read, or says a time before 1970, as placeholders do, is as if it
   * were absent: nobody needs it so much that the call should be lost.
   */
  @Nullable Instant clock(String field) {
    String value = raw(field);
    if (value == null) {
      return null;
    }
    Instant instant = WrittenTime.read(value);
    if (instant == null || instant.isBefore(Instant.EPOCH)) {
      warnings =
          Warning.and(
              warnings, instant == null ? Warning.CLOCK_UNREADABLE : Warning.CLOCK_PLACEHOLDER);
      return null;
    }
    return instant;
  }

  /** What had to be left out so far. */
  Set<Warning> warnings() {
    return warnings;
  }
}
