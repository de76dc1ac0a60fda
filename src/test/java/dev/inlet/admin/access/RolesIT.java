package dev.inlet.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import dev.inlet.access.Role;
import dev.inlet.console.ConsoleVisitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which role may do what: every route that the running server has, by every role. */
@NullUnmarked
class RolesIT {
  private static final String PASSWORD = "a password of somebody's";

  /** Of the routes that change something, those that need less than {@code admin}. */
  private static final Set<String> FOR_SUPPORT =
      Set.of(
          "DELETE /api/accounts/{account}/contacts/{id}",
          "DELETE /api/filters/{id}",
          "POST /api/filters",
          "POST /console/deliveries/filters",
          "POST /console/deliveries/filters/{id}/remove",
          "POST /api/accounts/{account}/set-aside/replay",
          "POST /api/accounts/{account}/set-aside/{seq}/replay",
          "POST /api/subscriptions/{id}/replay",
          "POST /api/subscriptions/{id}/test",
          "PUT /api/accounts/{account}/maintenance",
          "PUT /api/maintenance",
          "POST /console/accounts/{account}/maintenance",
          "POST /console/contacts/erase",
          "POST /console/deliveries/{id}/replay",
          "POST /console/overview/maintenance",
          "POST /console/subscriptions/{id}/replay",
          "POST /console/subscriptions/{id}/test",
          "POST /console/tester",
          "POST /console/tester/call",
          "POST /console/tester/clean",
          // What only shows something, and yet is not for everybody.
          "GET /api/accounts/{account}/companies.csv",
          "GET /api/accounts/{account}/contacts.csv",
          "GET /api/accounts/{account}/export.ndjson",
          "GET /api/accounts/{account}/events.csv",
          "GET /api/accounts/{account}/pages.csv",
          "GET /console/companies/export",
          "GET /console/events/export",
          "GET /console/pages/export",
          "GET /console/contacts/erase",
          "GET /console/contacts/export",
          "GET /console/tester/history",
          "GET /console/tester/results/{id}");

  private static final Set<String> FOR_ADMINS =
      Set.of("GET /api/tokens", "GET /api/users", "GET /console/users");

  private static final Set<String> FOR_EVERYBODY =
      Set.of(
          "PUT /api/me/password",
          "POST /console/login",
          "POST /console/logout",
          "POST /console/password");

  @Given(per = Per.CLASS)
  private static RunningInlet inlet;

  private final Map<Role, String> tokens = new EnumMap<>(Role.class);
  private final Map<Role, ConsoleVisitor> visitors = new EnumMap<>(Role.class);

  @BeforeEach
  void letIn() {
    for (Role role : Role.values()) {
      String name = role.wireName() + "-user";
      inlet.admin("POST", "/api/users", user(name, role.wireName()));
      tokens.put(role, token(role));
      visitors.put(role, visitor(name));
    }
  }

  private static String user(String name, String role) {
    return "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(name, PASSWORD, role);
  }

  private static String token(Role role) {
    String wish = "{\"name\":\"t\",\"role\":\"%s\"}".formatted(role.wireName());
    JsonNode issued = inlet.admin("POST", "/api/tokens", wish).json();
    return issued.at("/token").asText();
  }

  private static ConsoleVisitor visitor(String name) {
    var visitor = new ConsoleVisitor(inlet);
    assertEquals(303, visitor.logIn(name, PASSWORD).statusCode());
    visitor.get("/console/password");
    return visitor;
  }

  private static Role needed(String route) {
    if (FOR_SUPPORT.contains(route)) {
      return Role.SUPPORT;
    }
    boolean isForAll =
        FOR_EVERYBODY.contains(route) || route.startsWith("GET ") && !FOR_ADMINS.contains(route);
    return isForAll ? Role.LOOK : Role.ADMIN;
  }

  @Test
  void everyRouteTakesTheRolesThatItIsForAndNoOthers() {
    Set<String> routes = AdminRoutes.of(inlet);
    var wrong = new ArrayList<String>();
    for (String route : routes) {
      for (Role role : Role.values()) {
        boolean isRefused = isRefused(route, role);
        if (isRefused == role.includes(needed(route))) {
          wrong.add(role + " " + route + (isRefused ? " is refused" : " is taken"));
        }
      }
    }

    assertEquals(List.of(), wrong);
    Set<String> named = new TreeSet<>(FOR_SUPPORT);
    named.addAll(FOR_ADMINS);
    named.addAll(FOR_EVERYBODY);
    named.removeAll(routes);
    assertEquals(Set.of(), named);
  }

  /** Nothing of these names is there, so that whoever may do it finds nothing to do it to. */
  private boolean isRefused(String route, Role role) {
    String method = route.substring(0, route.indexOf(' '));
    String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{\\w+}", "0");
    if (path.equals("/console/logout")) {
      return false; // shown by the last line of this class
    }
    if (path.startsWith("/console")) {
      ConsoleVisitor visitor = visitors.get(role);
      var answer = method.equals("GET") ? visitor.get(path) : visitor.post(path, Map.of());
      return answer.statusCode() == 403 && answer.body().contains("This needs the role");
    }
    Answer answer =
        inlet.console(
            method,
            path,
            method.startsWith("P") ? "{}".getBytes(UTF_8) : null,
            "Authorization",
            "Bearer " + tokens.get(role));
    return answer.status() == 403 && answer.message().startsWith("This needs the role");
  }

  @Test
  void refusalSaysWhichRoleIsNeededAndWhichIsThere() {
    Answer answer =
        inlet.console(
            "DELETE",
            "/api/accounts/acme/contacts/1",
            null,
            "Authorization",
            "Bearer " + tokens.get(Role.LOOK));

    assertEquals(403, answer.status());
    assertEquals("This needs the role support, and token t has look", answer.message());
    String page = visitors.get(Role.SUPPORT).get("/console/users").body();
    assertTrue(page.contains("This needs the role admin, and support-user has support"), page);
  }

  @Test
  void documentNamesWhatIsForSupport() throws IOException {
    String operating = Files.readString(Path.of("src", "site", "OPERATING.md"));
    for (String word :
        List.of(
            "replay", "event tester", "erase", "maintenance", "contacts.csv", "test a webhook")) {
      String row =
          operating.lines().filter(line -> line.startsWith("| `support` |")).findFirst().orElse("");
      assertTrue(row.contains(word), word + " is not in: " + row);
    }
  }

  @Test
  void everybodyMayLeave() {
    for (ConsoleVisitor visitor : visitors.values()) {
      visitor.get("/console/overview");
      assertEquals(303, visitor.post("/console/logout", Map.of()).statusCode());
      assertEquals(303, visitor.get("/console/overview").statusCode());
    }
  }
}
