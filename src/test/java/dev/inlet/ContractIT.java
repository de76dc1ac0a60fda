package dev.inlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.inlet.access.PasswordCheck;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.chore.Chores;
import dev.inlet.forward.Position;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.process.Failure;
import dev.inlet.process.SetAsideCalls;
import dev.inlet.process.SetAsideCalls.SetAside;
import dev.inlet.storage.jdbc.AdminConnections;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.jdbc.DataSourceResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Provokes every answer that the contract documents. That each is as documented is checked by
 * {@link RunningInlet} on its way, here as in every other test.
 */
class ContractIT {
  /** Answers that nothing outside can bring about. */
  private static final Set<String> NOT_PROVOKED =
      Set.of(
          "POST /destination 500", // a fault of ours is 503
          // Shown by AllowedAddressesIT: here all may send.
          "GET /openapi/inlet.yml 403",
          "GET /v1/projects/{key}/settings 403",
          // Shown by BackupIT: on PostgreSQL alone.
          "POST /api/backup 409",
          // Shown by TransferIT: while an erasure is under way.
          "POST /api/accounts/{account}/import 409",
          // Shown by WebhookRestartIT: under another key.
          "PATCH /api/subscriptions/{id} 409",
          // Shown by WebhookIT: here nothing is sent.
          "GET /api/subscriptions/{id}/deliveries/{delivery} 200");

  private static final String IDENTIFY =
      "{\"type\":\"identify\",\"userId\":\"1\",\"traits\":{\"plan\":\"pro\"}}";
  private static final String AS_ADA =
      "Basic " + Base64.getEncoder().encodeToString("ada:what she knows".getBytes(UTF_8));
  private static final String KEY = "{\"name\":\"n\",\"permissions\":[\"identify\"]}";

  /** Path, sender and a good body of every endpoint beside the destination. */
  private static final List<List<String>> OTHER_SENDERS =
      List.of(
          List.of("/v1/identify", "tracking", IDENTIFY),
          List.of("/api/v1/segment", "jitsu", IDENTIFY),
          List.of("/api/v1/segment/compat", "jitsu", IDENTIFY),
          List.of("/api/v1/segment/v1/batch", "jitsu", "{\"batch\":[" + IDENTIFY + "]}"),
          List.of("/api/v1/segment/compat/v1/import", "jitsu", IDENTIFY),
          List.of(
              "/track",
              "segmentstream",
              "{\"event\":{\"name\":\"e\",\"user\":{\"userId\":\"1\"}}}"));

