package dev.inlet.review;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's product, as customers know it.
 *
 * @param website null when it was not told, as with the others
 * @param support an e-mail address
 * @param keys the page where a customer finds the API key
 */
public record Product(
    String name, @Nullable String website, @Nullable String support, @Nullable String keys) {

  /** As it stands in addresses of Segment's documentation. */
  public String slug() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
  }

  /** What stands where something was not told, so that it is found. */
  static String orToDo(@Nullable String told, String what) {
    return told == null ? "TODO-" + what : told;
  }
}
