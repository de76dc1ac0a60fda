package dev.inlet.codec;

import dev.inlet.call.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the keys that senders put into what they send, such as the customer's own {@code writeKey},
 * out of everything that is kept or shown. They stand at the top of a call or in its context, in
 * any casing; what somebody calls so among traits and properties is theirs and stays.
 */
public final class SenderKeys {
  private static final List<String> NAMES = List.of("writekey", "apikey");
  private static final String CONTEXT = "context";

  /** In a body that cannot be read, what stands before a colon further back is no name. */
  private static final int LONGEST_NAME = 40;

  private SenderKeys() {}

  /** A call without keys; the same one when there are none. The rest stays as it was sent. */
  public static JsonObject removedFrom(JsonObject call) {
    JsonObject without = without(call.text(), true);
    return without == null ? call : without;
  }

  /**
   * The body of a refused request, to be looked at: without keys where it is a call, and with
   * asterisks in their places, as far as they can be found, where it cannot be read.
   */
  public static byte[] removedFrom(byte[] body) {
    return switch (Json.object(body, "Body")) {
      case Parsed.Bad<JsonObject> bad -> hiddenIn(body);
      case Parsed.Ok<JsonObject> call -> {
        JsonObject without = without(call.value().text(), true);
        yield without == null ? body : without.text().getBytes(StandardCharsets.UTF_8);
      }
    };
  }

  /**
   * Null when there is nothing to be removed.
   *
   * @param isCall whether the object is a whole call, and no context
   */
  private static @Nullable JsonObject without(String object, boolean isCall) {
    if (!Casing.mayName(object, NAMES)) {
      return null;
    }
    var kept = new Kept(isCall);
    Json.forEachMember(object, kept::add);
    return kept.isAll ? null : new JsonObject(Json.write(kept.members), kept.members);
  }

  /** What stays of an object. Of a name that is repeated only the last one, which counts. */
  private static final class Kept {
    private final LinkedHashMap<String, String> members = new LinkedHashMap<>();
    private final boolean isOfCall;
    private boolean isAll = true;

    Kept(boolean isOfCall) {
      this.isOfCall = isOfCall;
    }

    void add(String name, String value) {
      String folded = Casing.fold(name);
      if (NAMES.contains(folded)) {
        isAll = false;
        return;
      }
      JsonObject clean =
          isOfCall && folded.equals(CONTEXT) && Json.isObject(value) ? without(value, false) : null;
      isAll &= clean == null;
      members.putLast(name, clean == null ? value : clean.text());
    }
  }

  private static byte[] hiddenIn(byte[] body) {
    byte[] hidden = body.clone();
    for (int i = 0; i < body.length; i++) {
      if (body[i] == ':' && NAMES.contains(Casing.fold(nameBefore(body, i)))) {
        hideValue(hidden, i + 1);
      }
    }
    return hidden;
  }

  private static String nameBefore(byte[] body, int colon) {
    int end = colon;
    while (end > 0 && isSpace(body[end - 1])) {
      end--;
    }
    end -= end > 0 && isQuote(body[end - 1]) ? 1 : 0;
    int start = end;
    while (start > 0 && end - start < LONGEST_NAME && isOfAName(body[start - 1])) {
      start--;
    }
    return new String(body, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private static void hideValue(byte[] body, int start) {
    int i = start;
    while (i < body.length && isSpace(body[i])) {
      i++;
    }
    byte quote = i < body.length && isQuote(body[i]) ? body[i++] : 0;
    while (i < body.length && !isEnd(body[i], quote)) {
      body[i++] = '*';
    }
  }

  private static boolean isEnd(byte b, byte quote) {
    return quote == 0
        ? isSpace(b) || b == ',' || b == '}' || b == ']'
        : b == quote || b == '\n' || b == '\r';
  }

  private static boolean isQuote(byte b) {
    return b == '"' || b == '\'';
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static boolean isOfAName(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '_'
        || b == '-'
        || b == '.'
        || b == ' ';
  }
}
