package dev.inlet.console.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.inlet.Chromium;
import dev.inlet.Chromium.Look;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The log-in as somebody with a browser sees it. */
@NullUnmarked
class LoginInBrowserIT {
  @Given(per = Per.CLASS)
  private static RunningInlet inlet;

  @Given private static Chromium chromium;

  private static String console(String path) {
    return "http://localhost:" + inlet.consolePort() + path;
  }

  private static void logIn(Page page, String password) {
    page.getByLabel("Password").fill(password);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in")).click();
  }

  @Test
  void logInLeadsToThePageThatWasAskedForAndLogOutEndsIt() {
    try (BrowserContext visitor = chromium.visitor(Look.DESKTOP)) {
      Page page = visitor.newPage();
      page.navigate(console("/console/tester?type=track"));
      assertThat(page).hasTitle("Log in · Inlet");
      Chromium.picture(page, "login");

      logIn(page, "wrong");
      assertThat(page.getByRole(AriaRole.ALERT)).hasText("That is not the admin password.");
      assertEquals(List.of(), Chromium.barriers(page));

      logIn(page, RunningInlet.ADMIN_PASSWORD);
      assertThat(page).hasURL(console("/console/tester?type=track"));

      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out")).click();
      assertThat(page).hasTitle("Log in · Inlet");
      page.navigate(console("/console/tester"));
      assertThat(page).hasTitle("Log in · Inlet");
    }
  }

  @Test
  void logInWorksByKeyboardAloneWithoutScriptsAndOnAPhone() {
    for (Look look : List.of(Look.WITHOUT_SCRIPTS, Look.PHONE, Look.PHONE_AT_NIGHT)) {
      try (BrowserContext visitor = chromium.visitor(look)) {
        Page page = visitor.newPage();
        page.navigate(console("/console/tester"));
        assertTrue(Chromium.fits(page));
        page.keyboard().press("Tab"); // past the name
        page.keyboard().type(RunningInlet.ADMIN_PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(console("/console/tester"));
      }
    }
  }
}