  /** Method, path and a good body of every operation of the admin API; none where none is sent. */
  private static final List<List<String>> ADMIN =
      List.of(
          List.of("GET", "/api/accounts"),
          List.of("POST", "/api/accounts", "{\"id\":\"acme\",\"name\":\"n\"}"),
          List.of("PATCH", "/api/accounts/acme", "{\"suspended\":false}"),
          List.of("GET", "/api/accounts/acme/keys"),
          List.of("POST", "/api/accounts/acme/keys", KEY),
          List.of("GET", "/api/accounts/acme/answers"),
          List.of("GET", "/api/accounts/acme/contacts"),
          List.of("GET", "/api/accounts/acme/contacts.csv"),
          List.of("GET", "/api/accounts/acme/export.ndjson"),
          List.of("POST", "/api/accounts/acme/import", "{}"),
          List.of("POST", "/api/accounts/acme/import?line=0", "{}"),
          List.of("GET", "/api/accounts/acme/companies.csv"),
          List.of("GET", "/api/accounts/acme/events.csv"),
          List.of("GET", "/api/accounts/acme/pages.csv"),
          List.of("GET", "/api/accounts/acme/totals"),
          List.of("GET", "/api/accounts/acme/contacts/1"),
          List.of("GET", "/api/accounts/acme/deliveries/j1"),
          List.of("GET", "/api/accounts/acme/contacts/1/traits"),
          List.of("GET", "/api/accounts/acme/contacts/1/traits/plan"),
          List.of("GET", "/api/accounts/acme/contacts/1/forwards"),
          List.of("DELETE", "/api/accounts/acme/contacts/1"),
          List.of("GET", "/api/accounts/acme/erasures"),
          List.of("GET", "/api/accounts/acme/erasures/1"),
          List.of("GET", "/api/accounts/acme/companies"),
          List.of("GET", "/api/accounts/acme/companies/g"),
          List.of("GET", "/api/accounts/acme/companies/g/traits/plan"),
          List.of("GET", "/api/accounts/acme/events"),
          List.of("GET", "/api/accounts/acme/pages"),
          List.of("GET", "/api/accounts/acme/deliveries"),
          List.of("GET", "/api/accounts/acme/changes"),
          List.of("GET", "/api/changes"),
          List.of("GET", "/api/accounts/acme/set-aside"),
          List.of("GET", "/api/accounts/acme/set-aside/1"),
          List.of("POST", "/api/accounts/acme/set-aside/1/replay"),
          List.of("POST", "/api/accounts/acme/set-aside/replay"),
          List.of("GET", "/api/accounts/acme/deliveries/j1"),
          List.of("PATCH", "/api/accounts/acme/keys/%s", KEY),
          List.of("POST", "/api/accounts/acme/keys/%s/rotate", "{\"overlap\":\"PT1H\"}"),
          List.of("DELETE", "/api/accounts/acme/keys/%s"),
          // Once more, when the newest key is revoked.
          List.of("POST", "/api/accounts/acme/keys/%s/rotate", "{\"overlap\":\"PT1H\"}"),
          List.of(
              "POST", "/api/subscriptions", "{\"url\":\"https://hooks.example\",\"active\":false}"),
          List.of("GET", "/api/subscriptions"),
          List.of("GET", "/api/subscriptions/%s"),
          List.of("PATCH", "/api/subscriptions/%s", "{\"batch\":true}"),
          List.of("POST", "/api/subscriptions/%s/test"),
          List.of("POST", "/api/subscriptions/%s/rotate", "{\"overlap\":\"PT1H\"}"),
          List.of("POST", "/api/subscriptions/%s/replay", "{\"from\":\"set-aside\"}"),
          List.of("GET", "/api/subscriptions/%s/deliveries"),
          List.of("GET", "/api/subscriptions/%s/deliveries/1"),
          List.of("GET", "/api/subscriptions/%s/set-aside"),
          List.of("DELETE", "/api/subscriptions/%s"),
          List.of("GET", "/api/unauthenticated"),
          List.of("GET", "/api/audit"),
          List.of("GET", "/api/audit.csv"),
          List.of("GET", "/api/audit.ndjson"),
          List.of("GET", "/api/users"),
          List.of(
              "POST",
              "/api/users",
              "{\"name\":\"ada\",\"password\":\"what she knows\",\"role\":\"look\"}"),
          List.of("PATCH", "/api/users/ada", "{\"role\":\"support\"}"),
          List.of("GET", "/api/tokens"),
          List.of("POST", "/api/tokens", "{\"name\":\"n\",\"role\":\"look\"}"),
          List.of("DELETE", "/api/tokens/%s"),
          List.of("GET", "/api/me"),
          List.of(
              "PUT",
              "/api/me/password",
              "{\"current\":\"what she knows\",\"password\":\"what she chose\"}"),
          List.of("GET", "/api/accounts/acme/maintenance"),
          List.of("PUT", "/api/accounts/acme/maintenance", "{\"enabled\":false}"),
          List.of("POST", "/api/accounts/acme/close"),
          List.of("POST", "/api/accounts/acme/reopen"),
          List.of("GET", "/api/closings"),
          List.of("GET", "/api/closings/%s"),
          List.of("POST", "/api/backup"),
          List.of("GET", "/api/overview"),
          List.of("GET", "/api/alerts"),
          List.of("GET", "/api/filters"),
          List.of("POST", "/api/filters", "{\"name\":\"n\",\"filter\":{\"status\":\"refused\"}}"),
          List.of("DELETE", "/api/filters/%s"),
          List.of("GET", "/api/maintenance"),
          List.of("PUT", "/api/maintenance", "{\"enabled\":false}"));

