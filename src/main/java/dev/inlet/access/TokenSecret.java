package dev.inlet.access;

import dev.inlet.account.KeySecret;
import java.security.SecureRandom;

/** The secret of an API token, which looks like no API key and no generated password. */
public final class TokenSecret {
  private static final String BEGINNING = "inlet_token_";
  private static final int SHOWN = 6;

  private TokenSecret() {}

  /** A new one, of at least 160 random bits. */
  public static KeySecret random(SecureRandom random) {
    String text = KeySecret.random(random).text();
    return new KeySecret(BEGINNING + text.substring(text.lastIndexOf('_') + 1));
  }

  /** Whether some text may be one. */
  public static boolean isMeant(String text) {
    return text.startsWith(BEGINNING);
  }

  /** The part people may see. */
  public static String prefix(KeySecret secret) {
    return secret.text().substring(0, BEGINNING.length() + SHOWN);
  }
}
