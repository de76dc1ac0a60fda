package dev.inlet.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Everything;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.ManyRows;
import dev.inlet.RunningInlet;
import dev.inlet.console.ConsoleVisitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The numbers in the contract of the admin API at their edges and one beyond, as far as no test
 * beside what keeps them does so.
 */
@NullUnmarked
class AdminLimitsIT {
  @Given(per = Per.CLASS, value = "inlet.forward.key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
  private static RunningInlet inlet;

  private static final String ACCOUNT = "limits";
  private static boolean isThere;

  AdminLimitsIT() {
    if (!isThere) {
      inlet.newAccount(ACCOUNT);
      isThere = true;
    }
  }

  private static int status(String method, String path, String body) {
    return inlet.admin(method, path, body).status();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/accounts/limits/contacts?limit=,200",
    "/api/accounts/limits/companies?limit=,200",
    "/api/accounts/limits/events?limit=,200",
    "/api/accounts/limits/pages?limit=,200",
    "/api/accounts/limits/deliveries?limit=,200",
    "/api/accounts/limits/changes?limit=,200",
    "/api/accounts?limit=,200",
    "/api/audit?limit=,200",
    "/api/overview?minutes=,50400",
  })
  void numbersGoFromOneToTheLargest(String path, int most) {
    assertEquals(200, inlet.admin("GET", path + 1).status());
    assertEquals(200, inlet.admin("GET", path + most).status());
    assertEquals(400, inlet.admin("GET", path + 0).status());
    assertEquals(400, inlet.admin("GET", path + (most + 1)).status());
  }

