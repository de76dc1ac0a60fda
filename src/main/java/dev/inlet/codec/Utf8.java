package dev.inlet.codec;

/** What text takes as UTF-8. */
public final class Utf8 {
  private static final char FIRST_OF_TWO_BYTES = 0x80;
  private static final char FIRST_OF_THREE_BYTES = 0x800;

  private Utf8() {}

  /** How many bytes it takes, without making them. */
  public static long length(String text) {
    long length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= FIRST_OF_THREE_BYTES && !Character.isSurrogate(c)) {
        length += 2;
      } else if (c >= FIRST_OF_TWO_BYTES) {
        length++; // a pair of surrogates is two characters and four bytes
      }
    }
    return length;
  }
}
