package dev.inlet.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.inlet.access.Role;
import dev.inlet.call.JsonObject;
import dev.inlet.codec.Json;
import dev.inlet.codec.Parsed;
import dev.inlet.codec.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A provider of OpenID Connect, by the authorization code flow with PKCE, state and nonce. Its
 * token is checked for signature, issuer, audience, nonce and time. Asked anew at each log-in, so
 * that keys it has changed are known; every call may block, for some seconds at most.
 */
public final class OidcProvider {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 1 << 20;

  /** What signs by a key pair; never what is signed by the client's secret, or not at all. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  private final OidcSettings settings;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(ANSWER_WITHIN)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** A provider that is asked for its metadata when they are first needed. */
  public OidcProvider(OidcSettings settings) {
    this.settings = settings;
  }

  /** What it is called: the host of its issuer. */
  public String host() {
    return String.valueOf(settings.issuer().getHost());
  }

  /** Where to send the browser. */
  public URI begin(LogInAttempt attempt, URI back) {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", back.toString());
    query.put("scope", "openid profile email");
    query.put("state", attempt.state());
    query.put("nonce", attempt.nonce());
    query.put("code_challenge", challenge(attempt));
    query.put("code_challenge_method", "S256");
    String endpoint = text(metadata(), "authorization_endpoint");
    return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + form(query));
  }

  private static String challenge(LogInAttempt attempt) {
    byte[] digest = Sha256.of(attempt.verifier().getBytes(US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  /**
   * Whom the provider vouches for.
   *
   * @param code what the browser has brought back
   * @param back the same as at the beginning
   * @throws OidcRefused when it vouches for nobody who may come in
   */
  public OidcUser finish(LogInAttempt attempt, String code, URI back) {
    JsonObject metadata = metadata();
    var fields = new LinkedHashMap<String, String>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", back.toString());
    fields.put("code_verifier", attempt.verifier());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(text(metadata, "token_endpoint")))
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", basic())
            .POST(BodyPublishers.ofString(form(fields)))
            .build();
    String token = text(ask(request), "id_token");
    return user(claims(token, attempt, text(metadata, "jwks_uri")));
  }

  /** Id and secret are encoded as a form's values are, by RFC 6749. */
  private String basic() {
    String pair = encode(settings.clientId()) + ":" + encode(settings.clientSecret());
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private JWTClaimsSet claims(String token, LogInAttempt attempt, String keys) {
    try {
      JWKSet set = JWKSet.parse(get(URI.create(keys)).text());
      var processor = new DefaultJWTProcessor<SecurityContext>();
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(set)));
      processor.setJWTClaimsSetVerifier(
          new DefaultJWTClaimsVerifier<>(
              settings.clientId(),
              new JWTClaimsSet.Builder()
                  .issuer(settings.issuer().toString())
                  .claim("nonce", attempt.nonce())
                  .build(),
              Set.of("sub", "iat", "exp")));
      return processor.process(token, null);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new OidcRefused("The provider's token is not good: it is not for this Inlet, or old");
    }
  }

  private OidcUser user(JWTClaimsSet claims) {
    Object name = claims.getClaim(settings.nameClaim());
    if (!(name instanceof String text) || text.isBlank()) {
      throw new OidcRefused("The provider says no " + settings.nameClaim() + " of yours");
    }
    if (settings.nameClaim().equals("email")
        && Boolean.FALSE.equals(claims.getClaim("email_verified"))) {
      throw new OidcRefused("The provider has not verified your e-mail address");
    }
    Role role = role(claims);
    if (role == null) {
      throw new OidcRefused("The provider gives you no role in Inlet: look, support or admin");
    }
    return new OidcUser(text.strip().toLowerCase(Locale.ROOT), role, identity(claims));
  }

  /** By the specification only issuer and subject together are somebody's for good. */
  private String identity(JWTClaimsSet claims) {
    return Sha256.hex(
        settings.issuer().toString().getBytes(UTF_8), claims.getSubject().getBytes(UTF_8));
  }

  /** The greatest of those that the claim has. */
  private @Nullable Role role(JWTClaimsSet claims) {
    Object said = settings.roleClaim() == null ? null : claims.getClaim(settings.roleClaim());
    List<?> values = said instanceof List<?> list ? list : said == null ? List.of() : List.of(said);
    return values.stream()
        .flatMap(value -> Role.named(String.valueOf(value)).stream())
        .reduce((one, other) -> one.includes(other) ? one : other)
        .orElse(settings.defaultRole());
  }

  private JsonObject metadata() {
    String issuer = settings.issuer().toString().replaceFirst("/+$", "");
    JsonObject metadata = get(URI.create(issuer + "/.well-known/openid-configuration"));
    if (!text(metadata, "issuer").equals(settings.issuer().toString())) {
      throw new OidcRefused("The provider calls itself by another issuer than is configured");
    }
    return metadata;
  }

  private JsonObject get(URI address) {
    return ask(HttpRequest.newBuilder(address).timeout(ANSWER_WITHIN).GET().build());
  }

  private JsonObject ask(HttpRequest request) {
    try {
      HttpResponse<byte[]> response =
          client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
      if (response.statusCode() != 200) {
        throw new OidcRefused("The provider has refused this log-in: begin again");
      }
      return switch (Json.object(response.body(), "The answer")) {
        case Parsed.Ok<JsonObject> ok -> ok.value();
        case Parsed.Bad<JsonObject> bad -> throw new OidcRefused("The provider answers no JSON");
      };
    } catch (IOException e) {
      throw new OidcRefused("The provider at " + host() + " does not answer: try again");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OidcRefused("The log-in was interrupted: try again");
    }
  }

  private static String text(JsonObject object, String name) {
    String text = Json.text(object.members().get(name));
    if (text == null) {
      throw new OidcRefused("The provider's answer has no " + name);
    }
    return text;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
