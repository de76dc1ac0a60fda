package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.webhook.Receiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's commands do what it says, word for word but for what {@link OperatorShell} and the
 * replacements below name.
 */
@NullUnmarked
class ReadmeIT {
  static final DocumentedSteps STEPS =
      new DocumentedSteps(
          CodeBlock.README,
          Map.of(
              "Inlet (2)", ReadmeIT::documentationsCallIsAnsweredAsShown,
              "Inlet (3)", ReadmeIT::contactThatItMadeIsTheOneShown,
              "Inlet (4)", ReadmeIT::changesAreFollowed,
              "Inlet (5)", ReadmeIT::changesArePosted,
              "Going live", ReadmeIT::serverIsStarted,
              "Going live (2)", ReadmeIT::accountAndKeyAreMade,
              "Going live (3)", ReadmeIT::keyIsRevoked));

  private static final String PASSWORD = "a long enough password";

  @TempDir static Path folder;
  private static OperatorShell shell;
  private static Receiver receiver;
  private static String started;

  @BeforeAll
  static void start() throws Exception {
    receiver = new Receiver();
    shell =
        OperatorShell.cached(folder)
            .set("MICRONAUT_ENVIRONMENTS", "dev") // for the demo account
            .set("INLET_ANSWER_BUDGET", "3s") // the first call is slow on a busy machine
            .set("INLET_ADMIN_PASSWORD", PASSWORD)
            .replace("INLET_ADMIN_PASSWORD='…'", "INLET_ADMIN_PASSWORD='" + PASSWORD + "'")
            .replace("/var/lib/inlet", folder.resolve("data").toString())
            .replace("http://localhost:3000", receiver.url())
            // The build has made the jar, and started a server; a receiver in Java needs no Node.
            .replace("./mvnw package -DskipTests\n", "")
            .replace("./mvnw mn:run", ":")
            .replace("npm install --prefix src/examples/receiver", ":")
            .replace("node src/examples/receiver/receiver.mjs", "printenv SECRET");
    started = shell.run(firstLine("Inlet (5)") + "\n" + commands("Going live").text());
  }

  @AfterAll
  static void close() throws Exception {
    shell.close();
    receiver.close();
  }

  private static CodeBlock commands(String name) {
    return CodeBlock.commands(CodeBlock.README, name);
  }

  private static String firstLine(String name) {
    return commands(name).line(0);
  }

  @TestFactory
  Stream<DynamicTest> doesWhatItSays() {
    return STEPS.tests();
  }

  /** What is shown below commands. */
  private static String shown(CodeBlock commands) {
    List<CodeBlock> blocks = CodeBlock.in(CodeBlock.README);
    return blocks.get(blocks.indexOf(commands) + 1).text().strip();
  }

  private static void documentationsCallIsAnsweredAsShown(CodeBlock commands) throws Exception {
    List<String> answered = shell.run(commands.text()).lines().toList();

    shown(commands)
        .lines()
        .forEach(line -> assertTrue(answered.contains(line), () -> line + answered));
  }

  private static void contactThatItMadeIsTheOneShown(CodeBlock commands) throws Exception {
    assertEquals(
        InletProcess.parsed(shown(commands)), InletProcess.parsed(shell.run(commands.text())));
  }

  private static void changesAreFollowed(CodeBlock commands) throws Exception {
    String shown = commands.line(0).split("#", 2)[1];
    JsonNode none = InletProcess.parsed(shell.run(commands.line(0)));
    assertEquals(InletProcess.parsed(shown).get("changes"), none.get("changes"));
    shell.replace(InletProcess.parsed(shown).get("next").asText(), none.get("next").asText());
    sendWithPlan("basic");

    JsonNode change = InletProcess.parsed(shell.run(commands.line(1))).at("/changes/0");

    assertEquals("contact.updated", change.get("type").asText());
  }

  private static void changesArePosted(CodeBlock commands) throws Exception {
    String secret = shell.run(commands.text()).strip();

    sendWithPlan("free");
    Eventually.become("a change is posted", () -> !receiver.all().isEmpty());
    assertTrue(receiver.all().getFirst().isSignedBy(secret), secret);
    assertEquals("contact.updated", receiver.all().getFirst().json().get("type").asText());
  }

  /** As the README says: with another plan, and without what would make it a repeat. */
  private static void sendWithPlan(String plan) throws Exception {
    String call = commands("Inlet (2)").text();
    shell.run(
        call.replace("premium", plan)
            .replaceAll("\"(messageId|receivedAt|sentAt)\": \"[^\"]*\",", ""));
  }

  private static void serverIsStarted(CodeBlock commands) {
    assertTrue(started.contains("Inlet takes Segment's calls at"), started);
  }

  private static void accountAndKeyAreMade(CodeBlock commands) throws Exception {
    String answers = shell.run(commands.text());

    assertTrue(answers.contains("\"id\":\"acme\""), answers);
    assertTrue(answers.contains("\"key\":\"inlet_"), answers);
  }

  private static void keyIsRevoked(CodeBlock commands) throws Exception {
    shell.run(commands.text().replace("KEY_ID", key().get("id").asText()));

    assertTrue(key().get("revokedAt").isTextual(), key()::toString);
  }

  /** The account's only key. */
  private static JsonNode key() throws Exception {
    String keys =
        shell.run(
            "curl http://localhost:8081/api/accounts/acme/keys"
                + " -H \"Authorization: Bearer $INLET_ADMIN_PASSWORD\"");
    return InletProcess.parsed(keys).get("keys").get(0);
  }
}
