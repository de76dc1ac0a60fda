package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The README's commands do what it says, word for word but for the ports. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NullUnmarked
class ReadmeIT {
  private static final Pattern BLOCK = Pattern.compile("(?s)```(\\w*)\\n(.*?)```");
  private static final String PASSWORD = "a long enough password";

  private static InletProcess inlet;

  private record Block(String language, String text) {}

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Map<String, Object> properties = new HashMap<>(DatabaseKind.H2.fresh(folder));
    properties.put("inlet.admin.password", PASSWORD);
    properties.put("inlet.answer-budget", "3s"); // the first call is slow on a busy machine
    inlet = new InletProcess(folder, properties);
  }

  @AfterAll
  static void close() {
    inlet.close();
  }

  @Test
  @Order(1)
  void theDocumentationsCallIsAnsweredAsShown() throws Exception {
    List<Block> blocks = blocks();
    int call = indexOf(blocks, "/destination");
    String shown = blocks.get(call + 1).text().strip();

    List<String> answered = run(blocks.get(call)).lines().toList();

    shown.lines().forEach(line -> assertTrue(answered.contains(line), () -> line + answered));
  }

  @Test
  @Order(2)
  void theContactThatItMadeIsTheOneShown() throws Exception {
    List<Block> blocks = blocks();
    int contact = indexOf(blocks, "/contacts/5678");

    assertEquals(json(blocks.get(contact + 1).text()), json(run(blocks.get(contact))));
  }

  @Test
  @Order(3)
  void anAccountAndAKeyAreMadeAsShown() throws Exception {
    String answers = run(blocks().get(indexOf(blocks(), "/api/accounts/acme/keys -H")));

    assertTrue(answers.contains("\"id\":\"acme\""), answers);
    assertTrue(answers.contains("\"key\":\"inlet_"), answers);
  }

  @Test
  @Order(4)
  void aKeyIsRevokedAsShown() throws Exception {
    Block command = blocks().get(indexOf(blocks(), "KEY_ID"));

    run(new Block("sh", command.text().replace("KEY_ID", key().get("id").asText())));

    assertTrue(key().get("revokedAt").isTextual(), key()::toString);
  }

  /** The account's only key. */
  private static JsonNode key() throws Exception {
    String keys = "curl http://localhost:8081/api/accounts/acme/keys -H 'Authorization: Bearer %s'";
    return json(run(new Block("sh", keys.formatted(PASSWORD)))).get("keys").get(0);
  }

  private static List<Block> blocks() throws IOException {
    return BLOCK
        .matcher(Files.readString(Path.of("README.md")))
        .results()
        .map(block -> new Block(block.group(1), block.group(2)))
        .toList();
  }

  private static int indexOf(List<Block> blocks, String part) {
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).language().equals("sh") && blocks.get(i).text().contains(part)) {
        return i;
      }
    }
    throw new AssertionError("The README has no command with " + part);
  }

  /** What a command prints, carriage returns left out. */
  private static String run(Block command) throws Exception {
    String text =
        command
            .text()
            .replace("localhost:8080", "localhost:" + inlet.publicPort())
            .replace("localhost:8081", "localhost:" + inlet.consolePort());
    var builder = new ProcessBuilder("sh", "-e", "-c", text.replace("curl ", "curl -sS "));
    builder.environment().put("INLET_ADMIN_PASSWORD", PASSWORD);
    Process process = builder.redirectErrorStream(true).start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .replace("\r", "");
    assertEquals(0, process.waitFor(), printed);
    return printed;
  }

  private static JsonNode json(String text) throws IOException {
    return new JsonMapper().readTree(text);
  }
}
