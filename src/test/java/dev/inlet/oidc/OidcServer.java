package dev.inlet.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.inlet.codec.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;

/**
 * A provider of OpenID Connect over real HTTP, as strict as the specification: it logs in whoever
 * comes, as who it is told, and gives a token for a code once, to whoever has begun and has the
 * client's secret.
 */
@NullUnmarked
public final class OidcServer implements AutoCloseable {
  public static final String CLIENT = "inlet console";
  public static final String SECRET = "s3cret:/+";

  /** Made once, since that takes the processor seconds. */
  private static final RSAKey KEY = newKey();

  private record Code(Map<String, String> asked) {}

  private final HttpServer server;

  private final Map<String, Code> codes = new ConcurrentHashMap<>();

  /** What is said of whoever comes. */
  public volatile Map<String, Object> claims = Map.of();

  /** What is bent of a token before it is signed. */
  public volatile UnaryOperator<JWTClaimsSet.Builder> bend = claims -> claims;

  /** How tokens are signed; none when null. */
  public volatile JWSAlgorithm algorithm = JWSAlgorithm.RS256;

  /** By which issuer its metadata knows it; by its address when null. */
  public volatile String claimedIssuer;

  /** What tokens are signed with; another than is published is a forger's. */
  public volatile RSAKey signer;

  public OidcServer() throws IOException {
    signer = KEY;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", this::metadata);
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(KEY).toString()));
    server.start();
  }

  /** Another key, by the same name. */
  static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("k").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void metadata(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        """
        {"issuer":"%2$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",\
        "jwks_uri":"%1$s/keys"}"""
            .formatted(issuer(), claimedIssuer == null ? issuer() : claimedIssuer));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
    boolean isGood =
        CLIENT.equals(asked.get("client_id"))
            && "code".equals(asked.get("response_type"))
            && "S256".equals(asked.get("code_challenge_method"))
            && asked.getOrDefault("scope", "").contains("openid");
    if (!isGood) {
      answer(exchange, 400, "{}");
      return;
    }
    String code = UUID.randomUUID().toString();
    codes.put(code, new Code(asked));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> sent = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Code code = codes.remove(sent.getOrDefault("code", ""));
    String verifier = sent.getOrDefault("code_verifier", "");
    String challenge =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(verifier.getBytes(UTF_8)));
    boolean isGood =
        code != null
            && isClient(exchange.getRequestHeaders().getFirst("Authorization"))
            && challenge.equals(code.asked().get("code_challenge"))
            && sent.getOrDefault("redirect_uri", "").equals(code.asked().get("redirect_uri"));
    answer(
        exchange,
        isGood ? 200 : 400,
        isGood
            ? "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}"
                .formatted(signed(code.asked().get("nonce")))
            : "{\"error\":\"invalid_grant\"}");
  }

  private static boolean isClient(String authorization) {
    String pair = new String(Base64.getDecoder().decode(authorization.substring(6)), UTF_8);
    return Arrays.stream(pair.split(":"))
        .map(part -> URLDecoder.decode(part, UTF_8))
        .collect(Collectors.joining(" "))
        .equals(CLIENT + " " + SECRET);
  }

  private String signed(String nonce) {
    Instant now = Instant.now();
    var builder =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT)
            .subject("248289761001")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", nonce);
    claims.forEach(builder::claim);
    JWTClaimsSet said = bend.apply(builder).build();
    if (algorithm == null) {
      return new PlainJWT(said).serialize();
    }
    try {
      var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("k").build(), said);
      token.sign(
          algorithm == JWSAlgorithm.RS256
              ? new RSASSASigner(signer)
              : new MACSigner(Sha256.of(SECRET.getBytes(UTF_8))));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(String form) {
    return Arrays.stream(form.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> URLDecoder.decode(pair[0], UTF_8),
                pair -> URLDecoder.decode(pair[1], UTF_8)));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
