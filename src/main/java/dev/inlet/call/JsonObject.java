package dev.inlet.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A JSON object, nothing of it bent.
 *
 * <p>Numbers keep their digits and strings their escapes, because every value stays the text that
 * was sent. When a name occurs twice, the last one counts.
 *
 * @param text the whole object, as sent
 * @param members each member's name, unescaped, with the exact text of its value, in sent order
 */
public record JsonObject(String text, SequencedMap<String, String> members) {
  /** An object without members. */
  public static final JsonObject EMPTY = new JsonObject("{}", new LinkedHashMap<>());

  public JsonObject {
    members = Collections.unmodifiableSequencedMap(members);
  }
}
