package dev.inlet.console.tester;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.inlet.Chromium;
import dev.inlet.Chromium.Look;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The event tester as somebody with a browser uses it, in the dev environment. */
@NullUnmarked
class EventTesterInBrowserIT {
  @Given(environment = "dev")
  private static RunningInlet inlet;

  @Given private static Chromium chromium;

  /** The first two are of both widths and both colours. */
  private static final Map<String, Look> LOOKS = looks();

  private BrowserContext visitor;
  private Page page;

  private static Map<String, Look> looks() {
    var looks = new LinkedHashMap<String, Look>();
    looks.put("light", Look.DESKTOP);
    looks.put("phone-dark", Look.PHONE_AT_NIGHT);
    if (Extent.isLong()) {
      looks.put("dark", Look.NIGHT);
      looks.put("phone", Look.PHONE);
    }
    return looks;
  }

  @BeforeEach
  void visit() {
    come(Look.DESKTOP);
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  private void come(Look look) {
    if (visitor != null) {
      visitor.close();
    }
    visitor = chromium.visitor(look);
    page = visitor.newPage();
  }

  private void open(String path) {
    page.navigate("http://localhost:" + inlet.consolePort() + path);
  }

  private void press(String button) {
    Chromium.button(page, button).click();
  }

  private Locator labelled(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private Locator panels(String title) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(title));
  }

  /** The statuses of the answers on the page, in their order. */
  private List<String> statuses() {
    return page.locator(".answer .status").allTextContents();
  }

  @Nested
  class Sending {

    @Test
    void oneClickSendsASampleAndLeadsToItsContact() {
      open("/console/tester");
      labelled("Account").selectOption("demo");
      press("Send");

      page.locator(".request > summary").click();
      assertThat(panels("Request from Segment")).containsText("User-Agent: Segment.io/1.0");
      assertThat(page.locator(".effects")).containsText("There is a contact");
      assertThat(page.locator(".outcome")).containsText("Sent to the account of a customer, Demo");
      assertThat(panels("Response from destination"))
          .containsText("Segment is done with this call");
      assertTrue(List.of("200", "202").containsAll(statuses()), () -> statuses().toString());
      inlet.await(
          "/api/accounts/demo/contacts/u-1042",
          contact -> contact.at("/fields/name").asText().equals("Ada Lovelace"));
      assertThat(page.locator(".outcome a[href*=contacts]"))
          .hasAttribute("href", Addresses.contact("demo", "u-1042"));
    }

    @Test
    void callWithoutAMessageIdIsLookedForAsWell() {
      open("/console/tester?type=track");
      page.locator("textarea[name=body]")
          .fill("{\"type\":\"track\",\"userId\":\"q\",\"event\":\"Unnamed\"}");
      page.locator("input[name=renews]").uncheck();
      press("Send");

      assertThat(page.locator(".effects")).containsText("This event is there");
      assertThat(page.locator(".outcome")).containsText("Passed");
    }

    @Test
    void resultHasAnAddressAndIsReloadedWithoutSendingAgain() {
      open("/console/tester?account=demo");
      press("Send");
      assertThat(panels("Response from destination")).isVisible();
      String result = page.url();
      String shown = page.locator("main").innerText();
      page.reload();
      assertEquals(shown, page.locator("main").innerText());

      open("/console/tester");
      page.navigate(result);
      assertEquals(shown, page.locator("main").innerText());
    }

    @Test
    void nothingGoesToACustomerUnlessThatIsChosen() {
      open("/console/tester?type=track");
      press("Send");
      assertThat(page.locator(".outcome")).containsText("Sent to the sandbox");
      assertThat(page.locator(".effects")).containsText("There is one event of this message");
      assertThat(page.locator(".tag.bad")).hasCount(0);
      Chromium.picture(page, "tester-sandbox");
      String sandbox = sandbox();
      assertTrue(sandbox.startsWith("_sandbox-"), sandbox);
      page.getByText("Its delivery").click();
      assertThat(page.locator("#account, main")).not().hasCount(0);
      open("/console/tester/history");
      assertThat(page.locator("tbody tr").first()).containsText("One call");
      assertThat(page.locator("tbody tr").first()).containsText("Passed");
      Chromium.picture(page, "tester-history");

      open("/console/tester");
      press("Clean the sandbox");
      press("Send");
      assertThat(page.locator(".outcome")).containsText("Sent to the sandbox");
      assertFalse(sandbox().equals(sandbox), "another one");
    }

