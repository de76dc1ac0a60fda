package dev.inlet.console.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import dev.inlet.access.PasswordCheck;
import dev.inlet.console.ConsoleVisitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let into the console, and what it does not let others do in their name. */
@NullUnmarked
class LoginFilterIT {
  @TempDir static Path folder;

  @Given(per = Per.CLASS)
  private static RunningInlet inlet;

  private static ConsoleVisitor stranger() {
    return new ConsoleVisitor(inlet);
  }

  private static ConsoleVisitor administrator() {
    ConsoleVisitor visitor = stranger();
    assertEquals(303, visitor.logIn(RunningInlet.ADMIN_PASSWORD).statusCode());
    return visitor;
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Nested
  class Strangers {

    @Test
    void everyPageAsksThemToLogInAndRemembersWhereTheyWanted() {
      HttpResponse<String> answer = stranger().get("/console/tester?type=track&as=fields");

      assertEquals(303, answer.statusCode());
      assertEquals(
          "/console/login?to=%2Fconsole%2Ftester%3Ftype%3Dtrack%26as%3Dfields",
          header(answer, "Location"));
      assertEquals(303, stranger().get("/console/no-such-page").statusCode());
      assertEquals(303, stranger().get("/").statusCode());
    }

    @Test
    void theirFormsDoNothing() {
      ConsoleVisitor stranger = stranger();
      stranger.get("/console/login");

      HttpResponse<String> answer = stranger.post("/console/tester", Map.of("scenario", "once"));

      assertEquals(303, answer.statusCode());
      assertTrue(header(answer, "Location").startsWith("/console/login"));
    }

    @Test
    void theirWrongPasswordsAreSlowedDown() {
      try (RunningInlet other = RunningInlet.in(folder.resolve("slow")).start()) {
        var guesser = new ConsoleVisitor(other);
        for (int i = 0; i < PasswordCheck.AT_ONCE; i++) {
          assertEquals(401, guesser.logIn("guess " + i).statusCode());
        }

        HttpResponse<String> answer = guesser.logIn(RunningInlet.ADMIN_PASSWORD);

        assertEquals(429, answer.statusCode());
        assertTrue(Integer.parseInt(header(answer, "Retry-After")) > 0);
      }
    }

    @Test
    void thePublicPortHasNoConsole() {
      for (String path : List.of("/", "/console", "/console/login", "/console/tester")) {
        assertEquals(404, inlet.send("GET", path).status(), path);
      }
    }
  }

  @Nested
  class Sessions {

    @Test
    void cookieIsForTheConsoleAloneAndNewWithTheLogIn() {
      ConsoleVisitor visitor = stranger();
      visitor.get("/console/login");
      String before = visitor.cookie();

      HttpResponse<String> answer = visitor.logIn(RunningInlet.ADMIN_PASSWORD);

      String cookie = header(answer, "Set-Cookie");
      assertTrue(cookie.matches("inlet_console=[0-9a-f]{64}; .*"), cookie);
      for (String attribute : List.of("Path=/console", "HttpOnly", "SameSite=Strict")) {
        assertTrue(
            cookie.toLowerCase(Locale.ROOT).contains(attribute.toLowerCase(Locale.ROOT)), cookie);
      }
      assertFalse(cookie.toLowerCase(Locale.ROOT).contains("secure"), cookie);
      assertNotEquals(before, visitor.cookie());
      assertEquals("/console/tester", header(answer, "Location"));
    }

    @Test
    void behindTlsTheCookieIsSecure() {
      HttpResponse<String> answer = stranger().get("/console/login", "X-Forwarded-Proto", "https");

      assertTrue(header(answer, "Set-Cookie").contains("Secure"));
    }

    @Test
    void logOutEndsTheSessionForWhoeverHasTheCookie() {
      ConsoleVisitor visitor = administrator();
      visitor.get("/console/tester");
      ConsoleVisitor thief = stranger();
      thief.useCookie(visitor.cookie());
      assertEquals(200, thief.get("/console/tester").statusCode());

      assertEquals(303, visitor.post("/console/logout", Map.of()).statusCode());

      assertEquals(303, thief.get("/console/tester").statusCode());
    }

    @Test
    void anotherPasswordEndsAllSessions() {
      Path place = folder.resolve("another");
      String cookie;
      try (RunningInlet other = RunningInlet.in(place).start()) {
        var visitor = new ConsoleVisitor(other);
        visitor.logIn(RunningInlet.ADMIN_PASSWORD);
        assertEquals(200, visitor.get("/console/tester").statusCode());
        cookie = visitor.cookie();
      }
      try (RunningInlet other =
          RunningInlet.in(place).with("inlet.admin.password", "another long password").start()) {
        var visitor = new ConsoleVisitor(other);
        visitor.useCookie(cookie);
        assertEquals(303, visitor.get("/console/tester").statusCode());
      }
    }

    @Test
    void adminApiDoesNotTakeTheCookie() {
      String cookie = administrator().cookie();

      assertEquals(401, inlet.console("GET", "/api/accounts", null, "Cookie", cookie).status());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://evil.example/",
          "//evil.example/",
          "/\\evil.example",
          "/api/accounts",
          "/console/..//evil.example/\\",
          "javascript:alert(1)",
          "/consolex",
          "/console?x=<",
          "/console?x=%zz",
          "/console/%zz",
          ""
        })
    void logInLeadsNowhereElse(String to) {
      ConsoleVisitor visitor = stranger();
      visitor.get("/console/login");

      HttpResponse<String> answer =
          visitor.post("/console/login", Map.of("password", RunningInlet.ADMIN_PASSWORD, "to", to));

      assertEquals("/console", header(answer, "Location"));
    }
  }

