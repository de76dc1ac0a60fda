package dev.inlet.sender;

import dev.inlet.account.BasicCredentials;
import dev.inlet.account.KeySecret;
import dev.inlet.codec.Base64Text;
import dev.inlet.codec.Flaw;
import dev.inlet.codec.Parsed;
import dev.inlet.delivery.Cause;
import dev.inlet.delivery.Credentials;
import dev.inlet.delivery.Credentials.Given;
import dev.inlet.delivery.Credentials.None;
import dev.inlet.delivery.Outcome.Rejected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API keys in the head of a request, wherever a protocol lets them stand. */
public final class PresentedKeys {
  static final String ONE_ONLY = "Two different API keys in one request: send only one";

  /** What is made of a request with several keys. */
  static final Credentials DIFFERENT = new None(new Rejected(Cause.KEYS_DIFFERENT, ONE_ONLY));

  private static final String BEARER = "Bearer ";

  private final List<Parsed<KeySecret>> keys = new ArrayList<>();
  private final HttpRequest<?> request;

  private PresentedKeys(HttpRequest<?> request) {
    this.request = request;
  }

  /** Those in the Authorization header, by Basic or Bearer. */
  public static PresentedKeys inAuthorization(HttpRequest<?> request) {
    var presented = new PresentedKeys(request);
    presented.addAuthorization(request.getHeaders().getAll(HttpHeaders.AUTHORIZATION));
    return presented;
  }

  /** And those in headers of this name. */
  public PresentedKeys orInHeader(String name) {
    request.getHeaders().getAll(name).forEach(this::add);
    return this;
  }

  /** And those in parameters of this name in the query. */
  public PresentedKeys orInQuery(String name) {
    request.getParameters().getAll(name).forEach(this::add);
    return this;
  }

  private void addAuthorization(List<String> headers) {
    if (headers.size() == 1
        && headers.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      addBearer(headers.getFirst().substring(BEARER.length()).strip());
    } else if (!headers.isEmpty()) {
      keys.add(BasicCredentials.readLeniently(headers));
    }
  }

  /** With OAuth, SDKs send a token of three parts beside the key in the body; it is no key. */
  private void addBearer(String token) {
    if (token.indexOf('.') < 0) {
      add(userName(token));
    }
  }

  /** The key in a token that is what Basic would carry; the token itself when it is not. */
  private static String userName(String token) {
    byte[] decoded = Base64Text.decode(token);
    String text = decoded == null ? "" : new String(decoded, StandardCharsets.UTF_8);
    return text.endsWith(":") ? text.substring(0, text.length() - 1) : token;
  }

  private void add(String key) {
    keys.add(
        key.isBlank()
            ? Parsed.bad(Flaw.ABSENT, "API key is empty: send the key that was issued to you")
            : Parsed.ok(new KeySecret(key.strip())));
  }

  /** The one key that they all are; null when there is none. */
  @Nullable Credentials credentials() {
    Credentials all = null;
    for (Parsed<KeySecret> key : keys) {
      Credentials one = Credentials.of(key);
      if (one instanceof None) {
        return one;
      }
      if (all instanceof Given && !all.equals(one)) {
        return DIFFERENT;
      }
      all = one;
    }
    return all;
  }
}
