package dev.inlet;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Ways to write a text that something careless may take for the text itself. */
enum Spelling {
  EXACT(text -> text),
  UPPER_CASE(text -> text.toUpperCase(Locale.ROOT)),
  SPACE_BEFORE(text -> " " + text),
  SPACE_AFTER(text -> text + " "),
  TAB_AFTER(text -> text + "\t"),
  NUL_AFTER(text -> text + "\0"),
  DOT_AFTER(text -> text + "."),
  SLASH_AFTER(text -> text + "/"),
  DECOMPOSED(text -> Normalizer.normalize(text, Normalizer.Form.NFD)),
  FULL_WIDTH(Spelling::fullWidth),
  ZERO_WIDTH_SPACE(text -> text + "\u200B"),
  SOFT_HYPHEN(text -> text.charAt(0) + "\u00AD" + text.substring(1)),
  QUOTED(text -> "'" + text + "'"),
  WILDCARD(text -> text.charAt(0) + "%"),
  INJECTED(text -> "' OR '1'='1' OR user_id = '" + text),
  FROM_ABOVE(text -> "../" + text),
  ESCAPED_TWICE(text -> "%2e%2e%2f" + text);

  private final UnaryOperator<String> writing;

  Spelling(UnaryOperator<String> writing) {
    this.writing = writing;
  }

  String of(String text) {
    return writing.apply(text);
  }

  /** ASCII as the wide letters of East Asian typesetting, which NFKC turns back. */
  private static String fullWidth(String text) {
    return text.chars()
        .map(c -> c > ' ' && c < 0x7F ? c + 0xFEE0 : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
