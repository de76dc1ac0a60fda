package dev.inlet.codec;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts a JSON object together, member by member; what was sent goes in as the text it was. Names
 * are ours: each comes once, and none has to be quoted.
 */
public final class JsonMembers {
  private static final String NULL = "null";

  private final StringBuilder members = new StringBuilder("{");

  /** Adds JSON text as it is; null becomes JSON's null. */
  public JsonMembers raw(String name, @Nullable String json) {
    members.append(members.length() > 1 ? ",\"" : "\"").append(name).append("\":");
    members.append(json == null ? NULL : json);
    return this;
  }

  /** Adds a text; null as null. */
  public JsonMembers text(String name, @Nullable String text) {
    return raw(name, text == null ? NULL : Json.quote(text));
  }

  /** Adds a number with all its digits; null as null. */
  public JsonMembers number(String name, @Nullable BigDecimal number) {
    return raw(name, number == null ? NULL : number.toPlainString());
  }

  /** Adds a whole number. */
  public JsonMembers number(String name, long number) {
    return raw(name, Long.toString(number));
  }

  /** Adds true or false. */
  public JsonMembers bool(String name, boolean value) {
    return raw(name, Boolean.toString(value));
  }

  /** Adds an instant in ISO-8601, in UTC. */
  public JsonMembers instant(String name, @Nullable Instant instant) {
    return text(name, instant == null ? null : instant.toString());
  }

  /** Adds an object whose values are JSON text. */
  public JsonMembers object(String name, Map<String, String> object) {
    return raw(name, Json.write(object));
  }

  /** Adds an array of texts. */
  public JsonMembers texts(String name, Collection<String> texts) {
    return array(name, texts, Json::quote);
  }

  /** Adds an array of what the function makes of each element: JSON text. */
  public <T> JsonMembers array(String name, Collection<T> elements, Function<T, String> toJson) {
    return raw(name, elements.stream().map(toJson).collect(Collectors.joining(",", "[", "]")));
  }

  /** Writes text as a JSON string behind what is there already. */
  public static void quote(String text, StringBuilder target) {
    target.append('"');
    if (Json.isPlain(text)) {
      target.append(text);
    } else {
      JsonStringEncoder.getInstance().quoteAsString(text, target);
    }
    target.append('"');
  }

  /** The object as JSON text. */
  @Override
  public String toString() {
    return members + "}";
  }
}
