package dev.inlet.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds plain text in many bodies without making texts of them. */
final class AsciiText {
  private AsciiText() {}

  /** Whether a text has ASCII characters alone, of which case says all about what is alike. */
  static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  /** Whether a plain text stands anywhere in a body, whatever the case of its letters. */
  static boolean has(byte[] body, String plain) {
    byte[] wanted = plain.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from <= body.length - wanted.length; from++) {
      int at = 0;
      while (at < wanted.length && lower(body[from + at]) == wanted[at]) {
        at++;
      }
      if (at == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private static byte lower(byte one) {
    return one >= 'A' && one <= 'Z' ? (byte) (one + 'a' - 'A') : one;
  }
}