  @Nested
  class Forms {

    @Test
    void withoutTheirTokenTheyAreRefused() {
      ConsoleVisitor visitor = administrator();
      visitor.get("/console/tester");

      for (Map<String, String> fields :
          List.of(
              Map.of("scenario", "once"), Map.of("token", ""), Map.of("token", "0".repeat(64)))) {
        HttpResponse<String> answer = visitor.postExactly("/console/tester", fields);
        assertEquals(403, answer.statusCode());
        assertTrue(answer.body().contains("This form is out of date"), answer::body);
      }
    }

    @Test
    void tokenOfSomebodyElseIsWorthNothing() {
      ConsoleVisitor other = administrator();
      String page = other.get("/console/tester").body();
      String token = page.replaceFirst("(?s).*name=\"token\" value=\"([0-9a-f]{64})\".*", "$1");

      HttpResponse<String> answer =
          administrator().postExactly("/console/tester", Map.of("token", token));

      assertEquals(403, answer.statusCode());
    }

    @Test
    void formThatIsTooLargeOrGarbledIsAPageThatSaysSo() {
      ConsoleVisitor visitor = administrator();
      visitor.get("/console/tester");

      HttpResponse<String> large =
          visitor.post("/console/tester", Map.of("body", "x".repeat(1_100_000)));

      assertEquals(400, large.statusCode());
      assertTrue(header(large, "Content-Type").startsWith("text/html"));
    }
  }

  @Nested
  class Pages {

    @Test
    void mayRunNothingButTheConsolesOwnFiles() {
      for (HttpResponse<String> page :
          List.of(
              stranger().get("/console/login"),
              administrator().get("/console/tester"),
              administrator().get("/console/no-such-page"))) {
        assertEquals(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri"
                + " 'none'",
            header(page, "Content-Security-Policy"));
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(page, "Referrer-Policy"));
        assertEquals("no-store", header(page, "Cache-Control"));
        assertFalse(page.body().matches("(?s).*(<script>|<style|\\son[a-z]+=|\\sstyle=).*"));
      }
    }

    @Test
    void thatDoNotExistAreAPageToo() {
      HttpResponse<String> answer = administrator().get("/console/no-such-page");

      assertEquals(404, answer.statusCode());
      assertTrue(header(answer, "Content-Type").startsWith("text/html"));
      assertTrue(answer.body().contains("There is nothing here"));
    }

    @Test
    void assetsMayBeKeptForEverAtTheirOwnAddressAlone() {
      String page = stranger().get("/console/login").body();
      String url = page.replaceFirst("(?s).*href=\"([^\"]+console\\.css)\".*", "$1");

      HttpResponse<String> asset = stranger().get(url);

      assertEquals(200, asset.statusCode());
      assertEquals("text/css; charset=utf-8", header(asset, "Content-Type"));
      assertEquals("public, max-age=31536000, immutable", header(asset, "Cache-Control"));
      assertEquals("", header(asset, "Set-Cookie"));
      assertEquals(404, stranger().get("/console/assets/0/console.css").statusCode());
      assertEquals(
          404, stranger().get(url.replace("console.css", "..%2Fapplication.yml")).statusCode());
    }
  }
}
