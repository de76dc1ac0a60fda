package dev.inlet.console.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import dev.inlet.console.ConsoleVisitor;
import java.net.http.HttpResponse;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where the numbers of the overview lead. */
@NullUnmarked
class AnsweredAccountsIT {
  private static final Pattern LINK = Pattern.compile("href=\"(/console/[^\"]+)\"");

  /** A call without an event, which is refused. */
  private static final String REFUSED = "{\"type\":\"track\",\"userId\":\"ada\"}";

  private static final String TAKEN = "{\"type\":\"identify\",\"userId\":\"ada\"}";

  @Given(per = Per.CLASS, value = "inlet.answer-budget=2s")
  private static RunningInlet inlet;

  private static final String ONE = "one-of-two";
  private static final String OTHER = "other-of-two";

  @BeforeAll
  static void bothAreTakenAndOneIsRefused() {
    String key = inlet.newKey(ONE);
    assertEquals(200, inlet.deliver(key, TAKEN).status());
    assertEquals(400, inlet.deliver(key, REFUSED).status());
    assertEquals(200, inlet.deliver(inlet.newKey(OTHER), TAKEN).status());
    // Refusals are noted a moment after their answers.
    inlet.await(
        "/api/accounts/%s/deliveries?status=400".formatted(ONE),
        answer -> answer.at("/deliveries").size() == 1);
  }

  private static ConsoleVisitor administrator() {
    var visitor = new ConsoleVisitor(inlet);
    assertEquals(303, visitor.logIn(RunningInlet.ADMIN_PASSWORD).statusCode());
    return visitor;
  }

  /** The address of a link on a page whose text has all of these parts. */
  private static String link(HttpResponse<String> page, String... parts) {
    assertEquals(200, page.statusCode(), page::body);
    return LINK.matcher(page.body())
        .results()
        .map((MatchResult found) -> found.group(1).replace("&amp;", "&"))
        .filter(
            address -> {
              for (String part : parts) {
                if (!address.contains(part)) {
                  return false;
                }
              }
              return true;
            })
        .findFirst()
        .orElseThrow(() -> new AssertionError(page.body()));
  }

  @Test
  void answerOfSeveralAccountsLeadsToThemAndTheyLeadToTheirDeliveries() {
    ConsoleVisitor visitor = administrator();
    String accepted = link(visitor.get("/console/overview"), "/overview/answers?", "status=200");

    HttpResponse<String> page = visitor.get(accepted);

    assertTrue(page.body().contains(OTHER), page::body);
    String deliveries = link(page, "/console/deliveries?", "account=" + ONE, "from=", "to=");
    String list = visitor.get(deliveries).body();
    assertFalse(list.contains("No matching deliveries"), list);
    assertTrue(list.contains("Missing event"), list);
    assertTrue(
        visitor.get(link(page, "account=" + OTHER, "status=200")).body().contains("identify"));
  }

  @Test
  void answerOfOneAccountAloneLeadsStraightToItsDeliveries() {
    ConsoleVisitor visitor = administrator();
    String refused = link(visitor.get("/console/overview"), "/overview/answers?", "status=400");

    HttpResponse<String> answer = visitor.get(refused);

    assertEquals(303, answer.statusCode());
    String deliveries = answer.headers().firstValue("Location").orElseThrow();
    assertTrue(
        deliveries.startsWith("/console/deliveries?account=" + ONE + "&status=400"), deliveries);
    assertTrue(visitor.get(deliveries).body().contains("Missing event"));
  }

  @Test
  void answersOfOneAccountLeadToItsDeliveries() {
    HttpResponse<String> page = administrator().get("/console/overview?only=" + OTHER);

    assertTrue(link(page, "status=200").startsWith("/console/deliveries?account=" + OTHER));
    assertFalse(page.body().contains("/overview/answers?"), page::body);
  }

  @Test
  void listBehindTheCountOf503sSaysWhyItIsShorter() {
    ConsoleVisitor visitor = administrator();
    String list = "/console/deliveries?account=" + ONE + "&status=";

    assertTrue(visitor.get(list + 503).body().contains("one a second is listed"));
    assertFalse(visitor.get(list + 400).body().contains("one a second is listed"));
  }

  @Test
  void timeWithoutCallsSaysSoAndWrongOnesAreRefused() {
    ConsoleVisitor visitor = administrator();
    String path = "/console/overview/answers";

    String body = visitor.get(path + "?from=2020-01-01&to=2020-01-02").body();
    assertTrue(body.contains("No calls were answered then"), body);
    for (String wrong :
        new String[] {
          "",
          "?from=2020-01-01",
          "?from=2020-01-02&to=2020-01-01",
          "?from=x&to=2020-01-01",
          "?from=2020-01-01&to=2020-01-02&status=x"
        }) {
      HttpResponse<String> refused = visitor.get(path + wrong);
      assertEquals(400, refused.statusCode(), wrong);
      assertTrue(refused.body().contains("Go to the start"), refused::body);
    }
  }
}
