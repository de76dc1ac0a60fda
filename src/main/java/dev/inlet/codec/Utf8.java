package dev.inlet.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text as UTF-8. */
public final class Utf8 {
  private static final char FIRST_OF_TWO_BYTES = 0x80;
  private static final char FIRST_OF_THREE_BYTES = 0x800;

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** The text of strict UTF-8; null when the bytes are none. */
  public static @Nullable String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    // Malformed bytes become that character, which may as well have been sent; only then it is
    // worth asking a decoder that refuses, which is several times slower.
    return text.indexOf(REPLACEMENT) >= 0 && !isUtf8(bytes) ? null : text;
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

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
