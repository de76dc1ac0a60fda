package dev.inlet.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inlet.CodeBlock;
import dev.inlet.Given;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What is left to do before Segment's review, and the page of help. */
@ExtendWith(LogLevels.class)
@NullUnmarked
class ReviewCommandIT {
  private static final String SETTINGS =
      "[{\"name\":\"listId\",\"type\":\"string\",\"required\":true},"
          + "{\"name\":\"region\",\"type\":\"select\",\"default\":\"eu\"}]";

  @Given("inlet.settings=" + SETTINGS)
  private static RunningInlet inlet;

  @TempDir private Path folder;

  private static Shell.Ended review(Map<String, String> variables, String... arguments) {
    var words = new ArrayList<>(List.of("review"));
    words.addAll(List.of(arguments));
    return new Shell(variables).run(words.toArray(String[]::new));
  }

  @Test
  void whatIsMissingIsSaidWithWhatToDo() {
    Shell.Ended ended = review(Map.of("MICRONAUT_ENVIRONMENTS", "dev"));

    assertEquals(0, ended.code(), ended::text);
    for (String line :
        List.of(
            "TO DO  endpoint",
            "TO DO  logo",
            "TO DO  documentation",
            "TO DO  texts",
            "TO DO  test account",
            "TO DO  conformance",
            "ok     types")) {
      assertTrue(ended.text().contains(line), ended::text);
    }
  }

  @Test
  void whatIsThereIsReady() throws IOException {
    Path logo = Files.writeString(folder.resolve("logo.svg"), "<svg/>");
    Shell.Ended ended =
        review(
            Map.of("INLET_SETTINGS", SETTINGS),
            "--name=Acme Mail",
            "--url=https://in.acme.example/destination",
            "--website=https://acme.example",
            "--support=help@acme.example",
            "--keys=https://acme.example/keys",
            "--logo=" + logo,
            "--page=" + folder.resolve("index.md"));

    assertEquals(
        List.of("test account", "conformance"),
        ended.out().stream()
            .filter(line -> line.startsWith("TO DO"))
            .map(line -> line.substring(7, 20).strip())
            .toList(),
        ended::text);
    assertTrue(ended.text().contains("catalog/acme-mail/index.md"), ended::text);
    assertTrue(
        ended.text().contains("declare it in the Settings Editor as select, with the default"),
        ended::text);
    String page = Files.readString(folder.resolve("index.md"));
    assertTrue(page.contains("title: Acme Mail Destination"), page);
    assertTrue(page.contains("### Identify") && page.contains("### Group"), page);
    assertFalse(page.contains("### Screen"), page);
    assertTrue(page.contains("| listId | string | required |"), page);
    assertEquals(1, page.lines().filter(line -> line.contains("TODO")).count(), page);
  }

  /** So it is taken, too: tests above start with it. */
  @Test
  void theSettingsAreThoseThatTheReadmeShows() throws IOException {
    String readme = Files.readString(CodeBlock.README);

    assertTrue(readme.contains("`INLET_SETTINGS='" + SETTINGS + "'`"));
    CodeBlock yaml =
        CodeBlock.in(CodeBlock.README).stream()
            .filter(block -> block.language().equals("yaml"))
            .findFirst()
            .orElseThrow();
    Map<String, Map<String, Object>> properties = new Yaml().load(yaml.text());
    assertEquals(
        new JsonMapper().readTree(SETTINGS),
        new JsonMapper().valueToTree(properties.get("inlet").get("settings")));
  }

  @Test
  void whatIsNoLogoOrNoHttpsIsNotReady() throws IOException {
    Path logo = Files.writeString(folder.resolve("logo.svg"), "PNG");
    Shell.Ended ended =
        review(Map.of(), "--url=http://in.acme.example/", "--logo=" + logo, "--json");

    assertTrue(ended.text().contains("Segment asks for HTTPS"), ended::text);
    assertTrue(ended.text().contains("is no SVG"), ended::text);
  }

  @Test
  void wrongConfigurationIsSaidInOneLine() {
    Shell.Ended ended = review(Map.of("INLET_TYPES", "wave"));

    assertEquals(1, ended.code());
    assertEquals(1, ended.err().size(), () -> ended.err().toString());
    assertTrue(ended.err().getFirst().contains("inlet.types"), () -> ended.err().toString());
  }

  /** What the server says is what the page explains. */
  @Test
  void thePageKnowsTheMessagesOfTheServer() throws IOException {
    review(Map.of("INLET_SETTINGS", SETTINGS), "--page=" + folder.resolve("index.md"));
    String page = Files.readString(folder.resolve("index.md"));
    String account = inlet.newAccount();
    String key =
        inlet
            .newKey(account, "{\"name\":\"k\",\"permissions\":[\"identify\",\"track\"]}")
            .at("/key")
            .asText();
    String settings = RunningInlet.base64("{\"listId\":\"1\"}");

    for (String message :
        List.of(
            inlet.deliver("nobody", "{}").message(),
            message(key, settings, "{\"type\":\"page\",\"userId\":\"1\"}"),
            message(key, settings, "{\"type\":\"wave\",\"userId\":\"1\"}"),
            message(key, settings, "{\"type\":\"track\",\"userId\":\"1\"}"),
            message(key, settings, "{\"type\":\"identify\"}"),
            inlet.deliver(key, "{\"type\":\"identify\",\"userId\":\"1\"}").message())) {
      assertTrue(
          page.lines()
              .filter(line -> line.startsWith("| "))
              .map(line -> line.split("\\|")[1].strip())
              .anyMatch(known -> isAbout(message, known)),
          message);
    }
  }

  private static String message(String key, String settings, String call) {
    return inlet.deliver(key, call, "X-Segment-Settings", settings).message();
  }

  /** All the words of the page's text are in the message, in their order. */
  private static boolean isAbout(String message, String known) {
    int at = 0;
    for (String part : known.split(" … ")) {
      at = message.indexOf(part, at);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }
}