    /** The newest sandbox that is not closed. */
    private String sandbox() {
      for (var account : inlet.admin("GET", "/api/accounts?limit=200").at("/accounts")) {
        String id = account.at("/id").asText();
        if (id.startsWith("_") && account.at("/closing").isNull()) {
          return id;
        }
      }
      return "";
    }

    @Test
    void testIsListedByTheTypeThatWasSentAndTypesThatAreNotTakenSaySo() {
      open("/console/tester");
      assertThat(page.locator(".choices")).containsText("screen not in inlet.types");
      labelled("Message").fill("{\"type\":\"track\",\"userId\":\"1\",\"event\":\"e\"}");
      press("Send");
      open("/console/tester/history");
      assertThat(page.locator("tbody tr").first()).containsText("track");
    }

    @Test
    void resultThatIsGoneSaysWhereTheCallIs() {
      open("/console/tester/results/none");
      assertThat(page.locator("main")).containsText("The call itself stands among the deliveries");
    }

    @Test
    void whatIsEditedAsJsonIsWhatArrives() {
      open("/console/tester?account=demo&type=identify");
      Locator body = labelled("Message");
      body.fill(
          body.inputValue().replace("u-1042", "edited").replace("\"pro\"", "9007199254740993"));
      press("Send");

      inlet.await(
          "/api/accounts/demo/contacts/edited",
          contact ->
              contact.status() == 200
                  && contact.at("/traits/plan").asText().equals("9007199254740993"));
    }

    @Test
    void whatWasRepairedStandsBesideTheAnswer() {
      open("/console/tester?account=demo&type=identify");
      labelled("Message")
          .fill(
              "{\"type\":\"identify\",\"userId\":\"repaired\",\"context\":{\"traits\":{\"name\":\"Jo\"}}}");
      press("Send");

      assertThat(page.locator(".outcome"))
          .containsText("Warning: Traits were taken from context.traits");
    }

    @Test
    void whatIsEditedAsFieldsIsWhatArrives() {
      open("/console/tester?account=demo&type=identify&as=fields");
      labelled("userId").fill("fields");
      labelled("age").fill("36");
      labelled("firstName").fill("");
      page.getByLabel("Name of a custom field").last().fill("tags");
      page.getByLabel("Its value").last().fill("[\"a\",1]");
      press("Send");

      inlet.await(
          "/api/accounts/demo/contacts/fields",
          contact ->
              contact.status() == 200
                  && contact.at("/fields/age").asInt() == 36
                  && contact.at("/traits/tags").toString().equals("[\"a\",1]")
                  && contact.at("/fields/name").asText().equals("Lovelace"));
    }

    @Test
    void editsSurviveTheWayFromFieldsToJsonAndBack() {
      open("/console/tester?type=track&as=fields");
      labelled("event").fill("Trial Started");
      press("Edit as JSON");
      assertTrue(labelled("Message").inputValue().contains("\"Trial Started\""));
      press("Edit as fields");
      assertEquals("Trial Started", labelled("event").inputValue());
    }

    @Test
    void pastedKeyIsUsedAndHiddenUnlessAskedFor() {
      String key = inlet.newKey("pasted");
      open("/console/tester");
      page.getByLabel("or its API key").fill(key);
      press("Send");

      String encoded = RunningInlet.basic(key);
      assertFalse(page.locator("main").textContent().contains(encoded));
      inlet.await("/api/accounts/pasted/contacts/u-1042", contact -> contact.status() == 200);

      page.getByLabel("Show the key in the curl command").check();
      press("Send");
      assertTrue(page.locator("main").textContent().contains(encoded));
    }

