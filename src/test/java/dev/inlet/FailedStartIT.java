package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedStartIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost:1/inlet?user=u&password=",
        "jdbc:postgresql://localhost:no-port/inlet?password=",
        "jdbc:h2:file:/nowhere/inlet;NO_SUCH_SETTING=1;PASSWORD=",
        "jdbc:mysql://localhost/inlet?password="
      })
  void saysWhatIsWrongAndNoPassword(String url) throws IOException {
    var canaries = new Canaries();
    Map<String, Object> place =
        Map.of(
            "datasources.default.url",
            url + canaries.secret(),
            "datasources.default.password",
            canaries.secret(),
            "inlet.admin.password",
            canaries.secret(),
            "logger.levels.dev.inlet",
            "DEBUG");

    assertThrows(AssertionError.class, () -> new InletProcess(folder, place).close());

    String log = Files.readString(folder.resolve("log"));
    assertTrue(log.contains("Inlet does not start: "), log);
    assertEquals(List.of(), canaries.in(log), log);
  }

  @Test
  void formatOfTheLogThatThereIsNotIsTold() throws Exception {
    List<String> lines = failed(Map.of("INLET_LOG", "xml"));

    assertEquals(
        List.of("Inlet does not start: INLET_LOG must be one of text, json; it is \"xml\""), lines);
  }

  @Test
  void portThatIsTakenIsNamedAndNothingIsLeftBehind() throws Exception {
    try (var taken = new ServerSocket(0)) {
      for (String variable : List.of("MICRONAUT_SERVER_PORT", "INLET_CONSOLE_PORT")) {
        String port = Integer.toString(taken.getLocalPort());

        List<String> lines = failed(Map.of(variable, port, "INLET_ANSWR", "accepted"));

        assertEquals(1, sentences(lines).size(), lines::toString);
        assertTrue(sentences(lines).getFirst().contains(port + " is taken"), lines::toString);
        assertTrue(sentences(lines).getFirst().contains("set " + variable), lines::toString);
        assertEquals(1, lines.stream().filter(line -> line.contains("ERROR")).count());
        assertFalse(Files.exists(folder.resolve("data")));
        assertTrue(
            lines.stream().anyMatch(line -> line.contains("did you mean INLET_ANSWER?")),
            lines::toString);
      }
    }
    try (var inlet = new InletLog(variables(Map.of("INLET_LOG", "json")))) {
      inlet.await("Console and admin API at ");

      List<String> lines = inlet.lines();
      assertTrue(lines.stream().anyMatch(line -> line.contains("shown this once")));
      assertTrue(lines.stream().anyMatch(line -> line.contains("\"Inlet ")), lines::toString);
      for (String line : lines) {
        assertTrue(new JsonMapper().readTree(line).get("formattedMessage").isTextual(), line);
      }
    }
  }

  @Test
  void olderJavaIsTold() throws Exception {
    Optional<Path> java = olderJava();
    assumeTrue(java.isPresent() && BuiltJar.program().contains("-jar"));
    List<String> command = new ArrayList<>(List.of(java.orElseThrow().toString()));
    command.addAll(BuiltJar.program());

    Process program = new ProcessBuilder(command).redirectErrorStream(true).start();

    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, program.waitFor());
    assertTrue(said.strip().matches("Inlet does not start: it needs Java 25, this is \\d+"), said);
  }

  /** Another Java than the tests', where Maven runs on one. */
  private static Optional<Path> olderJava() throws IOException {
    Path all = Path.of(System.getProperty("java.home")).resolveSibling(".");
    try (Stream<Path> homes = Files.list(all)) {
      return homes.filter(FailedStartIT::isOlder).map(home -> home.resolve("bin/java")).findFirst();
    }
  }

  private static boolean isOlder(Path home) {
    try {
      return Files.isExecutable(home.resolve("bin/java"))
          && Files.readString(home.resolve("release"))
              .matches("(?s).*JAVA_VERSION=\"(1\\.|[89]|1[0-9]|2[0-4]).*");
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> sentences(List<String> lines) {
    return lines.stream().filter(line -> line.contains("Inlet does not start: ")).toList();
  }

  private Map<String, String> variables(Map<String, String> more) {
    var variables = new HashMap<String, String>();
    variables.put("INLET_DATA_DIR", folder.resolve("data").toString());
    variables.put("MICRONAUT_SERVER_PORT", Integer.toString(FreePort.take()));
    variables.put("INLET_CONSOLE_PORT", Integer.toString(FreePort.take()));
    variables.putAll(more);
    return variables;
  }

  private List<String> failed(Map<String, String> more) throws Exception {
    try (var inlet = new InletLog(variables(more))) {
      assertEquals(1, inlet.exitCode());
      List<String> lines = inlet.lines();
      assertTrue(lines.stream().noneMatch(line -> line.strip().startsWith("at ")), lines::toString);
      return lines;
    }
  }

  /** The program as a shell starts it, and what it prints. */
  private final class InletLog implements AutoCloseable {
    private final Path log = folder.resolve("printed");
    private final Process program;

    InletLog(Map<String, String> variables) throws IOException {
      List<String> command =
          new ArrayList<>(
              List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
      command.addAll(BuiltJar.cache());
      command.add("--enable-native-access=ALL-UNNAMED"); // as the cache was made with
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
      command.addAll(BuiltJar.program());
      var builder = new ProcessBuilder(command);
      builder.environment().putAll(variables);
      program = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    List<String> lines() throws IOException {
      return Files.readAllLines(log);
    }

    void await(String text) {
      Eventually.become(
          text,
          Duration.ofSeconds(60),
          () -> {
            try {
              return Files.readString(log).contains(text);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }

    int exitCode() throws InterruptedException {
      assertTrue(program.waitFor(60, TimeUnit.SECONDS));
      return program.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
      program.destroy();
      program.waitFor();
    }
  }
}
