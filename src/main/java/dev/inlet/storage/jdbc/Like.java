package dev.inlet.storage.jdbc;

import java.util.Locale;

/** What people search for, as patterns for {@code LIKE ? ESCAPE '!'}. */
public final class Like {
  private Like() {}

  /** Matches lower-case text that contains this text, whose case does not matter. */
  public static String containing(String text) {
    return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
  }
}
