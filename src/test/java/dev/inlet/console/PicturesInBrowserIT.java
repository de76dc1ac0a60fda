package dev.inlet.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.inlet.Answer;
import dev.inlet.Chromium;
import dev.inlet.Chromium.Look;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.SteppedClock;
import dev.inlet.webhook.Receiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of every page in every look, in {@code target/screenshots}, and those of the README, all
 * of an hour of calls that came over HTTP. Too much for a build: it runs when somebody wants to see
 * them.
 */
@NullUnmarked
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIfSystemProperty(named = "inlet.test.pictures", matches = "true")
class PicturesInBrowserIT {
  private static final Path OF_README = Path.of("src", "site", "images");
  private static final String USER = "grace.hopper";
  private static final String PASSWORD = "what she alone knows";

  /** A page, and what is done on the way to it. */
  private record Sight(String path, Consumer<Page> way) {}

  private static final Map<String, Sight> SIGHTS = new LinkedHashMap<>();

  @Given private static Chromium chromium;
  private static RunningInlet inlet;
  private static Receiver receiver;

  @BeforeAll
  static void fill(@TempDir Path folder) throws IOException, InterruptedException {
    var clock = new SteppedClock(Duration.ofMinutes(59));
    inlet =
        RunningInlet.in(folder)
            .with("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
            .with("inlet.forward.allow-private", "true")
            .with("inlet.answer-budget", "2s")
            .clock(clock)
            .start();
    receiver = new Receiver();
    var traffic = new Traffic(inlet);
    traffic.run(clock);
    add(
        "users",
        "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"admin\"}".formatted(USER, PASSWORD));
    add("tokens", "{\"name\":\"nightly export\",\"role\":\"look\"}");
    add("accounts", "{\"id\":\"hooli\",\"name\":\"Hooli\"}");
    add("accounts/hooli/close", "{}");
    String subscription =
        add("subscriptions", "{\"url\":\"%s\",\"account\":\"acme\"}".formatted(receiver.url()));
    receiver.answers(500);
    traffic.identify("acme", 0);
    String attempts = "/api/subscriptions/" + subscription + "/deliveries";
    inlet.await(attempts, answer -> !answer.at("/deliveries").isEmpty());
    String attempt = inlet.admin("GET", attempts).at("/deliveries/0/id").asText();
    Answer erased = inlet.admin("DELETE", "/api/accounts/acme/contacts/" + Traffic.person(9));
    seeCalls("/console/contacts/erased/" + erased.at("/id").asText());
    seeOperations("/console/subscriptions/" + subscription, attempt);
  }

  private static String add(String list, String json) {
    return inlet.admin("POST", "/api/" + list, json).at("/id").asText();
  }

  private static void seeCalls(String receipt) {
    String of = "?account=acme";
    String ada = of + "&id=" + Traffic.person(0);
    for (String span : List.of("1h", "6h", "24h", "7d", "30d")) {
      see("overview-" + span, "/console/overview?span=" + span);
    }
    see("overview-of-account", "/console/overview?only=acme");
    see("maintenance-question", "/console/overview", press("Turn maintenance on…"));
    see("deliveries", "/console/deliveries?account=globex");
    see("deliveries-none", "/console/deliveries" + of + "&person=nobody");
    see("delivery", "/console/deliveries" + of, PicturesInBrowserIT::followFirst);
    see("deliveries-refused", "/console/deliveries?account=globex&status=refused");
    see(
        "delivery-refused",
        "/console/deliveries?account=globex&status=refused",
        PicturesInBrowserIT::followFirst);
    see("unauthenticated", "/console/unauthenticated");
    see("contacts", "/console/contacts" + of);
    see("contact", "/console/contacts/one" + ada);
    see("contact-why", "/console/contacts/why" + ada + "&name=plan");
    see("contact-missing", "/console/contacts/one" + of + "&id=nobody");
    see("erase", "/console/contacts/erase" + ada);
    see("erased", receipt);
    see("companies", "/console/companies" + of);
    see("company", "/console/companies/one" + of + "&id=org-1");
    see("company-why", "/console/companies/why" + of + "&id=org-1&name=name");
    see("events", "/console/events" + of);
    see("event", "/console/events" + of, PicturesInBrowserIT::followFirst);
    see("pages", "/console/pages" + of);
    see("page", "/console/pages" + of, PicturesInBrowserIT::followFirst);
  }

  private static void seeOperations(String subscription, String attempt) {
    see("accounts", "/console/accounts");
    see("account", "/console/accounts/acme");
    see("account-closed", "/console/accounts/hooli");
    see("suspend-question", "/console/accounts/acme", press("Suspend…"));
    see("close-question", "/console/accounts/acme", press("Close the account…"));
    see("key-issued", "/console/accounts/initech", press("Issue key"));
    see("closings", "/console/closings");
    see("closing", "/console/closings", PicturesInBrowserIT::followFirst);
    see("subscriptions", "/console/subscriptions");
    see("subscription-new", "/console/subscriptions/new");
    see("subscription", subscription);
    see("subscription-tested", subscription, press("Send test"));
    see("subscription-secret", subscription, press("Rotate secret"));
    see("subscription-attempt", subscription + "/deliveries/" + attempt);
    see("subscription-end", subscription + "/end");
    see("tester", "/console/tester?account=initech");
    see("tester-fields", "/console/tester?account=initech&type=identify&as=fields");
    see("tester-sent", "/console/tester?account=initech", press("Send"));
    see("tester-scenario", "/console/tester?account=initech", press("Out of order"));
    see("tester-history", "/console/tester/history");
    see("tester-call", "/console/tester/call");
    see("tester-call-sent", "/console/tester/call", press("Send"));
    see("audit", "/console/audit");
    see("users", "/console/users");
    see("password", "/console/password");
    see("error", "/console/nowhere");
  }

  private static void see(String name, String path) {
    see(name, path, page -> {});
  }

  private static void see(String name, String path, Consumer<Page> way) {
    SIGHTS.put(name, new Sight(path, way));
  }

  private static Consumer<Page> press(String button) {
    return page -> Chromium.button(page, button).first().click();
  }

  private static void followFirst(Page page) {
    page.locator("main tbody a").first().click();
  }

  @AfterAll
  static void close() {
    receiver.close();
    inlet.close();
  }

  @Order(2) // since using the event tester makes an alert of its key
  @Test
  void everyPageHasNoFlawInEveryLook() {
    var flaws = new ArrayList<String>();
    for (Look look : Look.every()) {
      try (BrowserContext visitor = chromium.visitor(look)) {
        Page page = visitor.newPage();
        open(page, new Sight("/console/overview", visited -> {}));
        keep(page, "login", look, flaws);
        logIn(page);
        SIGHTS.forEach(
            (name, sight) -> {
              open(page, sight);
              keep(page, name, look, flaws);
            });
      }
    }
    assertEquals(List.of(), flaws);
  }

  private static void open(Page page, Sight sight) {
    page.navigate("http://localhost:" + inlet.consolePort() + sight.path());
    sight.way().accept(page);
  }

  private static void logIn(Page page) {
    page.getByLabel("Name").fill(USER);
    page.getByLabel("Password").fill(PASSWORD);
    Chromium.button(page, "Log in").click();
  }

  private static void keep(Page page, String name, Look look, List<String> flaws) {
    Chromium.picture(page, "pages/" + name + "-" + look.slug());
    Chromium.flaws(page).forEach(flaw -> flaws.add(name + " " + look.slug() + ": " + flaw));
    if (!Chromium.fits(page)) {
      flaws.add(name + " " + look.slug() + ": wider than the window");
    }
  }

  @Order(1)
  @Test
  void picturesOfTheReadmeAreRenewed() {
    try (BrowserContext visitor = chromium.visitor(Look.DESKTOP)) {
      Page page = visitor.newPage();
      open(page, new Sight("/console/overview", visited -> {}));
      logIn(page);
      for (String name : List.of("overview-1h", "deliveries", "contact", "tester-sent")) {
        open(page, SIGHTS.get(name));
        page.evaluate("scrollTo(0, 0)");
        page.screenshot(new Page.ScreenshotOptions().setPath(OF_README.resolve(name + ".png")));
      }
    }
  }
}
