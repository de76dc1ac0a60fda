package dev.inlet.access;

import java.util.Locale;
import java.util.Set;

/** Which passwords somebody would guess, however slowly they may try. */
public final class WeakPassword {
  /** How many characters one has at least that is not. */
  public static final int SHORTEST = 12;

  private static final int FEWEST_CHARACTERS = 5;

  /** What is left of the usual ones without their digits and signs. */
  private static final Set<String> WORDS =
      Set.of(
          "admin",
          "administrator",
          "adminpassword",
          "changeit",
          "changeme",
          "inlet",
          "inletadmin",
          "inletpassword",
          "letmein",
          "password",
          "passwordpassword",
          "pleasechangeme",
          "qwerty",
          "qwertyuiop",
          "secret",
          "segment",
          "welcome");

  private WeakPassword() {}

  /** Whether that is one. */
  public static boolean is(String password) {
    String word = password.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
    return password.length() < SHORTEST
        || password.chars().distinct().count() < FEWEST_CHARACTERS
        || WORDS.contains(word);
  }
}
