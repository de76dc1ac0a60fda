package dev.inlet.account;

import dev.inlet.codec.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * The secret text of an API key or password, and the digest that is kept of it.
 *
 * <p>A plain SHA-256 is enough for keys, because nobody can guess 160 random bits; it would not be
 * for words that people choose.
 */
public record KeySecret(String text) {
  private static final int RANDOM_BITS = 200;
  private static final int SHOWN = 12;
  // No ":" (it ends the key in Basic), nothing that needs escaping, nothing that looks alike.
  private static final String ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz";
  private static final int BITS_PER_CHARACTER = 5;

  /** A new key of at least 160 random bits. */
  public static KeySecret random(SecureRandom random) {
    var text = new StringBuilder("inlet_");
    for (int bits = 0; bits < RANDOM_BITS; bits += BITS_PER_CHARACTER) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new KeySecret(text.toString());
  }

  /** The lower-case hexadecimal SHA-256 of the key. */
  public String digest() {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The part people may see. Less than half of a short key. */
  public String prefix() {
    return text.substring(0, Math.min(SHOWN, text.length() / 2));
  }

  /** Never the secret: records are printed into logs by accident. */
  @Override
  public String toString() {
    return "KeySecret[" + prefix() + "…]";
  }
}
