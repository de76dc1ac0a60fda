package dev.inlet.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.inlet.Chromium;
import dev.inlet.Chromium.Look;
import dev.inlet.Figures;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people come to the console for, from its first page, with every click counted. */
@NullUnmarked
class JourneysInBrowserIT {
  private static final String IDENTIFY =
      "{\"type\":\"identify\",\"userId\":\"ada\",\"traits\":{\"name\":\"Ada Lovelace\",\"plan\":\"pro\"}}";

  /** A time so many minutes from now, as a person in the browser's zone types it. */
  private static final String LOCAL_TIME =
      "(() => { const at = new Date(Date.now() + %d * 60000);"
          + " return new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16); })()";

  @Given(environment = "dev")
  private static RunningInlet inlet;

  @Given private static Chromium chromium;

  private BrowserContext visitor;
  private Page page;
  private int clicks;
  private String account;
  private String key;

  @BeforeEach
  void visit() {
    account = "customer-" + System.nanoTime();
    key = inlet.newKey(account);
    visitor = chromium.visitor(Look.DESKTOP);
    page = visitor.newPage();
    page.navigate("http://localhost:" + inlet.consolePort() + "/");
    clicks = 0;
  }

  @AfterEach
  void leave() {
    visitor.close();
  }

  private void click(Locator target) {
    target.click();
    clicks++;
  }

  private void follow(String link) {
    click(Chromium.link(page, link).first());
  }

  private void press(String button) {
    click(Chromium.button(page, button).first());
  }

  private void took(int most, String journey) {
    assertTrue(clicks <= most, journey + " took " + clicks + " clicks");
    Figures.note("console", "%s: %d clicks", journey, clicks);
  }

  private int deliver(String with) {
    return inlet.deliver(with, IDENTIFY).status();
  }

  @Test
  void keyIsIssuedShownOnceAndWorks() {
    follow("Accounts and keys");
    follow(account);
    press("Issue key");
    String issued = page.locator("#key").textContent();
    took(3, "issue a key");

    assertEquals(2, deliver(issued) / 100);
    assertThat(page.locator("#endpoint"))
        .hasText("http://localhost:" + inlet.publicPort() + "/destination");
    Chromium.picture(page, "issued-key");
    page.reload();
    assertThat(page.locator("h1")).hasText(account);
    assertTrue(!page.content().contains(issued));
    assertThat(page.locator(".key")).hasCount(2);
  }

  @Test
  void keyIsRotatedWithAnOverlap() {
    follow("Accounts and keys");
    follow(account);
    press("Rotate");
    String fresh = page.locator("#key").textContent();
    took(3, "rotate a key");

    assertThat(page.locator("main")).containsText("The key it replaces works until");
    page.reload();
    assertThat(page.locator(".key")).hasCount(2);
    assertEquals(2, deliver(fresh) / 100);
    assertEquals(2, deliver(key) / 100);
  }

  @Test
  void keyExpires() {
    follow("Accounts and keys");
    follow(account);
    page.getByLabel("It expires").selectOption("PT0S");
    press("Expire");
    press("Expire now");
    assertThat(page.locator(".key").first()).containsText("expired");
    took(4, "expire a key at once");

    assertEquals(401, deliver(key));
  }

  @Test
  void keyIsRestricted() {
    follow("Accounts and keys");
    follow(account);
    press("identify");
    assertThat(page.locator("main")).containsText("identify calls with this key are refused");
    assertEquals(2, deliver(key) / 100);
    press("Take it");
    assertThat(Chromium.button(page, "identify")).hasAttribute("aria-pressed", "false");
    took(4, "restrict a key");

    assertEquals(403, deliver(key));
    press("Undo");
    assertEquals(2, deliver(key) / 100);
    assertThat(page.locator(".undo")).hasCount(0);
  }

