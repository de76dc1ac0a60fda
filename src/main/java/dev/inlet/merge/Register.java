package dev.inlet.merge;

/**
 * One named value and its last writer. Of two the greater is in force: the one written later.
 * Should two different values ever carry the same stamp, their text decides, so that the outcome
 * still does not depend on order.
 *
 * @param value the value's exact JSON text; {@code null} in it means the value was cleared
 * @param stamp who wrote it, and when
 */
public record Register(String value, Stamp stamp) implements Comparable<Register> {
  /** Microseconds since 1970, in any of the years 0001 to 9999, and commas. */
  private static final int LONGEST_TIME = 22;

  /** A control character as JSON may have to write it. */
  private static final int ESCAPED = "\\u0000".length();

  @Override
  public int compareTo(Register other) {
    int order = stamp.compareTo(other.stamp);
    return order == 0 ? value.compareTo(other.value) : order;
  }

  /** The later of two writes. */
  static Register later(Register one, Register other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** How many characters it takes under a name, as text: at least what a store writes. */
  public long length(String name) {
    return quotedLength(name) + value.length() + quotedLength(stamp.messageId()) + LONGEST_TIME;
  }

  private static long quotedLength(String text) {
    long length = text.length() + 2L;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        length += ESCAPED - 1;
      } else if (c == '"' || c == '\\') {
        length++;
      }
    }
    return length;
  }

  /** Whether the last writer cleared the value. */
  public boolean isCleared() {
    return value.equals("null");
  }
}
