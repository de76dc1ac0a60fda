package dev.inlet.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.console.ConsoleVisitor;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Users and API tokens: what they come in by, and when they do not any more. */
@NullUnmarked
class UsersIT {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final String PASSWORD = "what she alone knows";
  private static final String ANOTHER = "what she chose instead";

  @Given private static RunningInlet inlet;

  private String name;

  @BeforeEach
  void create() {
    name = "ada-" + NAMES.incrementAndGet();
    Answer made = inlet.admin("POST", "/api/users", user(name, PASSWORD, "support"));
    assertEquals(201, made.status(), made::toString);
  }

  private static String user(String name, String password, String role) {
    return "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(name, password, role);
  }

  private static Answer basic(String method, String path, String name, String password) {
    return inlet.console(method, path, null, "Authorization", basic(name, password));
  }

  private static String basic(String name, String password) {
    String pair = name + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private int statusOf(String password) {
    return basic("GET", "/api/me", name, password).status();
  }

  private Answer change(String json) {
    return inlet.admin("PATCH", "/api/users/" + name, json);
  }

  @Nested
  class ByNameAndPassword {

    @Test
    void theApiTakesTheirBasicAndKnowsThem() {
      Answer me = basic("GET", "/api/me", name, PASSWORD);

      assertEquals(
          "{\"kind\":\"user\",\"name\":\"%s\",\"role\":\"support\"}".formatted(name), me.body());
      assertEquals(401, statusOf(ANOTHER));
      assertEquals(401, basic("GET", "/api/me", "nobody", PASSWORD).status());
      assertEquals(401, basic("GET", "/api/me", "\0", PASSWORD).status());
    }

    @Test
    void theAdminPasswordGoesOnWorkingByBearerAndBasic() {
      String admin = RunningInlet.ADMIN_PASSWORD;

      for (String name : List.of("", "admin")) {
        assertEquals("admin", basic("GET", "/api/me", name, admin).at("/name").asText());
      }
      assertEquals("admin", inlet.admin("GET", "/api/me").at("/role").asText());
    }

    @Test
    void theConsoleTakesThemAndTellsWhoTheyAre() {
      var visitor = new ConsoleVisitor(inlet);

      assertEquals(303, visitor.logIn(name, PASSWORD).statusCode());

      String page = visitor.get("/console/overview").body();
      assertTrue(page.contains(name), page);
      assertFalse(page.contains("Users and tokens"), page);
      assertFalse(inlet.admin("GET", "/api/users").at("/users/0/lastLogInAt").isNull());
    }

    @Test
    void theirDeedsCarryTheirName() {
      String account = inlet.newAccount();
      change("{\"role\":\"admin\"}");
      String path = "/api/accounts/" + account;
      inlet.console(
          "PATCH",
          path,
          "{\"suspended\":true}".getBytes(UTF_8),
          "Authorization",
          basic(name, PASSWORD));

      Answer audit = inlet.admin("GET", "/api/audit?account=" + account);

      assertEquals(name, audit.at("/audit/0/actor/name").asText());
      var visitor = new ConsoleVisitor(inlet);
      visitor.logIn(RunningInlet.ADMIN_PASSWORD);
      String page = visitor.get("/console/accounts/" + account).body();
      assertTrue(page.replaceAll("\\s+", " ").contains("suspended</span> by " + name), page);
    }
  }

  @Nested
  class Changes {

    @Test
    void whoIsDisabledIsKeptOutAndLoggedOutUntilEnabledAgain() {
      var visitor = new ConsoleVisitor(inlet);
      visitor.logIn(name, PASSWORD);
      assertEquals(200, visitor.get("/console/overview").statusCode());

      assertEquals("true", change("{\"disabled\":true}").at("/disabled").asText());

      assertEquals(303, visitor.get("/console/overview").statusCode());
      assertEquals(401, statusOf(PASSWORD));
      change("{\"disabled\":false}");
      assertEquals(200, statusOf(PASSWORD));
      assertEquals(303, visitor.get("/console/overview").statusCode());
    }

    @Test
    void anotherRoleCountsAtOnce() {
      var visitor = new ConsoleVisitor(inlet);
      visitor.logIn(name, PASSWORD);
      assertEquals(403, visitor.get("/console/users").statusCode());

      change("{\"role\":\"admin\"}");

      assertEquals(200, visitor.get("/console/users").statusCode());
    }

    @Test
    void theyChooseAnotherPasswordAndAreLoggedOut() {
      var visitor = new ConsoleVisitor(inlet);
      visitor.logIn(name, PASSWORD);
      visitor.get("/console/password");

      var wrong = visitor.post("/console/password", passwords("not hers at all", ANOTHER));
      var weak = visitor.post("/console/password", passwords(PASSWORD, "short"));
      var taken = visitor.post("/console/password", passwords(PASSWORD, ANOTHER));

      assertTrue(wrong.body().contains("The current password is another"), wrong::body);
      assertTrue(weak.body().contains("password must be 12 to 200 characters"), weak::body);
      assertEquals(303, taken.statusCode());
      assertEquals(303, visitor.get("/console/overview").statusCode());
      assertEquals(401, statusOf(PASSWORD));
      assertEquals(200, statusOf(ANOTHER));
    }

    private Map<String, String> passwords(String current, String next) {
      return Map.of("current", current, "password", next);
    }

    @Test
    void theyChooseAnotherPasswordByTheApi() {
      String body = "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(PASSWORD, ANOTHER);
      Answer done =
          inlet.console(
              "PUT",
              "/api/me/password",
              body.getBytes(UTF_8),
              "Authorization",
              basic(name, PASSWORD));

      assertEquals(204, done.status(), done::toString);
      assertEquals(200, statusOf(ANOTHER));
      assertEquals(409, inlet.admin("PUT", "/api/me/password", body).status());
    }

    @Test
    void whatIsWrongIsRefused() {
      for (String user :
          List.of(
              user("", PASSWORD, "look"),
              user("Ada Lovelace", PASSWORD, "look"),
              user("bob", "password1234", "look"),
              user("bob", PASSWORD, "king"),
              "{\"name\":\"bob\",\"role\":\"look\"}")) {
        assertEquals(400, inlet.admin("POST", "/api/users", user).status(), user);
      }
      for (String taken : List.of(name, "admin")) {
        assertEquals(
            409, inlet.admin("POST", "/api/users", user(taken, PASSWORD, "look")).status());
      }
      assertEquals(404, inlet.admin("PATCH", "/api/users/nobody", "{\"role\":\"look\"}").status());
      assertEquals(400, change("{}").status());
      assertEquals(400, change("{\"role\":\"king\"}").status());
    }

    @Test
    void passwordsAreInNoAnswerAndNotInTheAuditLog() {
      change("{\"password\":\"%s\"}".formatted(ANOTHER));

      String shown =
          inlet.admin("GET", "/api/users").body() + inlet.admin("GET", "/api/audit").body();

      assertFalse(shown.contains(PASSWORD) || shown.contains(ANOTHER) || shown.contains("pbkdf2"));
    }
  }

  @Nested
  class Tokens {

    private Answer issue(String json) {
      return inlet.admin("POST", "/api/tokens", json);
    }

    private Answer me(String token) {
      return inlet.console("GET", "/api/me", null, "Authorization", "Bearer " + token);
    }

    @Test
    void tokenIsShownOnceAndOpensByItsRole() {
      Answer issued = issue("{\"name\":\"nightly\",\"role\":\"look\"}");
      String token = issued.at("/token").asText();

      assertTrue(token.matches("inlet_token_[0-9a-z]{40}"), token);
      assertEquals("{\"kind\":\"token\",\"name\":\"nightly\",\"role\":\"look\"}", me(token).body());
      Answer listed = inlet.admin("GET", "/api/tokens");
      assertEquals(issued.at("/id"), listed.at("/tokens/0/id"));
      assertEquals("admin", listed.at("/tokens/0/createdBy").asText());
      assertFalse(listed.at("/tokens/0/lastUsedAt").isNull());
      assertFalse(listed.body().contains(token));
      assertFalse(inlet.admin("GET", "/api/audit").body().contains(token));
    }

    @Test
    void revokedAndExpiredOnesSaySo() throws InterruptedException {
      Answer revoked = issue("{\"name\":\"r\",\"role\":\"look\"}");
      String soon = java.time.Instant.now().plusMillis(700).toString();
      Answer expired =
          issue("{\"name\":\"e\",\"role\":\"look\",\"expiresAt\":\"%s\"}".formatted(soon));

      assertEquals(
          204, inlet.admin("DELETE", "/api/tokens/" + revoked.at("/id").asText()).status());
      Thread.sleep(800);

      assertEquals(
          "API token revoked: have another one issued",
          me(revoked.at("/token").asText()).message());
      assertEquals(401, me(expired.at("/token").asText()).status());
      assertEquals(
          "API token expired: have another one issued",
          me(expired.at("/token").asText()).message());
      assertEquals(401, me("inlet_token_nobodyhasthis").status());
    }

    @Test
    void whatIsWrongIsRefused() {
      for (String json :
          List.of(
              "{\"role\":\"look\"}",
              "{\"name\":\"n\"}",
              "{\"name\":\"n\",\"role\":\"king\"}",
              "{\"name\":\"n\",\"role\":\"look\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}")) {
        assertEquals(400, issue(json).status(), json);
      }
      assertEquals(404, inlet.admin("DELETE", "/api/tokens/none").status());
    }

    @Test
    void formThatIsSentTwiceIssuesOne() {
      var visitor = new ConsoleVisitor(inlet);
      visitor.logIn(RunningInlet.ADMIN_PASSWORD);
      String page = visitor.get("/console/users").body();
      String once = page.replaceFirst("(?s).*name=\"once\" value=\"([^\"]+)\".*", "$1");
      Map<String, String> form =
          Map.of("name", "twice", "role", "look", "in", "P30D", "once", once);

      assertEquals(201, visitor.post("/console/users/tokens", form).statusCode());
      assertEquals(303, visitor.post("/console/users/tokens", form).statusCode());
    }
  }
}
