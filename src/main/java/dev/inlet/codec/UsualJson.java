package dev.inlet.codec;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object in one pass over its text, in which nothing is made but names and values: of what
 * lies deeper only the form is checked. A parser makes several times as much, and every call is
 * read this way.
 *
 * <p>It is sure of everything that senders usually write, and leaves the rest to the parser, which
 * reads it after all or says what is wrong with it. So it takes nothing that the parser would not.
 */
final class UsualJson {
  /** Less than the parser's own limits, which also count what it does not. */
  private static final int DEEPEST = 50;

  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_TEXT = 1_000_000;

  private static final String ESCAPED = "\"\\/bfnrt";
  private static final int HEXADECIMAL_DIGITS = 4;

  private final String text;
  private int at;

  private UsualJson(String text) {
    this.text = text;
  }

  /**
   * The members of an object, each with the exact text of its value; of a repeated name the last.
   *
   * @return null when the parser is to be asked
   */
  static @Nullable LinkedHashMap<String, String> members(String text) {
    return new UsualJson(text).members();
  }

  private @Nullable LinkedHashMap<String, String> members() {
    var members = new LinkedHashMap<String, String>();
    skipBlanks();
    if (!skip('{')) {
      return null;
    }
    skipBlanks();
    if (!skip('}')) {
      do {
        skipBlanks();
        int name = at;
        if (!skipName()) {
          return null;
        }
        int value = at;
        if (!skipValue(1)) {
          return null;
        }
        String named = text.substring(name + 1, text.indexOf('"', name + 1));
        if (named.indexOf('\\') >= 0) {
          return null;
        }
        members.putLast(named, text.substring(value, at));
        skipBlanks();
      } while (skip(','));
      if (!skip('}')) {
        return null;
      }
    }
    skipBlanks();
    return at == text.length() ? members : null;
  }

  private void skipBlanks() {
    while (isNext(' ') || isNext('\n') || isNext('\r') || isNext('\t')) {
      at++;
    }
  }

  private boolean isNext(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean skip(char c) {
    boolean isNext = isNext(c);
    at += isNext ? 1 : 0;
    return isNext;
  }

  /** A name, and what there is before its value. */
  private boolean skipName() {
    if (!skipText(LONGEST_NAME)) {
      return false;
    }
    skipBlanks();
    boolean isName = skip(':');
    skipBlanks();
    return isName;
  }

  private boolean skipValue(int depth) {
    return switch (at < text.length() ? text.charAt(at) : ' ') {
      case '"' -> skipText(LONGEST_TEXT);
      case '{' -> depth < DEEPEST && skipObject(depth + 1);
      case '[' -> depth < DEEPEST && skipArray(depth + 1);
      case 't' -> skipWord("true");
      case 'f' -> skipWord("false");
      case 'n' -> skipWord("null");
      default -> skipNumber();
    };
  }

  private boolean skipObject(int depth) {
    at++;
    skipBlanks();
    if (skip('}')) {
      return true;
    }
    do {
      skipBlanks();
      if (!skipName() || !skipValue(depth)) {
        return false;
      }
      skipBlanks();
    } while (skip(','));
    return skip('}');
  }

  private boolean skipArray(int depth) {
    at++;
    skipBlanks();
    if (skip(']')) {
      return true;
    }
    do {
      skipBlanks();
      if (!skipValue(depth)) {
        return false;
      }
      skipBlanks();
    } while (skip(','));
    return skip(']');
  }

  private boolean skipText(int longest) {
    int start = at;
    if (!skip('"')) {
      return false;
    }
    while (at < text.length() && at - start <= longest) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c < ' ' || c == '\\' && !skipEscape()) {
        return false;
      }
    }
    return false;
  }

  /** What follows a backslash. */
  private boolean skipEscape() {
    if (!skip('u')) {
      return at < text.length() && ESCAPED.indexOf(text.charAt(at++)) >= 0;
    }
    int end = at + HEXADECIMAL_DIGITS;
    while (at < Math.min(end, text.length()) && isHexadecimal(text.charAt(at))) {
      at++;
    }
    return at == end;
  }

  private static boolean isHexadecimal(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
  }

  private boolean skipWord(String word) {
    boolean isThere = text.startsWith(word, at);
    at += isThere ? word.length() : 0;
    return isThere;
  }

  private boolean skipNumber() {
    int start = at;
    skip('-');
    boolean isNumber = skip('0') || skipDigits();
    if (isNumber && skip('.')) {
      isNumber = skipDigits();
    }
    if (isNumber && (skip('e') || skip('E'))) {
      if (!skip('+')) {
        skip('-');
      }
      isNumber = skipDigits();
    }
    return isNumber && at - start <= LONGEST_NUMBER;
  }

  private boolean skipDigits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at > start;
  }
}