  @ParameterizedTest
  @CsvSource({
    "contacts?q=,200",
    "contacts?email=,320",
    "companies?q=,200",
    "deliveries?type=,100",
  })
  void whatIsLookedForIsBounded(String list, int most) {
    String path = "/api/accounts/" + ACCOUNT + "/" + list;

    assertEquals(200, inlet.admin("GET", path + "x".repeat(most)).status());
    assertEquals(400, inlet.admin("GET", path + "x".repeat(most + 1)).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contacts?emial=a|Unknown parameter emial: did you mean email?",
        "contacts.csv?limit=5|Unknown parameter limit: there are q",
        "contacts.csv?Q=ada|Unknown parameter Q: did you mean q?",
        "events.csv?form=2026-03-01|Unknown parameter form: did you mean from?",
        "deliveries?statuss=refused|Unknown parameter statuss: did you mean status?",
        "keys?x=1|Unknown parameter x: there are cursor, limit",
        "answers?x=1|Unknown parameter x: there are none",
      })
  void misspeltParameterIsRefusedAndNothingExported(String list, String message) {
    Answer answer = inlet.admin("GET", "/api/accounts/" + ACCOUNT + "/" + list);

    assertEquals(400, answer.status());
    assertEquals(message, answer.message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'filter':{'status':'refused'}}|Missing name: 1 to 60 characters",
        "{'name':'%1$s','filter':{'status':'refused'}}|name must be at most 60 characters",
        "{'name':'n','filter':{'stauts':'refused'}}|Unknown field stauts in filter: send status,"
            + " type, warnings, sender, key, text, from, to",
        "{'name':'n','filter':{'type':'track','status':400}}|filter must be an object of strings:"
            + " status is none",
        "{'name':'n','filter':{'text':'%1$s%1$s%1$s%1$s'}}|text must be at most 200 characters",
        "{'name':'n','filter':{'from':'2026-03-02','to':'2026-03-01'}}|from must not be later than"
            + " to",
      })
  void savedFilterThatIsWrongIsRefusedByItsMember(String json, String message) {
    Answer answer =
        inlet.admin("POST", "/api/filters", json.replace('\'', '"').formatted("x".repeat(61)));

    assertEquals(400, answer.status());
    assertEquals(message, answer.message());
    assertEquals(0, inlet.admin("GET", "/api/filters").at("/filters").size());
  }

  @ParameterizedTest
  @CsvSource({
    "/console/contacts/export?account=limits&qq=ada",
    "/console/deliveries?account=limits&stauts=refused",
    "/console/overview?spam=24h",
  })
  void misspeltParameterOfThePageIsRefused(String address) {
    var visitor = new ConsoleVisitor(inlet);
    visitor.logIn("", RunningInlet.ADMIN_PASSWORD);

    HttpResponse<String> answer = visitor.get(address);

    assertEquals(400, answer.statusCode());
    assertEquals("text/html", answer.headers().firstValue("Content-Type").orElse("").split(";")[0]);
    assertTrue(answer.body().contains("Unknown parameter"), answer::body);
    assertTrue(answer.body().contains("Go to the start"), answer::body);
    assertEquals(200, visitor.get("/console/overview?account=limits").statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/console/overview?span=90d|span must be 1h, 6h, 24h, 7d or 30d",
        "/console/overview?span=|span must be 1h, 6h, 24h, 7d or 30d",
        "/console/events?account=limits&from=2026-03-02&to=2026-03-01|from must not be later than"
            + " to",
        "/console/deliveries?account=limits&from=2026-03-02&to=2026-03-01|from must not be later"
            + " than to",
      })
  void wrongValueOfThePageIsRefusedWithASentence(String address, String message) {
    var visitor = new ConsoleVisitor(inlet);
    visitor.logIn("", RunningInlet.ADMIN_PASSWORD);

    HttpResponse<String> answer = visitor.get(address);

    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains(message), answer::body);
  }

  @Test
  void whoIsNotLoggedInIsAskedToBeforeAnythingElse() {
    HttpResponse<String> answer = new ConsoleVisitor(inlet).get("/console/overview?spam=24h");

    assertEquals(303, answer.statusCode());
    assertEquals(
        "/console/login?to=%2Fconsole%2Foverview%3Fspam%3D24h",
        answer.headers().firstValue("Location").orElse(""));
    assertEquals(401, inlet.console("GET", "/api/accounts/limits/contacts?emial=a", null).status());
  }

  @Test
  void fileOfAListSaysWhichCharactersItIsIn() {
    Answer file = inlet.admin("GET", "/api/accounts/" + ACCOUNT + "/contacts.csv");

    assertEquals(
        "text/csv;charset=utf-8", file.header("Content-Type").orElseThrow().replace("; ", ";"));
  }

  @Test
  void waitForChangesMayBeAMinute() {
    String path = "/api/accounts/" + ACCOUNT + "/changes?wait=";
    send("waits");

    assertEquals(
        200, inlet.admin("GET", path + 60).status(), "there are some, so it does not wait");
    assertEquals(400, inlet.admin("GET", path + 61).status());
  }

  private static void send(String user) {
    String key = inlet.newKey(ACCOUNT);
    String call = "{\"type\":\"identify\",\"userId\":\"%s\"}".formatted(user);
    assertEquals(2, inlet.deliver(key, call).status() / 100);
  }

  @Nested
  class Names {

    @Test
    void ofKeysAndTokensHave200Characters() {
      String keys = "/api/accounts/" + ACCOUNT + "/keys";
      String key = "{\"name\":\"%s\",\"permissions\":[\"track\"]}";
      String token = "{\"name\":\"%s\",\"role\":\"look\"}";

      assertEquals(201, status("POST", keys, key.formatted("n".repeat(200))));
      assertEquals(400, status("POST", keys, key.formatted("n".repeat(201))));
      assertEquals(201, status("POST", "/api/tokens", token.formatted("n".repeat(200))));
      assertEquals(400, status("POST", "/api/tokens", token.formatted("n".repeat(201))));
    }

    @Test
    void ofUsersHave64AndTheirPasswords12To200() {
      assertEquals(201, user("a".repeat(64), "p".repeat(11) + "qrstuv"));
      assertEquals(400, user("a".repeat(65), "p".repeat(11) + "qrstuv"));
      assertEquals(201, user("shortest", "abcdefghijkm"));
      assertEquals(400, user("shorter", "abcdefghijk"));
      assertEquals(201, user("longest", "abcdefgh".repeat(25)));
      assertEquals(400, user("longer", "abcdefgh".repeat(25) + "i"));
    }

    private int user(String name, String password) {
      return status(
          "POST",
          "/api/users",
          "{\"name\":\"%s\",\"password\":\"%s\",\"role\":\"look\"}".formatted(name, password));
    }

    @Test
    void ofMaintenanceMessagesHave160Characters() {
      String wish = "{\"enabled\":false,\"message\":\"%s\"}";

      assertEquals(200, status("PUT", "/api/maintenance", wish.formatted("m".repeat(160))));
      assertEquals(400, status("PUT", "/api/maintenance", wish.formatted("m".repeat(161))));
    }
  }

  @Nested
  class Subscriptions {

    private int made(String more) {
      Answer answer =
          inlet.admin("POST", "/api/subscriptions", "{\"active\":false,%s}".formatted(more));
      if (answer.status() == 201) {
        inlet.admin("DELETE", "/api/subscriptions/" + answer.at("/id").asText());
      }
      return answer.status();
    }

    private String url(int length) {
      String start = "https://hooks.example/";
      return "\"url\":\"%s\"".formatted(start + "x".repeat(length - start.length()));
    }

    private String headers(int count, int length) {
      return IntStream.range(0, count)
          .mapToObj(i -> "\"x-%d\":\"%s\"".formatted(i, "v".repeat(length)))
          .collect(Collectors.joining(",", url(50) + ",\"headers\":{", "}"));
    }

    private String types(int length) {
      var names = new ArrayList<String>();
      for (int i = 0; i < 9; i++) { // 50 characters each, with a comma behind it
        names.add("t%d.".formatted(i) + "x".repeat(46));
      }
      names.add("t9." + "x".repeat(length - 9 * 50 - 3));
      return url(50) + ",\"types\":[\"" + String.join("\",\"", names) + "\"]";
    }

    @Test
    void mayHave2000CharactersOfAddressAnd10Headers() {
      assertEquals(201, made(url(2_000)));
      assertEquals(400, made(url(2_001)));
      assertEquals(201, made(headers(10, 5)));
      assertEquals(400, made(headers(11, 5)));
      assertEquals(201, made(headers(1, 2_000)));
      assertEquals(400, made(headers(1, 2_001)));
      assertEquals(201, made(types(500)));
      assertEquals(400, made(types(501)));
    }

    @Test
    void mayBe500() throws Exception {
      var everything = new Everything(inlet.place());
      String first =
          inlet
              .admin("POST", "/api/subscriptions", "{\"active\":false,%s}".formatted(url(50)))
              .at("/id")
              .asText();
      try {
        copies(everything, first, 498);
        assertEquals(201, made(url(50)));
        copies(everything, first, 499);
        assertEquals(409, made(url(50)));
      } finally {
        everything.execute("DELETE FROM subscription");
      }
    }

    /** Has so many more be there. */
    private void copies(Everything everything, String id, int count) throws Exception {
      everything.execute("DELETE FROM subscription WHERE id <> '%s'".formatted(id));
      String columns = columns(everything);
      everything.execute(
          "INSERT INTO subscription (id, %1$s) SELECT CONCAT('copy-', x), %1$s FROM subscription, SYSTEM_RANGE(1, %2$d) WHERE id = '%3$s'"
              .formatted(columns, count, id));
    }

    private String columns(Everything everything) throws Exception {
      return everything
          .row(
              "SELECT LISTAGG(LOWER(column_name), ', ') FROM information_schema.columns"
                  + " WHERE LOWER(table_name) = 'subscription' AND LOWER(column_name) <> 'id'"
                  + " AND is_identity = 'NO'")
          .getFirst();
    }
  }

  @Nested
  class Companies {

    private int shown(String group) {
      JsonNode company =
          inlet.admin("GET", "/api/accounts/" + ACCOUNT + "/companies/" + group).json();
      return company.at("/contacts").size();
    }

    @Test
    void show200OfTheirContacts() throws Exception {
      var rows = new ManyRows(inlet.place());
      rows.members(ACCOUNT, "g200", 200, "CONCAT('u:m', x)");
      rows.members(ACCOUNT, "g201", 201, "CONCAT('u:m', x)");

      assertEquals(200, shown("g200"));
      assertEquals(200, shown("g201"));
    }

    /** The last in the order of their keys are looked at: users, the greatest first. */
    @Test
    void lookAt10000OfTheirMembers() throws Exception {
      var rows = new ManyRows(inlet.place());
      rows.people(ACCOUNT, 500_000, 1, "'u:owner'", "'[]'")
          .people(ACCOUNT, 500_001, 10_000, "CONCAT('a:', x)", "'[]'")
          .links(500_000, 500_001, 10_000)
          .members(ACCOUNT, "looked", 9_999, "CONCAT('a:', x)");
      var everything = new Everything(inlet.place());
      String more =
          "INSERT INTO membership (account_id, person, group_id) VALUES ('%s', 'a:%s', 'looked')";

      everything.execute(more.formatted(ACCOUNT, "! before all others"));
      assertEquals(2, shown("looked"), "the 10,000th is somebody else");
      everything.execute(more.formatted(ACCOUNT, "9999"));
      assertEquals(1, shown("looked"), "the 10,001st is not looked at");
    }
  }

  @Test
  void importMayHaveAMegabyteAsItIsSent() {
    assertEquals(200, imported(1_048_576));
    assertEquals(400, imported(1_048_577));
  }

  private static int imported(int bytes) {
    return inlet
        .console(
            "POST",
            "/api/accounts/" + ACCOUNT + "/import",
            String.join("", Collections.nCopies(bytes, " ")).getBytes(UTF_8),
            "Authorization",
            "Bearer " + RunningInlet.ADMIN_PASSWORD)
        .status();
  }
}
