package dev.inlet.codec;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The any-casing rule, which lives here alone: two spellings name the same field when they agree
 * after everything but letters and digits is dropped and the rest is lower-cased. {@code userId},
 * {@code user_id}, {@code USER ID} and {@code User-Id} are one field.
 */
public final class Casing {
  private static final char MAX_ASCII = 127;

  private Casing() {}

  /** The form that all spellings of one name share. */
  public static String fold(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isFolded(name.charAt(i))) {
        return foldFrom(i, name);
      }
    }
    return name;
  }

  private static boolean isFolded(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }

  /** Nearly every name is ASCII, and every call has dozens of names. */
  private static String foldFrom(int start, String name) {
    var folded = new StringBuilder(name.length()).append(name, 0, start);
    for (int i = start; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c > MAX_ASCII) {
        return foldUnicode(name);
      }
      if (isFolded(c)) {
        folded.append(c);
      } else if (c >= 'A' && c <= 'Z') {
        folded.append((char) (c + ('a' - 'A')));
      }
    }
    return folded.toString();
  }

  private static String foldUnicode(String name) {
    var folded = new StringBuilder(name.length());
    name.codePoints().filter(Character::isLetterOrDigit).forEach(folded::appendCodePoint);
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a field whatever its spelling. Of several spellings the canonical one wins, then the
   * last.
   */
  public static @Nullable String find(SequencedMap<String, String> members, String canonical) {
    String exact = members.get(canonical);
    if (exact != null) {
      return exact;
    }
    String folded = fold(canonical);
    String found = null;
    for (Map.Entry<String, String> member : members.entrySet()) {
      if (fold(member.getKey()).equals(folded)) {
        found = member.getValue();
      }
    }
    return found;
  }

  /**
   * Whether a JSON text may hold a name that folds to one of these: a look that costs much less
   * than reading it. True without reason for some other texts, and never false without.
   *
   * @param folded each of ASCII letters and digits
   */
  public static boolean mayName(String json, List<String> folded) {
    int quote = json.indexOf('"');
    while (quote >= 0) {
      for (int i = 0; i < folded.size(); i++) {
        if (mayFoldTo(folded.get(i), json, quote + 1)) {
          return true;
        }
      }
      quote = json.indexOf('"', quote + 1);
    }
    return false;
  }

  /** Whether the text from here to the next quote may fold to this. */
  private static boolean mayFoldTo(String folded, String json, int start) {
    int found = 0;
    for (int i = start; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"') {
        return found == folded.length();
      }
      if (c > MAX_ASCII || c == '\\') {
        return true;
      }
      char lower = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
      if (isFolded(lower)) {
        if (found == folded.length() || lower != folded.charAt(found)) {
          return false;
        }
        found++;
      }
    }
    return false;
  }
}
