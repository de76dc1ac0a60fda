package dev.inlet.console.subscription;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.inlet.RunningInlet.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.inlet.Chromium;
import dev.inlet.Chromium.Look;
import dev.inlet.Everything;
import dev.inlet.Extent;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import dev.inlet.webhook.Receiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions as somebody with a browser makes and looks after them, with a real subscriber. */
@NullUnmarked
class SubscriptionsInBrowserIT {
  private static final String SECRET = "whsec_";
  private static final String HOSTILE = "<script>window.hostile=1</script>";

  private static final List<Look> LOOKS =
      List.of(Look.DESKTOP, Look.PHONE_AT_NIGHT, Look.NIGHT, Look.PHONE)
          .subList(0, Extent.of(2, 4));

  @Given(
      environment = "dev",
      value = {
        "inlet.forward.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        "inlet.forward.allow-private=true"
      })
  private static RunningInlet inlet;

  @Given private static Chromium chromium;

  private Receiver receiver;
  private BrowserContext visitor;
  private Page page;
  private String account;
  private String key;

  @BeforeEach
  void visit() throws IOException {
    receiver = new Receiver();
    account = inlet.newAccount();
    key = inlet.newKey(account);
    come(Look.DESKTOP);
  }

  @AfterEach
  void leave() {
    visitor.close();
    receiver.close();
    inlet
        .admin("GET", "/api/subscriptions")
        .at("/subscriptions")
        .findValuesAsText("id")
        .forEach(id -> inlet.admin("DELETE", "/api/subscriptions/" + id));
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

  private JsonNode only() {
    JsonNode all = inlet.admin("GET", "/api/subscriptions").at("/subscriptions");
    assertEquals(1, all.size(), all::toString);
    return all.get(0);
  }

  private String subscribe() {
    return inlet
        .admin(
            "POST",
            "/api/subscriptions",
            "{\"url\":\"%s\",\"account\":\"%s\"}".formatted(receiver.url(), account))
        .at("/id")
        .asText();
  }

  private void identify(String messageId) {
    inlet.deliver(
        key,
        "{\"type\":\"identify\",\"userId\":\"ada\",\"messageId\":\"%s\",\"traits\":{\"name\":\"Ada\",\"seats\":%d}}"
            .formatted(messageId, System.nanoTime()));
  }

  private static String path(String id) {
    return "/console/subscriptions/" + id;
  }

  @Test
  void oneIsMadeAndItsSecretIsShownOnce() {
    open("/console/subscriptions");
    follow("New subscription");
    page.getByLabel("Address").fill(receiver.url());
    page.getByLabel("Account").selectOption(account);
    page.getByLabel("page.received").uncheck();
    page.getByLabel("Fixed headers, a line each").fill("Authorization: Bearer hush");
    press("Create subscription");
    String secret = page.locator("#secret").textContent();
    assertTrue(secret.startsWith(SECRET), secret);

    page.reload();
    assertFalse(page.content().contains(SECRET));
    assertThat(page.locator("h1")).containsText("localhost:");
    assertEquals(8, only().get("types").size());
    identify("m1");
    await(() -> receiver.all().size(), size -> size > 0);
    assertTrue(receiver.all().getFirst().isSignedBy(secret));
    assertEquals("Bearer hush", receiver.all().getFirst().authorization());
    inlet.await(
        "/api/subscriptions", answer -> answer.at("/subscriptions/0/lagChanges").asInt() == 0);
    open("/console/subscriptions");
    assertThat(page.locator("tbody")).containsText("active");
    assertThat(page.locator("tbody")).containsText("Nothing to send");
  }

  @Test
  void whatCannotBeMadeIsSaidAndWhatWasTypedStays() {
    open("/console/subscriptions/new");
    page.getByLabel("Address").fill("https://u:p@example.com");
    press("Create subscription");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("url must name a host");
    assertThat(page.getByLabel("Address")).hasValue("https://u:p@example.com");

    page.getByLabel("Address").fill(receiver.url());
    page.getByLabel("Fixed headers, a line each").fill("no colon");
    press("Create subscription");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Write each header as a line");
    assertEquals(0, inlet.admin("GET", "/api/subscriptions").at("/subscriptions").size());
  }

  @Test
  void deliveriesAreShownWithRequestAndAnswer() {
    receiver.answers(
        exchange -> {
          exchange.sendResponseHeaders(202, 0);
          exchange.getResponseBody().write(HOSTILE.getBytes(StandardCharsets.UTF_8));
        });
    String id = subscribe();
    identify("m1");
    String deliveries = "/api/subscriptions/" + id + "/deliveries";
    inlet.await(deliveries, answer -> !answer.at("/deliveries").isEmpty());

    open(path(id));
    page.locator("a.row-link").first().click();
    assertThat(page.locator(".verdict")).containsText("202");
    assertThat(page.locator("main")).containsText("\"messageId\": \"m1\"");
    assertThat(page.locator("main")).containsText(HOSTILE);
    assertEquals(null, page.evaluate("window.hostile ?? null"));

    open("/console/contacts/one?account=" + account + "&id=ada");
    assertThat(page.locator("main")).containsText("/hook delivered");
  }

  @Test
  void oneIsTriedPausedResumedRotatedAndReplayed() {
    String id = subscribe();
    identify("m1");
    await(() -> receiver.all().size(), size -> size == 1);
    open(path(id));
    press("Send test");
    assertThat(page.locator(".tested")).containsText("The test arrived");
    assertEquals(receiver.all().getFirst().id(), receiver.all().getLast().id());
    page.locator("#change").selectOption("");
    press("Send test");
    await(() -> receiver.all().getLast().json().get("type").asText(), "inlet.test"::equals);

    press("Pause");
    assertThat(page.locator(".about")).containsText("paused");
    identify("m2");
    page.reload();
    assertThat(page.locator("main")).containsText("1 change, for");
    press("Resume");
    assertThat(page.locator(".about")).containsText("active");
    await(() -> receiver.messageIds(), ids -> ids.contains("m2"));

    press("Rotate secret");
    String secret = page.locator("#secret").textContent();
    page.reload();
    assertFalse(page.content().contains(SECRET));
    page.getByLabel("everything that is kept").check();
    press("Replay");
    await(() -> receiver.messageIds().stream().filter("m2"::equals).count(), count -> count == 2);
    assertTrue(receiver.all().getLast().isSignedBy(secret), "reloading rotated nothing");

    page.getByLabel("what changed after the position").check();
    page.getByLabel("Position", new Page.GetByLabelOptions().setExact(true)).fill("nowhere");
    press("Replay");
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("from must be a position");
    page.locator("#time").fill("2020-01-01T00:00");
    press("Replay");
    await(() -> receiver.messageIds().stream().filter("m1"::equals).count(), count -> count >= 3);
  }

  @Test
  void whatIsSetAsideIsSentAgainAndOneThatIsOffSaysWhy() throws SQLException {
    receiver.answers(500);
    String id = subscribe();
    identify("m1");
    String api = "/api/subscriptions/" + id;
    inlet.await(api, answer -> answer.at("/waiting").asInt() > 0);
    new Everything(inlet.place())
        .execute("UPDATE subscription_waiting SET since = TIMESTAMP '2020-01-01 00:00:00'");
    inlet.await(api, answer -> answer.at("/setAside").asInt() == 1);
    receiver.answers(200);
    open(path(id));
    press("Send all again");
    inlet.await(api, answer -> answer.at("/setAside").asInt() == 0);

    receiver.answers(410);
    identify("m2");
    inlet.await(api, answer -> answer.at("/state").asText().equals("off"));
    page.reload();
    assertThat(page.locator(".advice")).containsText("410");
    receiver.answers(200);
    press("Resume");
    assertThat(page.locator(".about")).containsText("active");
  }

  @Test
  void oneEndsAfterAQuestion() {
    open(path(subscribe()));
    page.getByText("Change address, kinds or headers").click();
    page.getByLabel("Several changes in one request").check();
    press("Save");
    assertTrue(only().get("batch").asBoolean());
    follow("End…");
    assertThat(page.locator("main")).containsText("Nothing more is sent");
    press("End for good");
    assertThat(page.locator("main")).containsText("Nobody is sent changes yet");
  }

  @Test
  void everyPageIsReadableInEveryLook() {
    String id = subscribe();
    receiver.answers(500);
    identify("m1");
    String deliveries = "/api/subscriptions/" + id + "/deliveries";
    inlet.await(deliveries, answer -> !answer.at("/deliveries").isEmpty());
    String attempt = inlet.admin("GET", deliveries).at("/deliveries/0/id").asText();
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("subscriptions", "/console/subscriptions");
    pages.put("new-subscription", "/console/subscriptions/new");
    pages.put("subscription", path(id));
    pages.put("attempt", path(id) + "/deliveries/" + attempt);
    pages.put("end-subscription", path(id) + "/end");
    pages.put("forwarded", "/console/contacts/one?account=" + account + "&id=ada");
    for (Look look : LOOKS) {
      visitor.close();
      come(look);
      for (Map.Entry<String, String> one : pages.entrySet()) {
        open(one.getValue());
        isReadable(one.getKey(), look);
      }
      open(path(id));
      press("Rotate secret");
      isReadable("secret", look);
      open(path(id));
      press("Send test");
      isReadable("subscription-tested", look);
    }
  }

  private void isReadable(String name, Look look) {
    Chromium.picture(page, name + "-" + look.width() + "-" + look.colours());
    assertEquals(List.of(), Chromium.barriers(page), name + " " + look);
    assertTrue(Chromium.fits(page), name + " " + look);
  }
}