  @Test
  void complaintLeadsToItsReason() {
    inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"ada\"}");
    inlet.await(
        "/api/accounts/" + account + "/deliveries", answer -> !answer.at("/deliveries").isEmpty());
    page.reload();

    click(page.locator("tr", new Page.LocatorOptions().setHasText(account)).locator(".count"));
    follow("Refused: Missing event");
    assertThat(page.locator(".advice")).containsText("The customer's code must send it");
    took(2, "from a complaint to the reason");
  }

  @Test
  void complaintAboutAWrongKeyLeadsToItsBeginning() {
    assertEquals(401, deliver(key.substring(0, key.length() - 1)));
    follow("Deliveries");
    follow("calls without a known key");
    assertThat(page.locator("tbody tr").first()).containsText(key.substring(0, 12));
    assertThat(page.locator("tbody tr").first()).containsText("API key not recognised");
    took(2, "from a wrong key to the reason");
  }

  @Test
  void valueIsExplainedWithWhatItReplaced() {
    deliver(key);
    inlet.deliver(
        key,
        IDENTIFY.replace("pro", "free").replace("}}", "},\"timestamp\":\"2020-01-01T00:00:00Z\"}"));
    inlet.await("/api/accounts/" + account + "/contacts/ada", answer -> answer.status() == 200);
    page.navigate(
        "http://localhost:" + inlet.consolePort() + "/console/contacts?account=" + account);

    follow("Ada Lovelace");
    follow("Why plan");
    assertThat(page.locator(".value")).hasText("pro");
    assertThat(page.locator("table")).containsText("A later message replaced it.");
    took(2, "why this value");
  }

  @Test
  void customerIsOffBoardedAndThatIsTakenBack() {
    follow("Account " + account);
    press("Close the account…");
    Chromium.picture(page, "closing-question");
    press("Close the account");
    took(3, "off-board a customer");

    assertThat(page.locator(".closing")).containsText("This account is closed.");
    Chromium.picture(page, "closed-account");
    assertEquals(401, deliver(key));
    follow("Accounts and keys");
    follow("Closed accounts");
    Chromium.picture(page, "closings");
    assertThat(page.locator("tbody tr").first()).containsText(account);
    follow(account);
    Chromium.picture(page, "closing");
    follow("The account");
    press("Reopen, with its keys");
    assertThat(page.locator(".closing")).hasCount(0);
    assertEquals(2, deliver(key) / 100);
  }

  @Test
  void oneAccountIsKeptWaitingUntilATime() {
    String other = inlet.newKey(account + "-other");
    page.reload();
    click(page.locator("[aria-label='Account " + account + "']"));
    page.getByLabel("What senders are told").fill("Moving, back soon");
    page.getByLabel("Until").fill(page.evaluate(LOCAL_TIME.formatted(60)).toString());
    press("Turn maintenance on…");
    press("Answer 503 to " + account);
    took(3, "maintenance for one account until 14:00");

    assertThat(page.locator(".undo")).containsText("are answered 503");
    assertThat(page.locator(".banner")).containsText("It ends at");
    Chromium.picture(page, "account-maintenance");
    assertEquals("Moving, back soon", inlet.deliver(key, IDENTIFY).message());
    assertEquals(2, deliver(other) / 100);
    follow("Contacts");
    assertThat(page.locator(".banner")).containsText("Maintenance is on for " + account);
    follow("Its account");
    press("Take its calls again");
    assertThat(page.locator(".banner")).hasCount(0);
    assertEquals(2, deliver(key) / 100);
  }

  @Test
  void theChosenAccountStays() {
    inlet.newAccount(account + "-newer");
    page.reload();
    click(page.locator("[aria-label='Account " + account + "']"));
    follow("Audit log");
    follow("Overview");
    follow("Contacts");
    assertThat(page.locator("#account")).hasValue(account);
    page.navigate("http://localhost:" + inlet.consolePort() + "/console/events");
    assertThat(page.locator("#account")).hasValue(account);
    assertThat(page.locator("main")).not().containsText("nobody was chosen yet");
  }

  @Test
  void newestAccountIsNotChosenSilently() {
    inlet.newAccount(account + "-newer");
    follow("Events");
    assertThat(page.locator("#account")).hasValue(account + "-newer");
    assertThat(page.locator("main")).containsText("The newest one: nobody was chosen yet.");
  }

  @Test
  void listsSayHowLongTheyAreAndAreReadFromEitherEnd() {
    for (String name : List.of("Łukasz", "Ada", "Zoë")) {
      inlet.deliver(
          key,
          "{\"type\":\"identify\",\"userId\":\"%1$s\",\"traits\":{\"name\":\"%1$s\"}}"
              .formatted(name));
      inlet.deliver(
          key, "{\"type\":\"track\",\"userId\":\"%1$s\",\"event\":\"By %1$s\"}".formatted(name));
    }
    inlet.await("/api/accounts/" + account + "/events", answer -> answer.at("/events").size() == 3);
    page.navigate(
        "http://localhost:" + inlet.consolePort() + "/console/contacts?account=" + account);
    assertThat(page.locator(".tally")).containsText("3 contacts");
    follow("Oldest first");
    assertThat(page.locator("tbody tr").first()).containsText("Łukasz");
    page.locator("#q").fill("lukasz");
    press("Search");
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page.locator(".tally")).containsText("1 found");
    Chromium.picture(page, "contacts-found");

    follow("Events");
    assertThat(page.locator(".tally")).containsText("3 events");
    Chromium.picture(page, "events-list");
    page.getByLabel("Arrived from").fill(page.evaluate(LOCAL_TIME.formatted(60)).toString());
    press("Search");
    assertThat(page.locator("main")).containsText("No matching events");
  }

  private Locator found() {
    return page.locator("#deliveries tbody tr");
  }

  @Test
  void deliveryIsFoundByThePersonsEmail() {
    inlet.deliver(
        key,
        "{\"type\":\"identify\",\"userId\":\"ada\",\"traits\":{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\"}}");
    inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"ada\",\"event\":\"Order Completed\"}");
    inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"bob\",\"event\":\"Order Completed\"}");
    follow("Deliveries");
    page.getByLabel("Person").fill("ada@example.com");
    press("Search");
    took(2, "find a delivery by a person's e-mail");

    assertThat(found()).hasCount(2);
    assertThat(found().first()).containsText("Order Completed");
    assertThat(found().first()).containsText(" ms");
    assertThat(found().first().getByText("Ada Lovelace"))
        .hasAttribute("href", "/console/contacts/one?account=" + account + "&id=ada");
    assertTrue(page.url().contains("person=ada"), page.url());
  }

  @Test
  void deliveryIsFoundByWordsInItsBody() {
    deliver(key);
    inlet.deliver(
        key,
        "{\"type\":\"track\",\"userId\":\"bob\",\"event\":\"e\",\"properties\":{\"coupon\":\"SPRING-26\"}}");
    follow("Deliveries");
    page.getByLabel("Words").fill("spring-26");
    press("Search");
    took(2, "find a delivery by words in its body");

    assertThat(found()).hasCount(1);
    follow("e");
    assertThat(page.locator("#body")).containsText("SPRING-26");
    press("Open in tester");
    assertThat(page.locator("textarea[name=body]")).containsText("SPRING-26");
  }

  @Test
  void filterIsSavedForEverybodyAndRemoved() {
    deliver(key);
    inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"bob\"}");
    inlet.await(
        "/api/accounts/" + account + "/deliveries?status=400",
        answer -> !answer.at("/deliveries").isEmpty());
    follow("Deliveries");
    page.getByLabel("Account").selectOption(account);
    page.getByLabel("Answer").selectOption("refused");
    assertThat(found()).hasCount(1);
    page.getByLabel("Save this filter for everybody as").fill("Refused " + account);
    press("Save");
    Chromium.picture(page, "filter-saved");
    assertEquals(List.of(), Chromium.barriers(page));

    follow("Deliveries");
    assertThat(found()).hasCount(2);
    clicks = 0;
    follow("Refused " + account);
    took(1, "use a saved filter");
    assertThat(found()).hasCount(1);
    assertThat(page.getByLabel("Answer")).hasValue("refused");
    press("Remove this filter");
    assertThat(page.locator(".saved").getByText(account)).hasCount(0);
  }

  /** Nothing came yesterday; what came in this hour is found by the same way. */
  @Test
  void whatCameInAnHourIsFound() {
    deliver(key);
    String hourAgo = (String) page.evaluate(LOCAL_TIME.formatted(-60));
    String yesterday = (String) page.evaluate(LOCAL_TIME.formatted(-24 * 60));
    follow("Deliveries");
    page.getByLabel("Account").selectOption(account);
    clicks++;
    page.getByLabel("From").fill(yesterday);
    page.getByLabel("To").fill(hourAgo);
    press("Search");
    took(3, "what a customer sent in an hour of another day");

    assertThat(page.locator("#deliveries")).containsText("No matching deliveries");
    assertThat(page.getByLabel("From")).hasValue(yesterday);
    page.getByLabel("From").fill(hourAgo);
    page.getByLabel("To").fill((String) page.evaluate(LOCAL_TIME.formatted(1)));
    press("Search");
    assertThat(found()).hasCount(1);
  }

  @Test
  void contactsTimelineMixesWhatItDidAndLeadsToItsDeliveries() {
    deliver(key);
    inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"ada\",\"event\":\"Order Completed\"}");
    inlet.deliver(key, "{\"type\":\"page\",\"userId\":\"ada\",\"name\":\"Pricing\"}");
    inlet.deliver(key, "{\"type\":\"group\",\"userId\":\"ada\",\"groupId\":\"org-1\"}");
    inlet.deliver(key, IDENTIFY); // changes nothing
    page.navigate(
        "http://localhost:" + inlet.consolePort() + "/console/contacts?account=" + account);
    follow("Ada Lovelace");
    Locator moments = page.locator(".timeline li");
    assertThat(moments).hasCount(4);
    assertThat(page.locator(".timeline")).containsText("Changed name, plan");
    assertThat(page.locator(".timeline")).containsText("Order Completed");
    assertThat(page.locator(".timeline")).containsText("Pricing");
    assertThat(page.locator(".timeline")).containsText("Joined org-1");

    follow("Groups");
    assertThat(moments).hasCount(1);
    follow("Deliveries of this person");
    assertThat(found()).hasCount(5);
  }

  @Test
  void personIsErasedWithAReceipt() {
    deliver(key);
    inlet.await("/api/accounts/" + account + "/contacts/ada", answer -> answer.status() == 200);
    page.navigate(
        "http://localhost:" + inlet.consolePort() + "/console/contacts?account=" + account);

    follow("Ada Lovelace");
    follow("Erase…");
    press("Erase for good");
    assertThat(page.locator("h1")).hasText("Erased");
    took(3, "erase a person");

    assertEquals(404, inlet.admin("GET", "/api/accounts/" + account + "/contacts/ada").status());
  }

  @Test
  void accountIsCreatedAndSuspended() {
    follow("Accounts and keys");
    page.getByLabel("Name").fill("Newcomer");
    page.getByLabel("Id, as you know the customer").fill("new-" + account);
    press("Create account");
    assertThat(page.locator("h1")).hasText("Newcomer");
    press("Suspend…");
    assertThat(page.locator("main")).containsText("all calls of Newcomer are refused with 403");
    press("Suspend");
    assertThat(page.locator(".about")).containsText("suspended");
    press("Undo");
    assertThat(page.locator(".about .tag")).hasCount(0);

    follow("Accounts and keys");
    page.getByLabel("Id, as you know the customer").fill("Not An Id");
    press("Create account");
    assertThat(page.locator(".field:has(#id) [role=alert]")).containsText("lower-case letters");
    assertThat(page.getByLabel("Id, as you know the customer")).hasValue("Not An Id");
  }

  @Test
  void keyIsRevokedAfterAQuestion() {
    follow("Accounts and keys");
    follow(account);
    press("Revoke…");
    assertEquals(2, deliver(key) / 100);
    press("Revoke for good");
    assertEquals(401, deliver(key));
  }

  @Test
  void aKeyThatCannotBeIssuedSaysWhyUnderItsField() {
    follow("Accounts and keys");
    follow(account);
    for (Locator type : page.locator("input[name=type]").all()) {
      type.uncheck();
    }
    press("Issue key");
    assertThat(page.locator("fieldset:has(input[name=type]) [role=alert]"))
        .containsText("Missing permissions");
  }

  @Test
  void footSaysWhatThisIsAndWrongAddressesAreForgiven() {
    assertThat(page.locator(".foot")).containsText("Inlet development");
    assertThat(page.locator(".foot")).containsText("dev: no log-in");
    assertThat(page.locator(".foot")).containsText(":" + inlet.publicPort());

    page.navigate("http://localhost:" + inlet.consolePort() + "/console/nowhere");
    assertThat(page.locator("main")).containsText("The console has no page at this address");
    assertEquals(List.of(), Chromium.barriers(page));
    follow("Deliveries");
    assertThat(page.locator("h1")).hasText("Deliveries");
  }

  @Test
  void contractIsReadWithoutAnyRequestOutside() {
    List<String> alarms = new ArrayList<>();
    page.onRequest(
        request -> {
          if (!request.url().startsWith("http://localhost:")
              && !request.url().startsWith("data:")) {
            alarms.add(request.url());
          }
        });
    page.onConsoleMessage(message -> alarms.add(message.type() + ": " + message.text()));
    page.onPageError(alarms::add);
    follow("API");
    assertThat(page.locator("#operations-Deliveries-listDeliveries")).isVisible();
    page.locator("#operations-Deliveries-listDeliveries").click();
    assertThat(page.locator("#operations-Deliveries-listDeliveries"))
        .containsText("searchedBackTo");
    Chromium.picture(page, "docs");
    assertEquals(List.of(), alarms);
  }

  @Test
  void maintenanceIsTurnedOnWithAMessageAndOff() {
    page.getByLabel("What senders are told").fill("Back at noon");
    page.getByLabel("Until").fill((String) page.evaluate(LOCAL_TIME.formatted(60)));
    press("Turn maintenance on…");
    assertEquals(2, deliver(key) / 100);
    press("Answer 503 to everybody");
    took(2, "turn maintenance on until a time");
    assertThat(page.getByText("Maintenance is on.")).isVisible();
    assertEquals("Back at noon", inlet.deliver(key, IDENTIFY).message());

    follow("Contacts");
    assertThat(page.locator(".banner")).containsText("It ends at");
    follow("Overview");
    press("Take calls again");
    assertThat(page.getByText("Maintenance is on.")).hasCount(0);
    assertEquals(2, deliver(key) / 100);
  }

  @Test
  void keyboardAloneReachesTheReason() {
    inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"ada\"}");
    inlet.await(
        "/api/accounts/" + account + "/deliveries", answer -> !answer.at("/deliveries").isEmpty());
    page.navigate(
        "http://localhost:" + inlet.consolePort() + "/console/deliveries?account=" + account);
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    for (int i = 0;
        i < 40 && !page.evaluate("document.activeElement.className").equals("row-link");
        i++) {
      page.keyboard().press("Tab");
    }
    page.keyboard().press("Enter");
    assertThat(page.locator(".advice")).isVisible();
  }
}