    @Test
    void bodyThatIsNoJsonIsSentAsItIsAndRefused() {
      open("/console/tester");
      page.locator("textarea[name=body]").fill("{\"type\": ");
      press("Send");
      assertEquals(List.of("400"), statuses());
      assertThat(page.locator(".outcome").getByText("Its delivery"))
          .hasAttribute("href", Pattern.compile("/console/deliveries/r.*"));

      press("Out of order");
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Body ends before its JSON");
    }
  }

  @Nested
  class Scenarios {

    @Test
    void eachEndsAsItShould() {
      inlet.newAccount("scenes");
      var clicks = new TreeMap<String, List<String>>();
      for (Scene scene : Scene.values()) {
        open("/console/tester?account=scenes");
        if (scene == Scene.RETRY) {
          page.getByLabel("Yes, answer 503 to every call for a moment").check();
        }
        press(scene.title);
        assertThat(page.locator(".outcome h2")).hasText(scene.title);
        assertThat(page.locator(".tag.bad")).hasCount(0);
        clicks.put(scene.title, statuses());
        assertEquals(scene.statuses, statuses().stream().map(Scene::kept).toList(), scene.title);
      }
      Chromium.picture(page, "tester-scenario");
      Figures.note("tester", "%d scenarios as they should be: %s", clicks.size(), clicks);
      assertEquals(
          "newer",
          inlet
              .admin("GET", "/api/accounts/scenes/contacts/u-1042")
              .at("/traits/cameFrom")
              .asText());
      assertFalse(inlet.admin("GET", "/api/maintenance").at("/enabled").asBoolean());
    }

    @Test
    void nobodyClosesInletByAccident() {
      open("/console/tester");
      press("Retry after 503");

      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Tick the box");
      assertEquals(List.of(), statuses());
    }
  }

  /** A scenario and its answers; 2xx stands for 200 and 202. */
  private enum Scene {
    RETRY("Retry after 503", "503", "2xx"),
    DUPLICATE("Same message twice", "2xx", "2xx"),
    OUT_OF_ORDER("Out of order", "2xx", "2xx"),
    ODD_CASING("Odd casing", "2xx"),
    LATE_REPLAY("Late replay", "2xx"),
    WRONG_CLOCK("Wrong clock", "2xx"),
    UNSUPPORTED_TYPE("Unsupported type", "501"),
    MISSING_EMAIL("Missing e-mail", "400"),
    EXPIRED_KEY("Expired key", "401");

    private final String title;
    private final List<String> statuses;

    Scene(String title, String... statuses) {
      this.title = title;
      this.statuses = List.of(statuses);
    }

    static String kept(String status) {
      return status.startsWith("2") ? "2xx" : status;
    }
  }

  @Nested
  class ApiCalls {

    @Test
    void goToThePublicPort() {
      open("/console/tester/call");
      page.getByLabel("Method").selectOption("GET");
      page.getByLabel("Path").fill("/openapi/inlet.yml");
      page.getByLabel("Body").fill("");
      press("Send");

      assertThat(panels("Response from destination")).containsText("openapi:");
    }

    @Test
    void goNowhereElse() {
      open("/console/tester/call");
      page.getByLabel("Path").fill("//example.com/");
      press("Send");

      assertThat(page.getByRole(AriaRole.ALERT)).containsText("Path must begin with one slash");
    }
  }

  @Nested
  class Readers {

    @Test
    void withKeyboardPhoneOrDarkRoomMeetNoBarrier() {
      LOOKS.forEach(
          (name, look) -> {
            come(look);
            for (String path :
                List.of(
                    "/console/tester",
                    "/console/tester?account=demo&type=identify&as=fields",
                    "/console/tester/call")) {
              open(path);
              assertEquals(List.of(), Chromium.barriers(page), name + " " + path);
              assertTrue(Chromium.fits(page), name + " " + path);
            }
            Chromium.picture(page, "tester-call-" + name);
            open("/console/tester");
            press("Out of order");
            assertEquals(List.of(), Chromium.barriers(page), name);
            assertTrue(Chromium.fits(page), name);
            Chromium.picture(page, "tester-" + name);
          });
    }