  @TempDir Path folder;
  @TempDir Path anotherFolder;

  @Test
  void everyDocumentedAnswerIsGivenByTheRunningServer() throws Exception {
    Set<String> seen = new TreeSet<>();
    try (RunningInlet inlet =
        RunningInlet.in(folder)
            .with("inlet.forward.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
            .start()) {
      String key = inlet.newKey("acme");
      deliver(inlet, key);
      seen.add("POST /destination " + inAnotherVersionOfHttp(inlet));
      setAside(inlet);
      OTHER_SENDERS.forEach(endpoint -> deliver(inlet, key, endpoint));
      prepareAsABrowser(inlet);
      administer(inlet);
      observe(inlet);
      takeDatabaseAway(inlet);
      inlet.deliver("unknown yet", IDENTIFY);
      OTHER_SENDERS.forEach(endpoint -> post(inlet, endpoint, "unknown yet"));
      ADMIN.forEach(operation -> ask(inlet, operation));
      inlet.console("GET", "/api/me", null, "Authorization", AS_ADA);
      chooseAnotherPassword(inlet);
      inlet.context().destroyBean(Chores.class);
      observe(inlet);
      guessThePassword(inlet);
      seen.addAll(inlet.seen());
    }
    try (RunningInlet inlet =
        RunningInlet.in(anotherFolder)
            .environment("dev")
            .with("inlet.answer", "accepted")
            .start()) {
      inlet.deliver("segment", IDENTIFY);
      inlet.console(
          "POST", "/api/subscriptions", "{\"url\":\"https://a.example\"}".getBytes(UTF_8));
      for (List<String> operation : ADMIN) {
        inlet.console(
            operation.get(0),
            operation.get(1).formatted("1"),
            operation.size() > 2 ? operation.get(2).getBytes(UTF_8) : null,
            "Origin",
            "https://evil.example");
      }
      seen.addAll(inlet.seen());
    }
    seen.addAll(flooded());

    assertEquals(
        Set.of(),
        Contract.load()
            .answers()
            .filter(answer -> !NOT_PROVOKED.contains(answer) && !isIn(seen, answer))
            .collect(Collectors.toCollection(TreeSet::new)),
        seen::toString);
  }

  /** A method that a path does not have stands for every method it has. */
  private static boolean isIn(Set<String> seen, String answer) {
    return answer.endsWith(" 405")
        ? seen.stream().anyMatch(one -> one.endsWith(answer.substring(answer.indexOf(' '))))
        : seen.contains(answer);
  }

  private static void deliver(RunningInlet inlet, String key) {
    inlet.deliver(key, IDENTIFY);
    inlet.deliver(
        key,
        "{\"type\":\"group\",\"userId\":\"1\",\"groupId\":\"g\",\"traits\":{\"plan\":\"pro\"}}");
    inlet.deliver(key, "{}");
    inlet.deliver("unknown", IDENTIFY);
    inlet.deliver(inlet.newKey("acme", KEY).at("/key").asText(), "{\"type\":\"page\"}");
    inlet.deliver(key, "{\"type\":\"alias\"}");
    inlet.send("GET", "/destination");
    inlet.send("GET", "/openapi/inlet.yml");
  }

  private static int inAnotherVersionOfHttp(RunningInlet inlet) throws IOException {
    try (RawConnection connection = RawConnection.to(inlet.publicPort())) {
      return connection.head("POST /destination HTTP/1.2", "Host: localhost").answer().status();
    }
  }

  /** As the processor does with a call that it cannot process. */
  private static void setAside(RunningInlet inlet) {
    var entry =
        new JournalEntry(
            "acme",
            "k",
            Sender.DESTINATION,
            CallType.IDENTIFY,
            "m",
            Instant.parse("2026-03-01T12:00:00Z"),
            null,
            // Not about the contact that is erased before this is looked at.
            IDENTIFY.replace("1", "2").getBytes(UTF_8),
            Set.of());
    inlet
        .context()
        .getBean(SetAsideCalls.class)
        .add(List.of(new SetAside(new Journaled(1, entry, null), new Failure("no", 3))));
  }

  private static void deliver(RunningInlet inlet, String destinationKey, List<String> endpoint) {
    String key = inlet.newKey("acme", Sender.named(endpoint.get(1)).orElseThrow());
    post(inlet, endpoint, key);
    post(inlet, endpoint, "unknown");
    post(inlet, endpoint, destinationKey);
    inlet.post(endpoint.get(0), "{".getBytes(UTF_8), RunningInlet.as(key));
    inlet.send("GET", endpoint.get(0));
  }

  private static void post(RunningInlet inlet, List<String> endpoint, String key) {
    inlet.post(endpoint.get(0), endpoint.get(2).getBytes(UTF_8), RunningInlet.as(key));
  }

  private static void prepareAsABrowser(RunningInlet inlet) {
    String settings = "/v1/projects/key/settings";
    inlet.send("GET", settings);
    inlet.send("PUT", settings);
    inlet.send("OPTIONS", settings);
    inlet.send("OPTIONS", "/v1/t");
    inlet.send("POST", "/v1/nowhere");
  }

  private static void administer(RunningInlet inlet) {
    for (List<String> operation : ADMIN) {
      ask(inlet, operation);
      inlet.console(operation.get(0), operation.get(1).formatted("1"), null);
      inlet.admin("TRACE", operation.get(1).formatted("1"));
      String nobody = operation.get(1).replace("acme", "nobody").formatted("1");
      if (operation.size() > 2) {
        inlet.admin(operation.get(0), nobody, operation.get(2));
        inlet.admin(operation.get(0), operation.get(1).formatted("1"), "{}");
      } else {
        inlet.admin(operation.get(0), nobody);
        inlet.admin(operation.get(0), operation.get(1).formatted("1") + "?limit=0");
      }
    }
    inlet.admin("POST", "/api/accounts", "{\"id\":\"new\",\"name\":\"n\"}");
    badSubscriptions(inlet);
    inlet.admin("POST", "/api/accounts/acme/close", "{}");
    inlet.admin("POST", "/api/accounts/acme/close", "{}");
    inlet.admin("POST", "/api/accounts/acme/keys", KEY);
    inlet.admin("PATCH", "/api/accounts/acme", "{\"suspended\":true}");
    inlet.admin("PUT", "/api/accounts/acme/maintenance", "{\"enabled\":true}");
    inlet.admin("POST", "/api/accounts/acme/reopen", "{}");
    inlet.admin("GET", "/api/closings/nobody");
    for (String list : List.of("events.csv", "pages.csv", "totals")) {
      inlet.admin("GET", "/api/accounts/acme/" + list + "?from=yesterday");
    }
    inlet.admin("GET", "/api/audit.csv?after=x");
    inlet.admin("GET", "/api/audit.ndjson?after=x");
    inlet.admin("PATCH", "/api/users/nobody", "{\"role\":\"look\"}");
    chooseAnotherPassword(inlet);
    inlet.admin("PATCH", "/api/accounts/acme", "{}");
    inlet.admin("PATCH", keyOf(inlet), "{\"permissions\":[]}");
    inlet.admin("POST", keyOf(inlet) + "/rotate", "{\"overlap\":\"a day\"}");
    inlet.admin("GET", "/api/overview?minutes=0");
    inlet.admin("POST", "/api/filters", "{\"name\":\"n\"}");
    inlet.admin("GET", "/api/overview?account=nobody");
    for (String changes : List.of("/api/changes", "/api/accounts/acme/changes")) {
      inlet.admin("GET", changes + "?after=" + Position.endOf(1_000_000).text());
    }
  }

  private static void badSubscriptions(RunningInlet inlet) {
    String good = "{\"url\":\"https://hooks.example\",\"active\":false}";
    String path =
        "/api/subscriptions/" + inlet.admin("POST", "/api/subscriptions", good).at("/id").asText();
    inlet.admin("POST", "/api/subscriptions", good.replace("}", ",\"account\":\"nobody\"}"));
    inlet.admin("POST", "/api/subscriptions", "{}");
    inlet.admin("PATCH", path, "{\"url\":\"x\"}");
    inlet.admin("POST", path + "/rotate", "{\"overlap\":\"x\"}");
    inlet.admin("POST", path + "/replay", "{}");
    inlet.admin("GET", path + "/deliveries?limit=0");
    inlet.admin("GET", path + "/set-aside?limit=0");
  }

  private static void chooseAnotherPassword(RunningInlet inlet) {
    for (String password : List.of("short", "what she chose")) {
      String body = "{\"current\":\"what she knows\",\"password\":\"%s\"}".formatted(password);
      inlet.console("PUT", "/api/me/password", body.getBytes(UTF_8), "Authorization", AS_ADA);
    }
  }

  private static String keyOf(RunningInlet inlet) {
    String keys = "/api/accounts/acme/keys";
    return keys + "/" + inlet.admin("GET", keys).at("/keys/0/id").asText();
  }

  private static void ask(RunningInlet inlet, List<String> operation) {
    String path = operation.get(1);
    if (path.contains("%s")) {
      String list = path.substring(0, path.indexOf("/%s"));
      Answer listed = inlet.admin("GET", list);
      String id = list.substring(list.lastIndexOf('/')) + "/0/id";
      path = path.formatted(listed.status() == 200 ? listed.at(id).asText() : "1");
    }
    if (operation.size() > 2) {
      inlet.admin(operation.get(0), path, operation.get(2));
    } else {
      inlet.admin(operation.get(0), path);
    }
  }

  /** What an account is answered on each endpoint that has one call on its way and one waiting. */
  private Set<String> flooded() throws Exception {
    try (var proxy = new StallingProxy(EmbeddedPostgresql.port());
        RunningInlet inlet =
            RunningInlet.in(anotherFolder)
                .with(
                    EmbeddedPostgresql.properties(
                        "localhost", proxy.port(), EmbeddedPostgresql.newDatabaseName()))
                .with("inlet.journal.waiting-calls", 1)
                .with("inlet.flood-status", "429")
                .start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String key = inlet.newKey("acme");
      Map<List<String>, String> keys = new HashMap<>();
      OTHER_SENDERS.forEach(
          endpoint ->
              keys.put(
                  endpoint, inlet.newKey("acme", Sender.named(endpoint.get(1)).orElseThrow())));
      inlet.deliver(key, IDENTIFY);
      keys.forEach((endpoint, its) -> post(inlet, endpoint, its));
      proxy.stall();
      for (int i = 0; i < 5; i++) {
        threads.submit(() -> inlet.deliver(key, IDENTIFY));
        Thread.sleep(20);
      }
      keys.forEach((endpoint, its) -> threads.submit(() -> post(inlet, endpoint, its)));
      Thread.sleep(900);
      proxy.resume();
      threads.shutdown();
      assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
      return inlet.seen();
    }
  }

  private static void observe(RunningInlet inlet) {
    for (String path : List.of("/health", "/health/liveness", "/health/readiness", "/prometheus")) {
      inlet.console("GET", path, null);
    }
  }

  /** Until nothing is looked at any more; once more before each operation, should time run on. */
  private static void guessThePassword(RunningInlet inlet) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < PasswordCheck.AT_ONCE; i++) {
        String password = "guess " + i;
        threads.submit(() -> guess(inlet, password));
      }
    }
    for (List<String> operation : ADMIN) {
      guess(inlet, operation.toString());
      ask(inlet, operation);
    }
  }

  private static void guess(RunningInlet inlet, String password) {
    inlet.console("GET", "/api/accounts", null, "Authorization", "Bearer " + password);
  }

  private static void takeDatabaseAway(RunningInlet inlet) {
    DataSource wrapped = inlet.context().getBean(DataSource.class, Qualifiers.byName("default"));
    DataSource pool = inlet.context().getBean(DataSourceResolver.class).resolve(wrapped);
    ((HikariDataSource) pool).close();
    AdminConnections.close(inlet.context());
  }
}
