package dev.inlet.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log-in that has begun, which the browser keeps until it comes back.
 *
 * @param state comes back with the browser, so that nobody logs it in as somebody else
 * @param nonce comes back in the provider's token, so that none is used twice
 * @param verifier proves to the provider that whoever has the code has begun this (PKCE)
 */
public record LogInAttempt(String state, String nonce, String verifier) {
  private static final int BYTES = 32;
  private static final String FORM = "[A-Za-z0-9_-]{43}";

  /** A new one. */
  public static LogInAttempt random(SecureRandom random) {
    return new LogInAttempt(text(random), text(random), text(random));
  }

  private static String text(SecureRandom random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether that is what came back; compares in constant time. */
  public boolean isState(@Nullable String back) {
    return back != null
        && MessageDigest.isEqual(
            state.getBytes(StandardCharsets.US_ASCII), back.getBytes(StandardCharsets.UTF_8));
  }

  /** As a cookie holds it. */
  public String text() {
    return String.join(".", state, nonce, verifier);
  }

  /** What a cookie holds; null when it is no attempt. */
  public static @Nullable LogInAttempt read(@Nullable String text) {
    List<String> parts = text == null ? List.of() : List.of(text.split("\\."));
    return parts.size() == 3 && parts.stream().allMatch(part -> part.matches(FORM))
        ? new LogInAttempt(parts.get(0), parts.get(1), parts.get(2))
        : null;
  }

  /** Never the secrets: records are printed into logs by accident. */
  @Override
  public String toString() {
    return "LogInAttempt[…]";
  }
}
