package dev.inlet.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.inlet.Chromium;
import dev.inlet.Chromium.Look;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import dev.inlet.codec.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every page as somebody with a browser sees it, with ordinary data and with hostile data. */
@NullUnmarked
class PagesInBrowserIT {
  /** The pages of the account {@code acme}, by the names of their pictures. */
  private static final Map<String, String> PAGES = pages("acme", "ada", "org-1");

  private static final List<String> LISTS_OF_ACTIVITY = List.of("deliveries", "events", "pages");

  /** The first two are of both widths and both colours. */
  private static final List<Look> LOOKS =
      List.of(Look.DESKTOP, Look.PHONE_AT_NIGHT, Look.NIGHT, Look.PHONE)
          .subList(0, Extent.of(2, 4));

  /** The lists show all the texts; of what they lead to, so many are visited of each kind. */
  private static final int PAGES_OF_A_KIND = Extent.of(6, 500);

  /** So that every page says that there is one, which the overview shows. */
  private static final int REFUSALS_OF_AN_ALERT = 22;

  @Given(environment = "dev", per = Per.CLASS)
  private static RunningInlet inlet;

  @Given private static Chromium chromium;
  private static String key;

  private static Map<String, String> pages(String account, String contact, String company) {
    var pages = new LinkedHashMap<String, String>();
    pages.put("overview", "/console/overview?span=24h");
    pages.put("overview-of-account", "/console/overview?only=" + account);
    pages.put("answers", "/console/overview/answers?from=2020-01-01&to=2099-01-01");
    pages.put("deliveries", "/console/deliveries?account=" + account);
    pages.put("unauthenticated", "/console/unauthenticated");
    pages.put("contacts", "/console/contacts?account=" + account);
    pages.put("contact", "/console/contacts/one?account=" + account + "&id=" + contact);
    pages.put("why", "/console/contacts/why?account=" + account + "&id=" + contact + "&name=name");
    pages.put("erase", "/console/contacts/erase?account=" + account + "&id=" + contact);
    pages.put("companies", "/console/companies?account=" + account);
    pages.put("company", "/console/companies/one?account=" + account + "&id=" + company);
    pages.put(
        "company-why",
        "/console/companies/why?account=" + account + "&id=" + company + "&name=name");
    pages.put("events", "/console/events?account=" + account);
    pages.put("pages", "/console/pages?account=" + account);
    pages.put("accounts", "/console/accounts");
    pages.put("account", "/console/accounts/" + account);
    pages.put("missing", "/console/contacts/one?account=" + account + "&id=nobody");
    return pages;
  }

  @BeforeAll
  static void fillAcme() {
    key = inlet.newKey("acme");
    deliver(
        key,
        "identify",
        "\"userId\":\"ada\",\"traits\":{\"name\":\"Ada"
            + " Lovelace\",\"email\":\"ada@example.com\",\"plan\":\"pro\",\"address\":{\"street\":\"12"
            + " St James's Square\",\"city\":\"London\"},"
            + "\"createdAt\":\"2026-03-01T12:00:00Z\",\"seats\":5,\"tags\":[\"engines\",{\"kind\":\"difference\"}],"
            + "\"notes\":\"%s\"}".formatted("She wrote the first program. ".repeat(20)));
    deliver(
        key,
        "track",
        "\"userId\":\"ada\",\"event\":\"Order Completed\",\"properties\":{\"revenue\":19.99}");
    deliver(
        key,
        "page",
        "\"userId\":\"ada\",\"name\":\"Pricing\",\"properties\":{\"url\":\"https://example.com/pricing\"}");
    deliver(
        key,
        "group",
        "\"userId\":\"ada\",\"groupId\":\"org-1\",\"traits\":{\"name\":\"Analytical Engines\"}");
    for (int i = 0; i < REFUSALS_OF_AN_ALERT; i++) {
      deliver(key, "track", "\"userId\":\"ada\"");
    }
    inlet.deliver("inlet_of-somebody-else", "{}");
    inlet.await(
        "/api/accounts/acme/deliveries?status=400", answer -> !answer.at("/deliveries").isEmpty());
    inlet.await("/api/alerts", answer -> answer.at("/alerts/0/kind").asText().equals("refusals"));
    inlet.await("/api/accounts/acme/companies", answer -> !answer.at("/companies").isEmpty());
  }

  private static void deliver(String key, String type, String rest) {
    inlet.deliver(key, "{\"type\":\"%s\",%s}".formatted(type, rest));
  }

  private static String console(String path) {
    return "http://localhost:" + inlet.consolePort() + path;
  }

