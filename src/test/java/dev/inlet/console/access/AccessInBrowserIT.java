package dev.inlet.console.access;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.inlet.Chromium;
import dev.inlet.Chromium.Look;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, tokens and the audit log as somebody with a browser sees them. */
@NullUnmarked
class AccessInBrowserIT {
  private static final String PASSWORD = "what she alone knows";
  private static final String HOSTILE = "<script>window.hostile=1</script>";

  private static final Map<String, Look> LOOKS =
      Map.of("desktop", Look.DESKTOP, "night", Look.NIGHT, "phone", Look.PHONE_AT_NIGHT);

  @Given(per = Per.CLASS)
  private static RunningInlet inlet;

  @Given private static Chromium chromium;

  private BrowserContext visitor;
  private Page page;

  @BeforeEach
  void visit() {
    come(Look.DESKTOP);
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  private void come(Look look) {
    visitor = chromium.visitor(look);
    page = visitor.newPage();
  }

  private void open(String path) {
    page.navigate("http://localhost:" + inlet.consolePort() + path);
  }

  private void press(String button) {
    Chromium.button(page, button).first().click();
  }

  private void follow(String link) {
    Chromium.link(page, link).first().click();
  }

  private void logIn(String name, String password) {
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password").fill(password);
    press("Log in");
  }

  private Locator main() {
    return page.locator("main");
  }

  @Test
  void colleagueIsGivenANameAndWhoSuspendedIsFoundInTwoClicks() {
    String account = inlet.newAccount();
    open("/console/users");
    logIn("", RunningInlet.ADMIN_PASSWORD);
    page.getByLabel("Name").fill("ada");
    page.getByLabel("Password, 12 characters at least").fill(PASSWORD);
    page.locator("#role").selectOption("admin");
    press("Add user");
    assertThat(main()).containsText("Never logged in");
    press("Log out");

    open("/console/accounts/" + account);
    logIn("ada", PASSWORD);
    press("Suspend…");
    press("Suspend");
    assertThat(main()).containsText("suspended by ada");
    follow("All changes of this account");
    assertThat(page).hasTitle("Audit log · Inlet");
    assertThat(main()).containsText("Account suspended");
    follow("ada");
    assertThat(main()).containsText("Logged in");
    assertThat(page.locator(".side")).containsText("ada");
    press("Log out");
  }

  @Test
  void tokenIsShownOnceAndRevokedAfterAQuestion() {
    open("/console/users");
    logIn("", RunningInlet.ADMIN_PASSWORD);
    page.getByLabel("What it is for").fill("nightly export");
    press("Issue token");
    String token = page.locator("#secret").textContent();
    Chromium.picture(page, "token");
    assertTrue(token.startsWith("inlet_token_"), token);
    follow("To users and tokens");
    assertThat(main()).not().containsText(token);
    assertThat(main()).containsText("nightly export");
    press("Revoke nightly export…");
    press("Revoke");
    assertThat(main()).containsText("revoked");
  }

  @Test
  void pagesAreForEverybodyInEveryLook() {
    String account = inlet.newAccount();
    String user = "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}";
    inlet.admin("POST", "/api/users", user.formatted("grace.hopper@navy", PASSWORD, "support"));
    inlet.admin("POST", "/api/users", user.formatted("former", PASSWORD, "look"));
    inlet.admin("PATCH", "/api/users/former", "{\"disabled\":true}");
    inlet.admin("POST", "/api/tokens", "{\"name\":\"" + HOSTILE + "\",\"role\":\"look\"}");
    inlet.admin("PATCH", "/api/accounts/" + account, "{\"name\":\"" + HOSTILE + "\"}");
    inlet.admin("PATCH", "/api/accounts/" + account, "{\"suspended\":true}");
    LOOKS.forEach(
        (name, look) -> {
          visitor.close();
          come(look);
          open("/console/overview");
          logIn("grace.hopper@navy", PASSWORD);
          look("password-" + name, "/console/password");
          look("audit-" + name, "/console/audit");
          look("audited-account-" + name, "/console/accounts/" + account);
          look("refused-" + name, "/console/users");
          assertThat(main()).containsText("This needs the role admin");
          press("Log out");
          logIn("", RunningInlet.ADMIN_PASSWORD);
          look("users-" + name, "/console/users");
        });
  }

  private void look(String name, String path) {
    open(path);
    Chromium.picture(page, name);
    assertEquals(List.of(), Chromium.barriers(page), path);
    assertTrue(Chromium.fits(page), path);
    assertEquals(null, page.evaluate("window.hostile"), path);
  }
}
