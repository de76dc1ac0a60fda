package dev.inlet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.inlet.access.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol, with a provider over real HTTP. */
@NullUnmarked
class OidcProviderTest {
  private static final URI BACK = URI.create("http://localhost:1/console/login/oidc/back");

  private final LogInAttempt attempt = LogInAttempt.random(new SecureRandom());
  private OidcServer server;

  @BeforeEach
  void start() throws Exception {
    server = new OidcServer();
    vouch(Map.of("preferred_username", "Ada", "groups", List.of("staff", "look", "support")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void vouch(Map<String, Object> claims) {
    server.claims = claims;
  }

  private OidcProvider provider(String nameClaim, Role defaultRole) {
    return new OidcProvider(
        new OidcSettings(
            URI.create(server.issuer()),
            OidcServer.CLIENT,
            OidcServer.SECRET,
            nameClaim,
            "groups",
            defaultRole));
  }

  private OidcUser logIn() throws Exception {
    return logIn(provider("preferred_username", null));
  }

  private OidcUser logIn(OidcProvider provider) throws Exception {
    return provider.finish(attempt, code(provider), BACK);
  }

  private String code(OidcProvider provider) throws Exception {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      String back =
          browser
              .send(
                  HttpRequest.newBuilder(provider.begin(attempt, BACK)).build(),
                  BodyHandlers.discarding())
              .headers()
              .firstValue("Location")
              .orElseThrow();
      assertTrue(back.startsWith(BACK + "?"), back);
      assertTrue(back.contains("state=" + attempt.state()), back);
      return back.replaceFirst(".*[?&]code=([^&]+).*", "$1");
    }
  }

  private void assertRefused(String message) {
    assertRefused(message, provider("preferred_username", null));
  }

  private void assertRefused(String message, OidcProvider provider) {
    OidcRefused refusal = assertThrows(OidcRefused.class, () -> logIn(provider));
    assertTrue(refusal.message().contains(message), refusal.message());
  }

  @Test
  void userHasTheirNameInLowerCaseAndTheGreatestOfTheirRoles() throws Exception {
    OidcUser ada = logIn();

    assertEquals("ada", ada.name());
    assertEquals(Role.SUPPORT, ada.role());
  }

  @Test
  void identityIsTheSubjectsWhateverTheName() throws Exception {
    String ada = logIn().identity();
    vouch(Map.of("preferred_username", "countess", "groups", "look"));
    assertEquals(ada, logIn().identity());
    vouch(Map.of("preferred_username", "ada", "groups", "look", "sub", "somebody else"));
    assertNotEquals(ada, logIn().identity());
  }

  @Test
  void roleIsTheDefaultOneWhereTheProviderSaysNone() throws Exception {
    vouch(Map.of("preferred_username", "ada"));
    assertRefused("gives you no role");
    assertEquals(Role.LOOK, logIn(provider("preferred_username", Role.LOOK)).role());
  }

  @Test
  void nameIsOfTheClaimThatIsConfigured() throws Exception {
    vouch(Map.of("email", "ada@example.com", "email_verified", true, "groups", "admin"));
    assertRefused("says no preferred_username");
    assertEquals("ada@example.com", logIn(provider("email", null)).name());
    vouch(Map.of("email", "ada@example.com", "email_verified", false, "groups", "admin"));
    assertRefused("not verified your e-mail", provider("email", null));
  }

  @Test
  void tokenOfAnotherLogInClientOrIssuerIsRefused() {
    assertRefused(claims -> claims.claim("nonce", "of another log-in"));
    assertRefused(claims -> claims.claim("nonce", null));
    assertRefused(claims -> claims.audience("another client"));
    assertRefused(claims -> claims.issuer("https://elsewhere.example"));
  }

  @Test
  void tokenThatIsOldOrOfNobodyIsRefused() {
    assertRefused(claims -> claims.expirationTime(Date.from(Instant.EPOCH)));
    assertRefused(claims -> claims.expirationTime(null));
    assertRefused(claims -> claims.subject(null));
  }

  private void assertRefused(UnaryOperator<JWTClaimsSet.Builder> bend) {
    server.bend = bend;
    assertRefused("token is not good");
  }

  @Test
  void tokenThatTheProviderDidNotSignIsRefused() {
    server.signer = OidcServer.newKey();
    assertRefused("token is not good");
  }

  /** Whoever knows the client's secret, or nothing at all, could make such a token. */
  @Test
  void tokenThatIsSignedByTheSecretOrNotAtAllIsRefused() {
    server.algorithm = JWSAlgorithm.HS256;
    assertRefused("token is not good");
    server.algorithm = null;
    assertRefused("token is not good");
  }

  @Test
  void codeIsGoodOnceAndForWhoBegan() throws Exception {
    OidcProvider provider = provider("preferred_username", null);
    String code = code(provider);
    assertEquals("ada", provider.finish(attempt, code, BACK).name());
    assertThrows(OidcRefused.class, () -> provider.finish(attempt, code, BACK));

    String another = code(provider);
    LogInAttempt stranger = LogInAttempt.random(new SecureRandom());
    assertThrows(OidcRefused.class, () -> provider.finish(stranger, another, BACK));
  }

  @Test
  void providerThatIsAwayOrAnotherIsSaid() throws Exception {
    OidcProvider provider = provider("preferred_username", null);
    server.claimedIssuer = "https://elsewhere.example";
    assertRefused("another issuer", provider);
    server.close();
    assertRefused("does not answer", provider);
  }

  @Test
  void attemptIsReadAsItWasWrittenAndNothingElseIs() {
    assertEquals(attempt, LogInAttempt.read(attempt.text()));
    assertEquals(null, LogInAttempt.read(null));
    assertEquals(null, LogInAttempt.read(attempt.text().substring(1)));
    assertEquals(null, LogInAttempt.read(attempt.text().replace('.', ' ')));
    assertFalse(attempt.toString().contains(attempt.verifier()));
    assertFalse(attempt.isState(null));
    assertFalse(attempt.isState(attempt.nonce()));
  }
}
