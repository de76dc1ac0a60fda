package dev.inlet.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.RunningInlet;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.console.ConsoleVisitor;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.process.Failure;
import dev.inlet.process.SetAsideCalls;
import dev.inlet.process.SetAsideCalls.SetAside;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Nothing is changed, by whatever route the server has, without a line in the audit log. */
@NullUnmarked
class AuditedRoutesIT {
  private static final String KEY = "{\"name\":\"n\",\"permissions\":[\"identify\"]}";
  private static final String SUBSCRIPTION = "{\"url\":\"https://hooks.example/secret-path\"}";

  @Given(per = Per.CLASS, value = "inlet.forward.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
  private static RunningInlet inlet;

  private final Set<String> noted = new TreeSet<>();
  private final ConsoleVisitor visitor = new ConsoleVisitor(inlet);
  private String account;
  private long lastNumber;

  @Test
  void everyRouteThatChangesSomethingIsNoted() {
    account = inlet.newAccount();
    throughTheAdminApi();
    throughTheConsole();

    assertEquals(AdminRoutes.changing(inlet), noted);
  }

  private void throughTheAdminApi() {
    String keys = "/api/accounts/{account}/keys";
    api("POST", "/api/accounts", "{\"id\":\"made\",\"name\":\"n\"}", "account.created");
    api("PATCH", "/api/accounts/{id}", account, "{\"suspended\":true}", "account.suspended");
    api("PATCH", "/api/accounts/{id}", account, "{\"suspended\":false}", "account.resumed");
    api("PATCH", "/api/accounts/{id}", account, "{\"name\":\"x\"}", "account.renamed");
    String key = api("POST", keys, KEY, "key.issued").at("/id").asText();
    api("PATCH", keys + "/{id}", key, "{\"name\":\"m\"}", "key.changed");
    api("POST", keys + "/{id}/rotate", key, "{}", "key.rotated");
    api("DELETE", keys + "/{id}", key, null, "key.revoked");
    identify("ada");
    api("DELETE", "/api/accounts/{account}/contacts/{id}", "ada", null, "contact.erased");
    setAside(901);
    api("POST", "/api/accounts/{account}/set-aside/{seq}/replay", "901", null, "calls.replayed");
    setAside(902);
    api("POST", "/api/accounts/{account}/set-aside/replay", null, "calls.replayed");
    api(
        "PUT",
        "/api/maintenance",
        "{\"enabled\":true,\"message\":\"soon\"}",
        "maintenance.started");
    api("PUT", "/api/maintenance", "{\"enabled\":false}", "maintenance.ended");
    String its = "/api/accounts/{account}/maintenance";
    api("PUT", its, "{\"enabled\":true}", "maintenance.started");
    api("PUT", its, "{\"enabled\":false}", "maintenance.ended");
    api("POST", "/api/accounts/{account}/close", "{}", "account.closed");
    api("POST", "/api/accounts/{account}/reopen", "{}", "account.reopened");
    String filter = "{\"name\":\"mine\",\"filter\":{\"status\":\"refused\"}}";
    String saved = api("POST", "/api/filters", filter, "filter.saved").at("/id").asText();
    api("DELETE", "/api/filters/{id}", saved, null, "filter.removed");
    String all = "/api/subscriptions";
    String one = all + "/{id}";
    String id = api("POST", all, SUBSCRIPTION, "subscription.created").at("/id").asText();
    api("PATCH", one, id, "{\"batch\":true}", "subscription.changed");
    api("PATCH", one, id, "{\"active\":false}", "subscription.paused");
    api("PATCH", one, id, "{\"active\":true}", "subscription.resumed");
    api("POST", one + "/test", id, null, "subscription.tested");
    api("POST", one + "/rotate", id, "{}", "subscription.rotated");
    api("POST", one + "/replay", id, "{\"from\":\"start\"}", "subscription.replayed");
    api("DELETE", one, id, null, "subscription.ended");
    api("POST", "/api/backup", null, "backup.taken");
    api("POST", "/api/accounts/{account}/import", "{}", "account.imported");
    String users = "/api/users";
    String password = "a password of theirs";
    api("POST", users, user("ada", password), "user.created");
    api("PATCH", users + "/{name}", "ada", "{\"role\":\"admin\"}", "user.changed");
    api("PATCH", users + "/{name}", "ada", "{\"disabled\":true}", "user.disabled");
    api("PATCH", users + "/{name}", "ada", "{\"disabled\":false}", "user.enabled");
    String next = "{\"password\":\"%s\"}".formatted(password + "!");
    api("PATCH", users + "/{name}", "ada", next, "user.password");
    String own = "{\"current\":\"%s!\",\"password\":\"%s\"}".formatted(password, password);
    inlet.console(
        "PUT",
        "/api/me/password",
        own.getBytes(UTF_8),
        "Authorization",
        basic("ada", password + "!"));
    expect("PUT /api/me/password", "user.password", "ada");
    String wish = "{\"name\":\"t\",\"role\":\"look\"}";
    String token = api("POST", "/api/tokens", wish, "token.issued").at("/id").asText();
    api("DELETE", "/api/tokens/{id}", token, null, "token.revoked");
  }

  private void throughTheConsole() {
    visitor.get("/console/login");
    form("/console/login", Map.of("password", RunningInlet.ADMIN_PASSWORD), "session.begun");
    visitor.get("/console/accounts");
    String accounts = "/console/accounts";
    form(accounts, Map.of("id", "made-too", "name", "n"), "account.created");
    String one = accounts + "/{account}";
    form(one + "/change", Map.of("suspended", "yes", "sure", ""), "account.suspended");
    form(one + "/change", Map.of("suspended", "no"), "account.resumed");
    form(one + "/keys", Map.of("name", "n", "type", "track", "sender", "jitsu"), "key.issued");
    String key = newKey();
    form(one + "/keys/{id}/expire", key, Map.of("in", "P7D"), "key.changed");
    form(one + "/keys/{id}/type", key, Map.of("give", "track"), "key.changed");
    form(one + "/keys/{id}/sender", key, Map.of("give", "jitsu"), "key.changed");
    form(one + "/keys/{id}/rotate", key, Map.of("in", "PT1H"), "key.rotated");
    form(one + "/keys/{id}/revoke", key, Map.of("sure", ""), "key.revoked");
    identify("bob");
    form("/console/contacts/erase", Map.of("account", account, "id", "bob"), "contact.erased");
    form("/console/overview/maintenance", Map.of("to", "on", "sure", ""), "maintenance.started");
    form("/console/overview/maintenance", Map.of("to", "off"), "maintenance.ended");
    form(one + "/maintenance", Map.of("to", "on", "sure", ""), "maintenance.started");
    form(one + "/maintenance", Map.of("to", "off"), "maintenance.ended");
    form(one + "/close", Map.of("sure", ""), "account.closed");
    form(one + "/reopen", Map.of(), "account.reopened");
    replayADelivery();
    throughItsFilters();
    form("/console/tester", testerForm(), "call.tested");
    assertTrue(visitor.post("/console/tester", sandboxForm()).statusCode() < 400);
    form("/console/tester/clean", Map.of(), "account.closed");
    Map<String, String> call = Map.of("method", "GET", "path", "/", "query", "", "headers", "");
    form("/console/tester/call", call, "call.tested");
    throughItsSubscriptions();
    throughItsUsers();
    form("/console/logout", Map.of(), "session.ended");
  }

  private void throughItsSubscriptions() {
    String all = "/console/subscriptions";
    String one = all + "/{id}";
    form(
        all,
        Map.of("url", "https://hooks.example/secret-path", "type", "contact.updated"),
        "subscription.created");
    String id = inlet.admin("GET", "/api/subscriptions").at("/subscriptions/0/id").asText();
    form(
        one + "/change",
        id,
        Map.of("url", "https://other.example/", "type", "contact.updated"),
        "subscription.changed");
    form(one + "/turn", id, Map.of("to", "off"), "subscription.paused");
    form(one + "/test", id, Map.of(), "subscription.tested");
    String page = visitor.get(all + "/" + id).body();
    String version = page.replaceFirst("(?s).*name=\"version\" value=\"([^\"]+)\".*", "$1");
    form(
        one + "/rotate", id, Map.of("version", version, "overlap", "PT1H"), "subscription.rotated");
    form(one + "/replay", id, Map.of("from", "start"), "subscription.replayed");
    form(one + "/end", id, Map.of(), "subscription.ended");
  }

  private void throughItsFilters() {
    String path = "/console/deliveries/filters";
    visitor.get("/console/deliveries?account=" + account);
    visitor.post(path + "?account=" + account, Map.of("name", "mine", "status", "repaired"));
    expect("POST " + path, "filter.saved");
    JsonNode saved = inlet.admin("GET", "/api/filters").at("/filters/0");
    assertEquals("true", saved.at("/filter/warnings").asText());
    String id = saved.at("/id").asText();
    visitor.post(path + "/" + id + "/remove?account=" + account, Map.of());
    expect("POST " + path + "/{id}/remove", "filter.removed");
  }

  private void throughItsUsers() {
    String password = "a password of his";
    form(
        "/console/users",
        Map.of("name", "bob", "password", password, "role", "look"),
        "user.created");
    form("/console/users/{name}/change", "bob", Map.of("role", "support"), "user.changed");
    form("/console/users/tokens", Map.of("name", "t", "role", "look"), "token.issued");
    String token = inlet.admin("GET", "/api/tokens").at("/tokens/0/id").asText();
    form("/console/users/tokens/{id}/revoke", token, Map.of("sure", ""), "token.revoked");
    var bob = new ConsoleVisitor(inlet);
    bob.logIn("bob", password);
    bob.get("/console/password");
    bob.post("/console/password", Map.of("current", password, "password", password + "!"));
    expect("POST /console/password", "user.password", "bob");
  }

  private static String user(String name, String password) {
    return "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"look\"}".formatted(name, password);
  }

  private static String basic(String name, String password) {
    String pair = name + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private void replayADelivery() {
    identify("eve");
    JsonNode delivery =
        inlet.admin("GET", "/api/accounts/" + account + "/deliveries").at("/deliveries/0");
    setAside(Long.parseLong(delivery.at("/id").asText().substring(1)));
    String id = delivery.at("/id").asText();
    visitor.post("/console/deliveries/" + id + "/replay?account=" + account, Map.of());
    expect("POST /console/deliveries/{id}/replay", "calls.replayed");
  }

  private Map<String, String> testerForm() {
    visitor.get("/console/tester");
    var fields = new HashMap<String, String>();
    fields.put("type", "identify");
    fields.put("account", account);
    fields.put("scenario", "once");
    fields.put("body", "{\"type\":\"identify\",\"userId\":\"test\"}");
    fields.put("settings", "");
    return fields;
  }

  private Map<String, String> sandboxForm() {
    var fields = new HashMap<>(testerForm());
    fields.put("account", "");
    return fields;
  }

  private JsonNode api(String method, String template, String body, String action) {
    return api(method, template, "", body, action);
  }

  private JsonNode api(String method, String template, String id, String body, String action) {
    String path = path(template, id);
    Answer answer = body == null ? inlet.admin(method, path) : inlet.admin(method, path, body);
    assertEquals(2, answer.status() / 100, answer::toString);
    expect(method + " " + template, action);
    return answer.status() == 204 || path.endsWith("backup") ? null : answer.json();
  }

  private void form(String template, Map<String, String> fields, String action) {
    form(template, "", fields, action);
  }

  private void form(String template, String id, Map<String, String> fields, String action) {
    int status = visitor.post(path(template, id), fields).statusCode();
    assertTrue(status < 400, template + " " + status);
    expect("POST " + template, action);
  }

  private String path(String template, String id) {
    return template.replace("{account}", account).replaceFirst("\\{(id|seq|name)}", id);
  }

  /** The newest entry is of that action, and was not there before. */
  private void expect(String route, String action) {
    expect(route, action, "admin");
  }

  private void expect(String route, String action, String who) {
    JsonNode newest = inlet.admin("GET", "/api/audit?limit=1").at("/audit/0");
    assertEquals(action, newest.at("/action").asText(), route);
    assertTrue(newest.at("/id").asLong() > lastNumber, route);
    assertEquals(who, newest.at("/actor/name").asText(), route);
    assertEquals("127.0.0.1", newest.at("/actor/address").asText(), route);
    assertTrue(!newest.toString().contains("secret-path"), newest::toString);
    lastNumber = newest.at("/id").asLong();
    noted.add(route);
  }

  private String newKey() {
    String id = inlet.newKey(account, KEY).at("/id").asText();
    lastNumber = inlet.admin("GET", "/api/audit?limit=1").at("/audit/0/id").asLong();
    return id;
  }

  private void identify(String userId) {
    String key = inlet.newKey(account);
    inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"%s\"}".formatted(userId));
    lastNumber = inlet.admin("GET", "/api/audit?limit=1").at("/audit/0/id").asLong();
  }

  /** As the processor does with a call that it cannot process. */
  private void setAside(long seq) {
    var entry =
        new JournalEntry(
            account,
            "k",
            Sender.DESTINATION,
            CallType.IDENTIFY,
            "m" + seq,
            Instant.parse("2026-03-01T12:00:00Z"),
            null,
            "{\"type\":\"identify\",\"userId\":\"someone\"}".getBytes(UTF_8),
            Set.of());
    inlet
        .context()
        .getBean(SetAsideCalls.class)
        .add(List.of(new SetAside(new Journaled(seq, entry, null), new Failure("no", 3))));
  }
}
