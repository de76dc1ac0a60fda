package dev.inlet.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.inlet.call.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON that keeps what was sent: values stay text, sliced out of the document they came in.
 *
 * <p>Limits: {@value #MAX_DEPTH} levels of nesting, {@value #MAX_NUMBER_LENGTH} digits in a number.
 * Refused beside what RFC 8259 refuses: U+0000 and lone surrogates, which PostgreSQL cannot hold.
 */
public final class Json {
  public static final int MAX_DEPTH = 100;
  public static final int MAX_NUMBER_LENGTH = 1_000;

  // Neither interning nor a symbol table: names come from strangers and would fill both.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private Json() {}

  /**
   * Reads one complete object from bytes of strict UTF-8.
   *
   * @param what the document's name in the problem, such as "Body"
   */
  public static Parsed<JsonObject> object(byte[] bytes, String what) {
    String text = Utf8.decode(bytes);
    if (text == null) {
      return Parsed.bad(Flaw.UNREADABLE, what + " is not valid UTF-8");
    }
    return object(text.startsWith("\uFEFF") ? text.substring(1) : text, what);
  }

  private static Parsed<JsonObject> object(String text, String what) {
    int unstorable = Unicode.firstUnstorableEscape(text);
    if (unstorable >= 0) {
      return Parsed.bad(
          Flaw.UNREADABLE,
          "%s holds %s, which cannot be stored, at %s"
              .formatted(what, Unicode.describeEscape(text, unstorable), place(text, unstorable)));
    }
    LinkedHashMap<String, String> usual = UsualJson.members(text);
    return usual == null ? parsed(text, what) : Parsed.ok(new JsonObject(text, usual));
  }

  /** Reads it by the parser, whatever {@link UsualJson} would make of it. */
  static Parsed<JsonObject> parsed(String text, String what) {
    try (JsonParser parser = parserOf(text)) {
      return object(parser, text, what);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private static Parsed<JsonObject> object(JsonParser parser, String text, String what)
      throws IOException {
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return Parsed.bad(Flaw.UNREADABLE, what + " is empty; a JSON object is expected");
      }
      if (first != JsonToken.START_OBJECT) {
        return Parsed.bad(Flaw.NO_OBJECT, what + " must be a JSON object, not " + nameOf(first));
      }
      var members = membersOf(parser, text);
      JsonLocation end = parser.currentLocation();
      if (parser.nextToken() != null) {
        return Parsed.bad(
            Flaw.UNREADABLE, what + " continues after its JSON object, at " + place(end));
      }
      return Parsed.ok(new JsonObject(text, members));
    } catch (StreamConstraintsException e) {
      return Parsed.bad(
          Flaw.UNREADABLE,
          what
              + " nests too deeply or holds too long a number or name, at "
              + place(parser.currentLocation()));
    } catch (JsonEOFException e) {
      return Parsed.bad(
          Flaw.UNREADABLE,
          what + " ends before its JSON is complete, at " + place(e.getLocation()));
    } catch (JsonProcessingException e) {
      return Parsed.bad(Flaw.UNREADABLE, what + " is not valid JSON at " + place(e.getLocation()));
    }
  }

  /** Reads an object out of a document that was read before, so that it is known to be valid. */
  public static JsonObject object(String valid) {
    LinkedHashMap<String, String> usual = UsualJson.members(valid);
    if (usual != null) {
      return new JsonObject(valid, usual);
    }
    try (JsonParser parser = parserOf(valid)) {
      parser.nextToken();
      return new JsonObject(valid, membersOf(parser, valid));
    } catch (IOException e) {
      throw new IllegalStateException("not a slice of a valid document", e);
    }
  }

  /** Hands on every member of an object as {@link #object(String)} reads it, repeated names too. */
  static void forEachMember(String valid, BiConsumer<String, String> member) {
    try (JsonParser parser = parserOf(valid)) {
      parser.nextToken();
      forEachMember(parser, valid, member);
    } catch (IOException e) {
      throw new IllegalStateException("not a slice of a valid document", e);
    }
  }

  /** The elements of an array out of a document that was read before, each as its exact text. */
  public static List<String> elements(String valid) {
    var elements = new ArrayList<String>();
    int at = afterBlanks(valid, afterBlanks(valid, 0) + 1);
    while (valid.charAt(at) != ']') {
      int end = endOfValue(valid, at);
      elements.add(valid.substring(at, end));
      at = afterBlanks(valid, end);
      if (valid.charAt(at) == ',') {
        at = afterBlanks(valid, at + 1);
      }
    }
    return elements;
  }

  private static int afterBlanks(String text, int from) {
    int at = from;
    while (isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  /** Where a value ends that begins at a place in an array or object. */
  private static int endOfValue(String valid, int start) {
    int depth = 0;
    int at = start;
    do {
      switch (valid.charAt(at)) {
        case '"' -> at = endOfString(valid, at);
        case '[', '{' -> {
          depth++;
          at++;
        }
        case ']', '}' -> {
          depth--;
          at++;
        }
        default -> at++;
      }
    } while (depth > 0 || !endsValue(valid.charAt(at)));
    return at;
  }

  private static boolean endsValue(char c) {
    return c == ',' || c == ']' || c == '}' || isBlank(c);
  }

  private static int endOfString(String valid, int start) {
    int at = start + 1;
    while (valid.charAt(at) != '"') {
      at += valid.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  /** The text of a JSON string; null for every other value. */
  public static @Nullable String text(@Nullable String value) {
    if (value == null || value.charAt(0) != '"') {
      return null;
    }
    if (value.indexOf('\\') < 0) {
      return value.substring(1, value.length() - 1);
    }
    try (JsonParser parser = parserOf(value)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new IllegalStateException("not a slice of a valid document", e);
    }
  }

  /** The value of a JSON number, every digit of it; null for every other value. */
  public static @Nullable BigDecimal number(@Nullable String value) {
    if (value == null || !isNumber(value)) {
      return null;
    }
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException e) {
      // An exponent of more than ten digits: valid JSON, but no number anyone can count with.
      return null;
    }
  }

  /** Whether a value, as JSON text, is null. */
  public static boolean isNull(String value) {
    return value.equals("null");
  }

  /** Whether a value, as JSON text, is an object. */
  public static boolean isObject(String value) {
    return value.charAt(0) == '{';
  }

  /** Whether a value, as JSON text, is an array. */
  public static boolean isArray(String value) {
    return value.charAt(0) == '[';
  }

  /** Whether a value, as JSON text, is a number. */
  public static boolean isNumber(String value) {
    char first = value.charAt(0);
    return first == '-' || first >= '0' && first <= '9';
  }

  /** Whether a value, as JSON text, is true or false. */
  public static boolean isBoolean(String value) {
    return value.equals("true") || value.equals("false");
  }

  /** Writes text as a JSON string. */
  public static String quote(String text) {
    if (isPlain(text)) {
      return '"' + text + '"';
    }
    var quoted = new StringBuilder(text.length() + 2);
    JsonMembers.quote(text, quoted);
    return quoted.toString();
  }

  /** Whether nothing of a text has to be escaped in a JSON string. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Writes an object from names and the JSON texts of their values. */
  public static String write(Map<String, String> members) {
    var text = new StringBuilder("{");
    members.forEach(
        (name, value) -> {
          JsonMembers.quote(name, text.length() > 1 ? text.append(',') : text);
          text.append(':').append(value);
        });
    return text.append('}').toString();
  }

  private static JsonParser parserOf(String text) throws IOException {
    return FACTORY.createParser(text.toCharArray());
  }

  private static LinkedHashMap<String, String> membersOf(JsonParser parser, String text)
      throws IOException {
    var members = new LinkedHashMap<String, String>();
    forEachMember(parser, text, members::putLast);
    return members;
  }

  private static void forEachMember(
      JsonParser parser, String text, BiConsumer<String, String> member) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      member.accept(name, sliceOfValue(parser, text));
    }
  }

  private static String sliceOfValue(JsonParser parser, String text) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    int end = (int) parser.currentLocation().getCharOffset();
    return text.substring(start, end).strip();
  }

  private static String nameOf(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "a number";
    };
  }

  private static String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static String place(String text, int index) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < index; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return "line " + line + ", column " + (index - lineStart + 1);
  }
}
