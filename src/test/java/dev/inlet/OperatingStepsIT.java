package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.codec.Sha256;
import dev.inlet.webhook.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What OPERATING.md says to do with one server, done as it stands there: from unpacking the archive
 * to Segment's review. Other than there are only what {@link OperatorShell} and the replacements
 * below name.
 */
@NullUnmarked
@Order(2)
class OperatingStepsIT {
  static final DocumentedSteps STEPS =
      new DocumentedSteps(
          CodeBlock.OPERATING,
          Map.ofEntries(
              Map.entry("The archive", OperatingStepsIT::archiveLeadsToAContact),
              Map.entry(
                  "Calls that cannot be processed", OperatingStepsIT::callsSetAsideAreTriedAgain),
              Map.entry("Maintenance", OperatingStepsIT::callsAreRefusedWithTheMessage),
              Map.entry("Who may do what", OperatingStepsIT::userAndTokenHaveTheirRole),
              Map.entry("Who did it", OperatingStepsIT::suspensionIsFound),
              Map.entry("Erasing somebody", OperatingStepsIT::contactIsGone),
              Map.entry("Closing an account", OperatingStepsIT::accountIsClosedAndOpenAgain),
              Map.entry("Following changes", OperatingStepsIT::nextChangeIsThere),
              Map.entry("Webhooks", OperatingStepsIT::changesArePosted),
              Map.entry("Backup", OperatingStepsIT::backupIsRestored),
              Map.entry("Event tester", OperatingStepsIT::callsAreTried),
              Map.entry("Before Segment's review", OperatingStepsIT::contractIsKept),
              Map.entry("Before Segment's review (2)", OperatingStepsIT::pageOfHelpIsWritten)));

  private static final String STOP = "bin/inlet stop";
  private static final String NEW_FORWARD_KEY = "openssl rand -base64 32";
  private static final String H2_SHELL =
      "java -cp inlet.jar org.h2.tools.Shell -url jdbc:h2:./data/inlet -user sa";
  private static final String ALIAS = "alias inlet='java -jar /path/to/inlet.jar'";
  private static final String COMPLETION = "source <(inlet completion)";
  private static final String DIGEST =
      "printf '%s %s' acme \"$MESSAGE_ID\" | sha256sum | cut -c1-16";

  /** The commands in sentences that are run here, too; the last two within those of blocks. */
  static final Set<String> IN_SENTENCES =
      Set.of(
          STOP,
          NEW_FORWARD_KEY,
          H2_SHELL,
          ALIAS,
          COMPLETION,
          DIGEST,
          "bin/inlet start",
          "java -jar inlet.jar");

  private static final Pattern TOKEN = Pattern.compile("inlet_token_\\w+");
  private static final String BUSY = "2s"; // how long an answer may take on a busy machine

  @TempDir static Path folder;
  private static OperatorShell shell;
  private static Receiver receiver;

  @BeforeAll
  static void open() throws Exception {
    receiver = new Receiver();
    shell = OperatorShell.cached(folder);
    shell
        .set("INLET_ADMIN_PASSWORD", "what nobody guesses")
        .set("INLET_FORWARD_KEY", shell.run(NEW_FORWARD_KEY).strip())
        .set("INLET_FORWARD_ALLOW_PRIVATE", "true")
        .set("INLET_ANSWER_BUDGET", BUSY)
        .set("INLET_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1")
        .set("INLET_CACHE", BuiltJar.cacheFile().toString()) // ArchiveIT has it make its own
        .replace("https://example.com/hooks/inlet", receiver.url())
        .replace(
            "https://your.host/destination",
            "http://localhost:" + shell.publicPort() + "/destination")
        .replace("/srv/inlet", folder.resolve("restored").toString());
  }

  @AfterAll
  static void close() throws Exception {
    shell.run("(cd inlet-*/ && " + STOP + ") && rm -r packed inlet-1");
    receiver.close();
  }

  @TestFactory
  Stream<DynamicTest> isDoneAsItStandsThere() {
    return STEPS.tests();
  }

