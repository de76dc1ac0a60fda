package dev.inlet.storage.jdbc;

import java.util.Locale;

/** What people search for, as patterns for {@code LIKE ? ESCAPE '!'}. */
public final class Like {
  private Like() {}

  /** Matches lower-case text that contains this text, whose case does not matter. */
  public static String containing(String text) {
    return "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%";
  }

  /** Matches text that begins with this text, in its case. */
  public static String beginningWith(String text) {
    return escaped(text) + "%";
  }

  private static String escaped(String text) {
    return text.replaceAll("[!%_]", "!$0");
  }
}
