package dev.inlet.console.login;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.RunningInlet;
import dev.inlet.oidc.OidcServer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log-in through a provider of OpenID Connect, which speaks the protocol over real HTTP. */
@NullUnmarked
class OidcIT {
  private static final String BEGIN = "/console/login/oidc";

  @TempDir static Path folder;
  private static OidcServer provider;
  private static RunningInlet inlet;

  private HttpClient browser;

  @BeforeAll
  static void start() throws Exception {
    provider = new OidcServer();
    inlet =
        RunningInlet.in(folder)
            .with("inlet.console.oidc.issuer", provider.issuer())
            .with("inlet.console.oidc.client-id", OidcServer.CLIENT)
            .with("inlet.console.oidc.client-secret", OidcServer.SECRET)
            .with("inlet.console.oidc.role-claim", "groups")
            .start();
  }

  @AfterAll
  static void stop() {
    inlet.close();
    provider.close();
  }

  @BeforeEach
  void newBrowser() {
    provider.bend = claims -> claims;
    browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }

  private static void vouch(String name, Object groups) {
    provider.claims = Map.of("preferred_username", name, "groups", groups);
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + inlet.consolePort()).resolve(address);
    return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static String location(HttpResponse<?> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }

  /** Goes to the provider and comes back. */
  private HttpResponse<String> logIn() throws IOException, InterruptedException {
    return get(location(get(location(get(BEGIN)))));
  }

  private boolean isLetIn() throws IOException, InterruptedException {
    return get("/console/overview").statusCode() == 200;
  }

  @Test
  void whomTheProviderVouchesForIsLetInByTheGreatestOfTheirRoles() throws Exception {
    assertTrue(get("/console/login").body().contains("Log in through localhost"));
    vouch("Ada@Example.com", List.of("staff", "look", "support"));

    HttpResponse<String> back = logIn();

    assertEquals(200, back.statusCode(), back::body);
    assertEquals("0; url=/console", back.headers().firstValue("Refresh").orElseThrow());
    String page = get("/console/overview").body();
    assertTrue(page.contains("ada@example.com"), page);
    assertEquals(403, get("/console/users").statusCode());
    assertEquals(
        "ada@example.com", inlet.admin("GET", "/api/audit").at("/audit/0/actor/name").asText());
    vouch("ada@example.com", "admin");
    logIn();
    assertEquals(200, get("/console/users").statusCode());
  }

  @Test
  void whoWantedAPageLandsThereAndNowhereElse() throws Exception {
    vouch("wanda", "look");
    String wanted = "/console/deliveries?account=acme&text=a%20b";
    String page = get(location(get(wanted))).body();
    assertTrue(page.contains("/console/login/oidc?to=%2Fconsole%2Fdeliveries%3Faccount"), page);

    assertEquals("0; url=" + wanted, refresh(BEGIN + "?to=" + encode(wanted, UTF_8)));
    for (String elsewhere :
        List.of("https://evil.example/", "//evil.example", "/console\\evil", "/api/accounts")) {
      assertEquals("0; url=/console", refresh(BEGIN + "?to=" + encode(elsewhere, UTF_8)));
    }
  }

  private String refresh(String begin) throws Exception {
    HttpResponse<String> back = get(location(get(location(get(begin)))));
    return back.headers().firstValue("Refresh").orElseThrow();
  }

  @Test
  void whoHasNoRoleOrNoNameOrIsDisabledIsKeptOut() throws Exception {
    vouch("bob", List.of("staff"));
    assertRefused("gives you no role");
    provider.claims = Map.of("groups", "look");
    assertRefused("says no preferred_username");
    vouch("admin", "admin");
    assertRefused("There is a user admin already");
    vouch("carol", "look");
    logIn();
    assertTrue(isLetIn());
    inlet.admin("PATCH", "/api/users/carol", "{\"disabled\":true}");
    assertFalse(isLetIn());
    assertRefused("is disabled");
  }

  @Test
  void userWithAPasswordHereIsSomebodyElse() throws Exception {
    String user = "{\"name\":\"dan\",\"password\":\"what he alone knows\",\"role\":\"admin\"}";
    inlet.admin("POST", "/api/users", user);
    vouch("dan", "look");

    assertRefused("has a password here");
  }

  @Test
  void whoTakesTheNameOfSomebodyElseAtTheProviderIsKeptOut() throws Exception {
    vouch("eve", "look");
    logIn();
    assertTrue(isLetIn());
    provider.claims =
        Map.of("preferred_username", "eve", "groups", "admin", "sub", "who came later");
    assertRefused("somebody else at the provider");
  }

  @Test
  void tokenThatIsNotForThisLogInIsRefused() throws Exception {
    vouch("grace", "admin");
    provider.bend = claims -> claims.claim("nonce", "of another log-in");
    assertRefused("token is not good");
  }

  @Test
  void whatWasNotBegunInThisBrowserIsRefused() throws Exception {
    vouch("mallory", "admin");
    String back = location(get(location(get(BEGIN))));
    newBrowser();
    assertEquals(403, get(back).statusCode());

    get(BEGIN);
    HttpResponse<String> other = get(back);

    assertTrue(other.body().contains("not begun here"), other::body);
    assertFalse(isLetIn());
  }

  @Test
  void codeIsGoodOnce() throws Exception {
    vouch("frank", "look");
    String back = location(get(location(get(BEGIN))));
    assertEquals(200, get(back).statusCode());

    assertEquals(403, get(back).statusCode());
  }

  private void assertRefused(String message) throws IOException, InterruptedException {
    browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    HttpResponse<String> back = logIn();
    assertEquals(403, back.statusCode(), back::body);
    assertTrue(back.body().contains(message), back::body);
    assertFalse(isLetIn());
  }
}