    @Test
    void withoutScriptsCanDoAllOfIt() {
      come(Look.WITHOUT_SCRIPTS);
      open("/console/tester?type=page");
      press("Edit as fields");
      labelled("title").fill("No script");
      press("Send");

      page.locator(".request > summary").click();
      assertThat(panels("Request from Segment")).containsText("No script");
      assertThat(panels("Response from destination")).containsText("Kept.");
    }

    @Test
    void withAKeyboardAloneSendACall() {
      open("/console/tester");
      page.keyboard().press("Tab");
      assertThat(page.getByText("Skip to content")).isFocused();
      page.keyboard().press("Enter");
      for (int i = 0; i < 60 && !isFocused("Send"); i++) {
        page.keyboard().press("Tab");
      }
      assertTrue(isFocused("Send"));
      page.keyboard().press("Enter");

      assertThat(panels("Response from destination")).containsText("Kept.");
    }

    private boolean isFocused(String button) {
      return button.equals(page.evaluate("document.activeElement.textContent.trim()"));
    }
  }

  @Nested
  class Attackers {
    private static final List<String> PAYLOADS =
        List.of(
            "<script>window.hit=1</script>",
            "</textarea><script>window.hit=1</script>",
            "</pre><img src=x onerror=window.hit=1>",
            "\" autofocus onfocus=window.hit=1 x=\"",
            "' onmouseover='window.hit=1",
            "<svg/onload=window.hit=1>",
            "javascript:window.hit=1",
            "${window.hit=1}",
            "{{constructor.constructor('window.hit=1')()}}",
            "<!--<img src=x onerror=window.hit=1>-->",
            "]]><script>window.hit=1</script>",
            "\u2028window.hit=1\u202e");

    /** So often the payloads are dealt out to the fields anew; each page has each payload then. */
    private static final int DEALS = Extent.of(3, PAYLOADS.size());

    @Test
    void runNoScriptWithAnyValue() {
      var console = new ArrayList<String>();
      page.onConsoleMessage(message -> console.add(message.text()));
      for (int deal = 0; deal < DEALS; deal++) {
        open("/console/tester?account=demo&type=identify&as=fields");
        page.locator("input:not([type=hidden]):not([type=checkbox]):not([name=key])")
            .evaluateAll(
                "(inputs, texts) => inputs.forEach((one, i) => (one.value = texts[i % texts.length]))",
                dealt(deal));
        press("Send");
        assertEquals(
            List.of("200"), statuses().stream().map(s -> s.replace("202", "200")).toList());
        look();
        press("Edit as JSON");
        look();
        for (String payload : dealt(deal).subList(0, PAYLOADS.size() / DEALS)) {
          open(
              Link.to("/console/tester").with("type", "track").with("account", payload).toString());
          look();
          labelled("Message").fill(payload);
          press("Send");
          look();
          open("/console/tester/call");
          page.getByLabel("Body").fill(payload);
          page.getByLabel("Headers, one a line")
              .fill("X-A: " + payload.replaceAll("[^\\x20-\\x7e]", ""));
          press("Send");
          look();
        }
      }
      assertEquals(List.of(), console);
      Figures.note("scripts", "%d payloads on 5 pages of the tester, 0 run", PAYLOADS.size());
    }

    /** All payloads, beginning with others each time. */
    private static List<String> dealt(int deal) {
      var payloads = new ArrayList<>(PAYLOADS);
      Collections.rotate(payloads, -deal * (PAYLOADS.size() / DEALS));
      return payloads;
    }

    private void look() {
      assertEquals(true, page.evaluate("window.hit === undefined"));
      assertEquals(0, page.locator("script:not([src^='/console/assets/'])").count());
      assertEquals(0, page.locator("main img, main svg").count());
    }
  }
}