  /** As src/dist/archive.xml packs it, but for the jar, which is a link. */
  private static void archiveLeadsToAContact(CodeBlock commands) throws Exception {
    Path home = Files.createDirectories(folder.resolve("packed/inlet-1"));
    for (String part : List.of("bin/inlet", "conf/inlet.env")) {
      Path packed = home.resolve(part);
      Files.createDirectories(packed.getParent());
      Files.copy(Path.of("src/dist").resolve(part), packed, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Path jar = Files.createDirectory(home.resolve("lib")).resolve("inlet.jar");
    Files.createSymbolicLink(jar, Path.of(BuiltJar.classPath()));
    // A cache is of the jar when it is younger.
    shell
        .set("JAR", BuiltJar.classPath())
        .run(
            "touch -h -r $JAR packed/inlet-1/lib/inlet.jar\ntar czf inlet-1.tar.gz -C packed inlet-1");

    String printed = shell.run(commands.text());

    assertTrue(printed.contains("Inlet takes Segment's calls at"), printed);
    assertTrue(printed.contains("\"email\":\"ada.lovelace@example.com\""), printed);
    assertTrue(Files.exists(folder.resolve("inlet-1/data/inlet.mv.db")));

    admin("POST", "/api/accounts", "{\"id\":\"acme\",\"name\":\"Acme\"}");
    String key =
        admin(
                "POST",
                "/api/accounts/acme/keys",
                "{\"name\":\"k\",\"permissions\":[\"identify\",\"track\",\"page\",\"group\"]}")
            .get("key")
            .asText();
    shell.set("KEY", key).replace("--key …", "--key " + key);
  }

  private static void callsSetAsideAreTriedAgain(CodeBlock commands) throws Exception {
    String large = "x".repeat(400_000);
    for (String trait : List.of("one", "two")) {
      assertEquals("200", send(identify("large", trait, large)));
    }
    assertEquals("202", send(identify("large", "three", large)));

    List<String> answers = shell.run(commands.text()).replace("}{", "}\n{").lines().toList();

    JsonNode setAside = InletProcess.parsed(answers.getFirst()).get("setAside");
    assertEquals(1, setAside.size(), answers::toString);
    JsonNode replayed = InletProcess.parsed(answers.getLast());
    JsonNode shown = InletProcess.parsed(json("Calls that cannot be processed"));
    assertEquals(shown.properties().size(), replayed.properties().size());
    shown.fieldNames().forEachRemaining(name -> assertTrue(replayed.has(name), name));
    assertEquals(1, replayed.get("failed").asInt(), "it is as large as before");
  }

  private static String json(String name) {
    return CodeBlock.in(CodeBlock.OPERATING).stream()
        .filter(block -> block.name().equals(name) && block.language().equals("json"))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static void callsAreRefusedWithTheMessage(CodeBlock commands) throws Exception {
    shell.run(commands.text());

    assertEquals("503", send(identify("ann", "plan", "a")));
    String answer = Files.readString(folder.resolve("answer"));
    assertTrue(answer.contains("Moving to a larger database, back at 14:00 UTC"), answer);
    admin("PUT", "/api/maintenance", "{\"enabled\":false}");
    assertEquals("200", send(identify("ann", "plan", "a")));
  }

  private static void userAndTokenHaveTheirRole(CodeBlock commands) throws Exception {
    Matcher token = TOKEN.matcher(shell.run(commands.text()));

    assertTrue(token.find());
    String me =
        shell.run(
            "curl http://localhost:8081/api/me -H 'Authorization: Bearer " + token.group() + "'");
    assertEquals("support", InletProcess.parsed(me).get("role").asText(), me);
    JsonNode users = admin("GET", "/api/users", "").get("users");
    assertEquals("ada", users.at("/0/name").asText(), users::toString);
    assertEquals("support", users.at("/0/role").asText(), users::toString);
  }

  private static void suspensionIsFound(CodeBlock commands) throws Exception {
    admin("PATCH", "/api/accounts/acme", "{\"suspended\":true}");
    admin("PATCH", "/api/accounts/acme", "{\"suspended\":false}");

    JsonNode entries = InletProcess.parsed(shell.run(commands.text())).get("audit");

    assertEquals(1, entries.size(), entries::toString);
    assertEquals("admin", entries.at("/0/actor/name").asText(), entries::toString);
  }

  private static void contactIsGone(CodeBlock commands) throws Exception {
    assertEquals("200", send(identify("5678", "plan", "premium")));
    admin("GET", "/api/accounts/acme/contacts/5678", "");

    JsonNode receipt = InletProcess.parsed(shell.run(commands.text()));

    assertFalse(receipt.toString().contains("5678"), receipt::toString);
    admin("GET", "/api/accounts/acme/erasures/" + receipt.get("id").asText(), "");
    assertEquals(0, admin("GET", "/api/accounts/acme/contacts?q=5678", "").get("contacts").size());
  }

  private static void accountIsClosedAndOpenAgain(CodeBlock commands) throws Exception {
    shell.run(commands.text());

    JsonNode closings = admin("GET", "/api/closings?account=acme", "").get("closings");
    assertEquals(1, closings.size(), closings::toString);
    assertTrue(closings.at("/0/reopenedAt").isTextual(), closings::toString);
    assertEquals("200", send(identify("ann", "plan", "b")), "the key is back");
  }

  private static void nextChangeIsThere(CodeBlock commands) throws Exception {
    shell.set("NEXT", admin("GET", "/api/changes?after=now", "").get("next").asText());
    assertEquals("200", send(identify("ann", "plan", "c")));

    JsonNode changes = InletProcess.parsed(shell.run(commands.text())).get("changes");

    assertEquals(1, changes.size(), changes::toString);
    assertEquals("contact.updated", changes.at("/0/type").asText());
  }

  private static void changesArePosted(CodeBlock commands) throws Exception {
    String secret = InletProcess.parsed(shell.run(commands.text())).get("secret").asText();

    assertEquals("200", send(identify("ann", "plan", "d")));
    Eventually.become("a change is posted", () -> !receiver.all().isEmpty());
    assertTrue(receiver.all().getFirst().isSignedBy(secret));
    assertEquals("contact.updated", receiver.all().getFirst().json().get("type").asText());
  }

  private static void backupIsRestored(CodeBlock commands) throws Exception {
    shell.run(commands.text());

    assertTrue(Files.exists(folder.resolve("restored/inlet-journal")));
    String contacts =
        shell.run(
            "echo \"SELECT 'plan ' || traits FROM inlet_contact WHERE user_id = 'ann';\" | "
                + H2_SHELL.replace("./data", folder.resolve("restored").toString()));
    assertTrue(contacts.contains("plan {"), contacts);
  }

  private static void callsAreTried(CodeBlock commands) throws Exception {
    Files.writeString(
        folder.resolve("message.json"),
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Tried\"}");

    String printed = shell.run(commands.text());

    assertTrue(printed.contains("Kept: "), printed);
    JsonNode events = admin("GET", "/api/accounts/demo/events?event=Tried", "").get("events");
    assertEquals(1, events.size(), events::toString);
    assertTrue(printed.contains("Usage: inlet trigger"), printed);
  }

  private static void contractIsKept(CodeBlock commands) throws Exception {
    String printed = shell.run(commands.text());

    assertFalse(printed.contains("FAILED"), printed);
    for (String report : List.of("report.html", "report.xml", "badge.svg")) {
      assertTrue(Files.size(folder.resolve(report)) > 0, report);
    }
  }

  private static void pageOfHelpIsWritten(CodeBlock commands) throws Exception {
    Files.writeString(folder.resolve("logo.svg"), "<svg/>");
    // Only addresses are read here, and none is asked: this one is as it stands there.
    shell.replace("http://localhost:" + shell.publicPort(), "https://your.host");

    shell.run(commands.text());

    assertTrue(Files.readString(folder.resolve("index.md")).contains("title: Acme Mail"));
  }

  @Test
  void aliasAndCompletionMakeTheCommandShort() throws Exception {
    Path script = folder.resolve("short.bash");
    Files.writeString(
        script,
        String.join(
            "\n",
            "set -e",
            "shopt -s expand_aliases",
            ALIAS.replace("/path/to/inlet.jar", BuiltJar.classPath()),
            COMPLETION,
            "complete -p inlet"));

    assertTrue(shell.run("bash short.bash").contains("inlet"));
  }

  @Test
  void digestOfAMessageIsThatOfTheTraces() throws Exception {
    shell.set("MESSAGE_ID", "m-1");

    assertEquals(Sha256.shortHex("acme m-1"), shell.run(DIGEST).strip());
  }

  private static String identify(String userId, String trait, String value) {
    return "{\"type\":\"identify\",\"userId\":\"%s\",\"traits\":{\"%s\":\"%s\"}}"
        .formatted(userId, trait, value);
  }

  /** Sends a call to the account as Segment does, and tells the status of the answer. */
  private static String send(String call) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("call.json"), call);
    return shell.run(
        "curl -q -sS -o answer -w '%{http_code}' http://localhost:8080/destination -u \"$KEY:\""
            + " -H 'Content-Type: application/json' -d @call.json");
  }

  /** What the admin API answers; fails when it refuses. */
  private static JsonNode admin(String method, String path, String body) throws Exception {
    return InletProcess.parsed(
        shell.run(
            "curl -X %s 'http://localhost:8081%s' -H \"Authorization: Bearer $INLET_ADMIN_PASSWORD\" %s"
                .formatted(method, path, body.isEmpty() ? "" : "-d '" + body + "'")));
  }
}
