package dev.inlet.codec;

/**
 * Finds the escapes that JSON allows and a database cannot hold: U+0000 and lone surrogates. Text
 * decoded from strict UTF-8 can only hold them as escapes.
 */
final class Unicode {
  private static final int ESCAPE_LENGTH = 6;

  private Unicode() {}

  /** Where the first such escape starts, or -1. Malformed escapes are left to the JSON parser. */
  static int firstUnstorableEscape(String text) {
    int i = text.indexOf('\\');
    while (i >= 0 && i + 1 < text.length()) {
      int unit = text.charAt(i + 1) == 'u' ? unitAt(text, i) : -1;
      int length = unit < 0 ? 2 : ESCAPE_LENGTH;
      if (unit == 0 || isLowSurrogate(unit)) {
        return i;
      }
      if (isHighSurrogate(unit)) {
        if (!isLowSurrogate(unitAt(text, i + ESCAPE_LENGTH))) {
          return i;
        }
        length = 2 * ESCAPE_LENGTH;
      }
      i = text.indexOf('\\', i + length);
    }
    return -1;
  }

  static String describeEscape(String text, int index) {
    return unitAt(text, index) == 0 ? "\\u0000" : "half a surrogate pair";
  }

  private static boolean isHighSurrogate(int unit) {
    return unit >= Character.MIN_HIGH_SURROGATE && unit <= Character.MAX_HIGH_SURROGATE;
  }

  private static boolean isLowSurrogate(int unit) {
    return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
  }

  private static int unitAt(String text, int start) {
    if (start + ESCAPE_LENGTH > text.length() || !text.startsWith("\\u", start)) {
      return -1;
    }
    int unit = 0;
    for (int i = start + 2; i < start + ESCAPE_LENGTH; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }
}
