package dev.inlet.oidc;

/** Somebody was not let in through the provider; the message says why, without what it sent. */
@SuppressWarnings("serial")
public final class OidcRefused extends RuntimeException {
  public OidcRefused(String message) {
    super(message, null, false, false);
  }

  /** Why, for whoever tried. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