  @Test
  void everyPageIsReadableInEveryLook() {
    for (Look look : LOOKS) {
      try (BrowserContext visitor = chromium.visitor(look)) {
        Page page = visitor.newPage();
        for (Map.Entry<String, String> one : PAGES.entrySet()) {
          page.navigate(console(one.getValue()));
          isReadable(page, one.getKey(), look);
        }
        for (String list : LISTS_OF_ACTIVITY) {
          page.navigate(console(PAGES.get(list)));
          page.locator("a.row-link").first().click();
          isReadable(page, list + "-one", look);
        }
        submit(page, "/console/accounts/acme", "Issue key");
        isReadable(page, "issued-key", look);
        submit(page, "/console/tester?account=acme", "Send");
        isReadable(page, "tester-result", look);
        submit(page, "/console/tester/call", "Send");
        isReadable(page, "api-call-result", look);
        inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"bob\"}");
        inlet.await("/api/accounts/acme/contacts/bob", answer -> answer.status() == 200);
        submit(page, "/console/contacts/erase?account=acme&id=bob", "Erase for good");
        isReadable(page, "erased", look);
      }
    }
    int pages = PAGES.size() + LISTS_OF_ACTIVITY.size() + 4;
    Figures.note("console", "%d pages in %d looks, no serious finding by axe", pages, LOOKS.size());
  }

  private static void submit(Page page, String form, String button) {
    page.navigate(console(form));
    Chromium.button(page, button).first().click();
  }

  private static void isReadable(Page page, String name, Look look) {
    Chromium.picture(page, name + "-" + look.width() + "-" + look.colours());
    assertEquals(List.of(), Chromium.barriers(page), name + " " + look);
    assertTrue(Chromium.fits(page), name + " " + look);
  }

  @Test
  void pagesAreReadWithoutScripts() {
    try (BrowserContext visitor = chromium.visitor(Look.WITHOUT_SCRIPTS)) {
      Page page = visitor.newPage();
      page.navigate(console(PAGES.get("deliveries")));
      assertTrue(page.locator("main").innerText().contains("Missing event"));
      assertFalse(page.locator("[data-live]").isVisible());
      page.navigate(console(PAGES.get("contact")));
      assertTrue(page.locator("main").innerText().contains("ada@example.com"));
      page.navigate(console(PAGES.get("overview")));
      assertTrue(page.locator("main").innerText().contains("Answers by account"));
      assertTrue(page.locator(".plot.calls figcaption").innerText().contains("times in UTC"));
      page.locator(".plot.calls .hits a").last().focus();
      Locator said = page.locator(".plot.calls .tip:visible");
      assertTrue(said.innerText().contains("; median "), said::innerText);
      assertTrue(page.locator("#alerts").innerText().contains("calls of acme were refused"));
      page.locator("#alerts").getByText("Refused deliveries").first().click();
      assertTrue(page.url().contains("status=refused&from="), page::url);
      assertTrue(page.locator("#deliveries").innerText().contains("Missing event"));
      for (String list : List.of("events", "pages", "company")) {
        page.navigate(console(PAGES.get(list)));
        assertTrue(page.locator("main").innerText().contains("Ada Lovelace"), list);
      }
    }
  }

  @Test
  void newDeliveriesAppearByThemselvesUnlessPaused() {
    String key = inlet.newKey("busy");
    try (BrowserContext visitor = chromium.visitor(Look.DESKTOP)) {
      Page page = visitor.newPage();
      page.navigate(console("/console/deliveries?account=busy"));
      assertTrue(page.locator("#deliveries").innerText().contains("Nothing has arrived"));

      deliver(key, "track", "\"userId\":\"1\",\"event\":\"e\",\"messageId\":\"first\"");
      page.locator("#deliveries").getByText("first").waitFor();

      page.getByText("Pause").click();
      deliver(key, "track", "\"userId\":\"1\",\"event\":\"e\",\"messageId\":\"second\"");
      page.waitForTimeout(2500);
      assertEquals(0, page.locator("#deliveries").getByText("second").count());
      page.getByText("Resume").click();
      page.locator("#deliveries").getByText("second").waitFor();
    }
  }

  @Test
  void whatArrivesWhileThePageIsLoadedAppearsAsWell() {
    String key = inlet.newKey("hasty");
    try (BrowserContext visitor = chromium.visitor(Look.DESKTOP)) {
      Page page = visitor.newPage();
      page.route(
          "**/console/deliveries/live?*",
          route -> {
            deliver(key, "track", "\"userId\":\"1\",\"event\":\"e\",\"messageId\":\"between\"");
            route.resume();
          });
      page.navigate(console("/console/deliveries?account=hasty"));
      page.locator("#deliveries").getByText("between").waitFor();
    }
  }

  @Test
  void hostileTextRunsNowhere() {
    String key = fillHostile();
    try (BrowserContext visitor = chromium.visitor(Look.DESKTOP)) {
      Page page = visitor.newPage();
      List<String> alarms = alarms(page);
      Set<String> visited = new LinkedHashSet<>();
      Map<String, Integer> ofKind = new HashMap<>();
      List<String> toVisit = new ArrayList<>(pages("hostile", "h-0", "g-0").values());
      for (int i = 0; i < toVisit.size(); i++) {
        int alike = ofKind.merge(kind(toVisit.get(i)), 1, Integer::sum);
        if (alike <= PAGES_OF_A_KIND && visited.add(toVisit.get(i))) {
          page.navigate(console(toVisit.get(i)));
          assertEquals(null, page.evaluate("window.hostile ?? null"), toVisit.get(i));
          toVisit.addAll(linked(page));
        }
      }
      assertEquals(List.of(), alarms);
      Figures.note(
          "console",
          "%d hostile texts, %d pages visited, 0 scripts run",
          Hostile.TEXTS.size(),
          visited.size());
    }
    String file = inlet.console("GET", "/console/contacts/export?account=hostile", null).body();
    assertFalse(file.lines().anyMatch(line -> line.matches("(.*,)?\"?[=+\\-@\\t].*")), file);
    assertTrue(key.startsWith("inlet_"));
  }

  /** What a page of the hostile account leads to, once each kind of address. */
  @SuppressWarnings("unchecked")
  private static List<String> linked(Page page) {
    var links =
        (List<String>)
            page.evaluate(
                "[...document.querySelectorAll('main a[href]')].map(a => a.getAttribute('href'))");
    return links.stream()
        .peek(link -> assertTrue(link.matches("/console([/?#].*)?|/docs"), link))
        .filter(link -> link.contains("hostile") && !link.contains("export"))
        .filter(link -> !link.contains("/console/tester"))
        .toList();
  }

  /** An address without what tells one thing from another. */
  private static String kind(String url) {
    return url.replaceAll("[?].*|[0-9]", "");
  }

  /** Everything that a script, or an attempt at one, would leave behind. */
  private static List<String> alarms(Page page) {
    var alarms = new ArrayList<String>();
    page.onDialog(
        dialog -> {
          alarms.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onPageError(error -> alarms.add("error: " + error));
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            alarms.add(message.text());
          }
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith("http://localhost:")) {
            alarms.add("request: " + request.url());
          }
        });
    return alarms;
  }

  private static String fillHostile() {
    inlet.admin(
        "POST",
        "/api/accounts",
        "{\"id\":\"hostile\",\"name\":%s}".formatted(Json.quote(Hostile.TEXTS.getFirst())));
    String key = inlet.newKey("hostile");
    for (int i = 0; i < Hostile.TEXTS.size(); i++) {
      String text = Json.quote(Hostile.TEXTS.get(i));
      inlet.newKey("hostile", "{\"name\":%s,\"permissions\":[\"identify\"]}".formatted(text));
      String person = "\"userId\":\"h-%d\"".formatted(i);
      String odd = "\"userId\":%s,\"anonymousId\":%s,\"messageId\":%s".formatted(text, text, text);
      String everything =
          "{%s:%s,\"name\":%s,\"email\":%s,\"website\":%s,\"avatar\":%s,\"address\":%s}"
              .formatted(text, text, text, text, text, text, text);
      deliver(key, "identify", person + ",\"traits\":" + everything);
      deliver(key, "identify", odd + ",\"traits\":" + everything);
      deliver(key, "track", person + ",\"event\":%s,\"properties\":%s".formatted(text, everything));
      deliver(
          key,
          "page",
          person
              + ",\"name\":%s,\"category\":%s,\"properties\":{\"url\":%s,\"title\":%s,\"keywords\":[%s]}"
                  .formatted(text, text, text, text, text));
      deliver(
          key, "group", person + ",\"groupId\":\"g-%d\",\"traits\":%s".formatted(i, everything));
      deliver(key, "group", person + ",\"groupId\":%s,\"traits\":{}".formatted(text));
      inlet.deliver(Hostile.TEXTS.get(i), "{}");
      inlet.deliver(key, "{\"type\":%s,%s}".formatted(text, odd));
      inlet.deliver(
          key,
          "{\"type\":\"track\",%s}".formatted(odd),
          "X-Segment-Settings",
          RunningInlet.base64("{%s:%s}".formatted(text, text)));
    }
    inlet.await(
        "/api/accounts/hostile/companies?q=g-" + (Hostile.TEXTS.size() - 1),
        answer -> !answer.at("/companies").isEmpty());
    return key;
  }
}
