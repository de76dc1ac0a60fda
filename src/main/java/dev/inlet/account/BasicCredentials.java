package dev.inlet.account;

import dev.inlet.codec.Base64Text;
import dev.inlet.codec.Flaw;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.Utf8;
import java.util.List;

/**
 * The API key in an {@code Authorization: Basic} header, where it stands as the user name; the
 * password is ignored, and so are blanks around the key. The scheme may be in any case, the base64
 * in either alphabet.
 */
public final class BasicCredentials {
  private static final String SCHEME = "Basic";
  private static final String EXPECTED = "must be base64 of the key and a colon";

  private BasicCredentials() {}

  /**
   * Reads the key from all the Authorization headers of one request, of which there must be one.
   */
  public static Parsed<KeySecret> read(List<String> headers) {
    return read(headers, false);
  }

  /**
   * Reads it as clients that nobody can change any more write it too: {@code Basic:} with a colon,
   * and the key without one.
   */
  public static Parsed<KeySecret> readLeniently(List<String> headers) {
    return read(headers, true);
  }

  private static Parsed<KeySecret> read(List<String> headers, boolean isLenient) {
    if (headers.isEmpty()) {
      return Parsed.bad(
          Flaw.ABSENT, "Authorization header is missing: send the API key as Basic user name");
    }
    if (headers.size() > 1) {
      return Parsed.bad(Flaw.WRONG, "More than one Authorization header: send exactly one");
    }
    String header = headers.getFirst().strip();
    int space = header.indexOf(' ');
    String scheme = space < 0 ? header : header.substring(0, space);
    boolean isBasic =
        scheme.equalsIgnoreCase(SCHEME) || isLenient && scheme.equalsIgnoreCase(SCHEME + ":");
    if (!isBasic) {
      return Parsed.bad(
          Flaw.WRONG, "Authorization scheme must be Basic, with the API key as user name");
    }
    byte[] decoded = Base64Text.decode(space < 0 ? "" : header.substring(space).strip());
    if (decoded == null) {
      return Parsed.bad(Flaw.WRONG, "Authorization header is not valid base64: it " + EXPECTED);
    }
    return userName(decoded, isLenient);
  }

  private static Parsed<KeySecret> userName(byte[] decoded, boolean isLenient) {
    String text = Utf8.decode(decoded);
    if (text == null) {
      // Plain text that happens to be base64: what is wrong with its bytes would help nobody.
      return Parsed.bad(Flaw.WRONG, "Authorization header " + EXPECTED);
    }
    int colon = text.indexOf(':');
    if (colon < 0 && !isLenient) {
      return Parsed.bad(Flaw.WRONG, "Authorization header " + EXPECTED);
    }
    String key = (colon < 0 ? text : text.substring(0, colon)).strip();
    return key.isEmpty()
        ? Parsed.bad(Flaw.ABSENT, "API key is empty: send it as the Basic user name")
        : Parsed.ok(new KeySecret(key));
  }
}
