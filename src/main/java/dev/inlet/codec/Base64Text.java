package dev.inlet.codec;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 as senders really write it: either alphabet, padded or not. */
public final class Base64Text {
  private Base64Text() {}

  /** The decoded bytes, or null when the text is no base64. */
  public static byte @Nullable [] decode(String text) {
    int end = text.length();
    while (end > 0 && end > text.length() - 2 && text.charAt(end - 1) == '=') {
      end--;
    }
    String standard = text.substring(0, end).replace('-', '+').replace('_', '/');
    try {
      return Base64.getDecoder().decode(standard);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
