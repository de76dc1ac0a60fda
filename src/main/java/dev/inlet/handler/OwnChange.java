package dev.inlet.handler;

import dev.inlet.codec.Json;
import dev.inlet.contact.Person;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Something of the vendor's own that the feed shall tell, beside what Inlet stores.
 *
 * @param person whom it is about; it is told no more once they are erased
 * @param type its kind, such as {@code trial.started}: words of small letters, digits and "_" with
 *     dots between, 64 characters at most, and none that begins with a word of Inlet's own kinds
 * @param data what there is to tell, a JSON object of 32,000 characters at most
 */
public record OwnChange(Person person, String type, String data) {
  private static final int LONGEST_TYPE = 64;
  private static final int LONGEST_DATA = 32_000;
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)+");

  /** What Inlet's own kinds begin with, now or later. */
  private static final List<String> RESERVED =
      List.of("account", "company", "contact", "event", "inlet", "membership", "page", "screen");

  /** Refuses what the feed could not tell. */
  public OwnChange {
    if (!isType(type)) {
      throw new IllegalArgumentException("no type of one's own");
    }
    if (data.length() > LONGEST_DATA || !Json.isObject(data)) {
      throw new IllegalArgumentException("no JSON object of 32,000 characters at most");
    }
  }

  /** Whether a type of one's own may be called so. */
  public static boolean isType(String text) {
    return text.length() <= LONGEST_TYPE
        && TYPE.matcher(text).matches()
        && !RESERVED.contains(text.substring(0, text.indexOf('.')));
  }
}
