package dev.inlet.console.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import dev.inlet.console.ConsoleVisitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is shown a form or a link that they would be refused. */
@NullUnmarked
class ShownFormsIT {
  private static final String PASSWORD = "a password of somebody's";
  private static final Pattern FORM = Pattern.compile("<form[^>]*method=\"post\"[^>]*>");
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile("href=\"(/console/[^\"]*)\"");

  /** What every role may do. */
  private static final Set<String> OF_EVERYBODY = Set.of("/console/logout", "/console/password");

  @Given(
      per = Per.CLASS,
      value = {
        "inlet.forward.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        "inlet.forward.allow-private=true"
      })
  private static RunningInlet inlet;

  private String account;
  private List<String> pages;

  @BeforeEach
  void fill() {
    account = inlet.newAccount();
    String key = inlet.newKey(account);
    inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"ada\"}");
    inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"ada\"}");
    String made =
        inlet
            .admin("POST", "/api/subscriptions", "{\"url\":\"http://127.0.0.1:9/\"}")
            .at("/id")
            .asText();
    String of = "?account=" + account;
    var deliveries =
        inlet
            .await(
                "/api/accounts/" + account + "/deliveries",
                answer -> answer.at("/deliveries").size() == 2)
            .at("/deliveries");
    pages =
        List.of(
            "/console/overview",
            "/console/accounts",
            "/console/accounts/" + account,
            "/console/accounts/" + account + "?did=suspended",
            "/console/closings",
            "/console/deliveries" + of,
            "/console/deliveries/" + deliveries.at("/0/id").asText() + of,
            "/console/deliveries/" + deliveries.at("/1/id").asText() + of,
            "/console/contacts" + of,
            "/console/contacts/one" + of + "&id=ada",
            "/console/companies" + of,
            "/console/events" + of,
            "/console/pages" + of,
            "/console/subscriptions",
            "/console/subscriptions/new",
            "/console/subscriptions/" + made,
            "/console/subscriptions/" + made + "/end",
            "/console/tester",
            "/console/tester/call",
            "/console/audit",
            "/console/password");
  }

  private static ConsoleVisitor visitor(String role) {
    String name = role + System.nanoTime();
    inlet.admin(
        "POST",
        "/api/users",
        "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(name, PASSWORD, role));
    var visitor = new ConsoleVisitor(inlet);
    assertEquals(303, visitor.logIn(name, PASSWORD).statusCode());
    return visitor;
  }

  @Test
  void whoeverMayOnlyLookIsShownNoFormThatChangesAnything() {
    ConsoleVisitor visitor = visitor("look");
    var forms = new TreeSet<String>();
    for (String path : pages) {
      forms.addAll(forms(visitor, path));
    }
    forms.removeAll(OF_EVERYBODY);
    assertEquals(Set.of(), forms);
    assertTrue(
        visitor.get("/console/tester").body().contains("takes the role <strong>support</strong>"));
  }

  @Test
  void everyFormThatSupportIsShownIsTakenFromThem() {
    ConsoleVisitor visitor = visitor("support");
    var refused = new TreeSet<String>();
    var forms = new TreeSet<String>();
    for (String path : pages) {
      forms.addAll(forms(visitor, path));
    }
    forms.removeAll(OF_EVERYBODY);
    assertTrue(forms.size() > 4, forms::toString);
    for (String action : forms) {
      // Empty, so that whatever it is asks first or finds something wrong.
      if (visitor.post(action.replaceFirst("#.*", ""), Map.of()).statusCode() == 403) {
        refused.add(action);
      }
    }
    assertEquals(Set.of(), refused);
  }

  @Test
  void everyLinkOfAPageLeadsWhereItsReaderMayGo() {
    ConsoleVisitor visitor = visitor("look");
    var links = new TreeSet<String>();
    for (String path : pages) {
      Matcher found = LINK.matcher(visitor.get(path).body());
      while (found.find()) {
        links.add(found.group(1).replace("&amp;", "&"));
      }
    }
    var refused = new TreeSet<String>();
    for (String link : links) {
      if (!link.startsWith("/console/assets") && visitor.get(link).statusCode() == 403) {
        refused.add(link);
      }
    }
    assertEquals(Set.of(), refused);
  }

  private static Set<String> forms(ConsoleVisitor visitor, String path) {
    var response = visitor.get(path);
    assertEquals(200, response.statusCode(), path);
    var forms = new TreeSet<String>();
    Matcher form = FORM.matcher(response.body());
    while (form.find()) {
      Matcher action = ACTION.matcher(form.group());
      assertTrue(action.find(), form.group());
      forms.add(action.group(1));
    }
    return forms;
  }
}
