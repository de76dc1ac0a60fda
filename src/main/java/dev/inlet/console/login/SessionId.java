package dev.inlet.console.login;

import dev.inlet.codec.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which browser this is: 256 random bits that it keeps in a cookie. A log-in gives it new ones. */
public record SessionId(String text) {
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  static SessionId random(SecureRandom random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new SessionId(HexFormat.of().formatHex(bytes));
  }

  /** The id that a cookie holds; null when it holds none. */
  static @Nullable SessionId of(@Nullable String cookie) {
    return cookie == null || !FORM.matcher(cookie).matches() ? null : new SessionId(cookie);
  }

  /**
   * What every form must send back. Only a page drawn for this visitor knows it, so no other site
   * can have a browser send a form in the visitor's name.
   */
  public String formToken() {
    return Sha256.hex(
        "form".getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Compares in constant time. */
  boolean isFormToken(String token) {
    return MessageDigest.isEqual(
        formToken().getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.UTF_8));
  }

  /** Never the secret: records are printed into logs by accident. */
  @Override
  public String toString() {
    return "SessionId[…]";
  }
}
