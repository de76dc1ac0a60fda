package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program, as an operator starts it. */
class ApplicationIT {
  @TempDir Path folder;

  @Test
  void wrongVariableStopsTheStartWithOneLineThatNamesIt() throws Exception {
    Process program = start("INLET_ANSWER", "perhaps");

    List<String> lines = linesOf(program);

    assertEquals(1, program.exitValue());
    List<String> errors = lines.stream().filter(line -> line.contains("ERROR")).toList();
    assertEquals(1, errors.size(), lines::toString);
    assertTrue(
        errors
            .getFirst()
            .endsWith(
                "Inlet does not start: inlet.answer (INLET_ANSWER) must be one of processed,"
                    + " accepted; it is \"perhaps\""),
        lines::toString);
    assertTrue(lines.stream().noneMatch(line -> line.strip().startsWith("at ")), lines::toString);
  }

  @Test
  void journalThatIsMissingStopsTheStart() throws Exception {
    try (RunningInlet inlet = RunningInlet.in(folder).environment("dev").start()) {
      assertEquals(
          200, inlet.deliver("segment", "{\"type\":\"identify\",\"userId\":\"u1\"}").status());
    }
    Files.delete(folder.resolve("inlet-journal.mv.db"));

    Process program = start("INLET_ANSWER", "processed");

    List<String> lines = linesOf(program);
    assertEquals(1, program.exitValue(), lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.contains("The journal ends at 0")), lines::toString);
  }

  @Test
  void demoAccountsKeyIsRevokedOutsideDev() {
    String call = "{\"type\":\"identify\",\"userId\":\"u1\"}";
    try (RunningInlet dev = RunningInlet.in(folder).environment("dev").start()) {
      assertEquals(200, dev.deliver("segment", call).status());
    }

    try (RunningInlet live = RunningInlet.in(folder).start()) {
      Answer answer = live.deliver("segment", call);

      assertEquals(401, answer.status());
      assertTrue(answer.body().contains("API key revoked"), answer.body());
    }
  }

  private Process start(String variable, String value) throws IOException {
    // Without the tests' own classes and logging.
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
            .collect(Collectors.joining(File.pathSeparator));
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            Application.class.getName());
    builder.environment().put(variable, value);
    builder.environment().put("INLET_DATA_DIR", folder.toString());
    return builder.redirectErrorStream(true).start();
  }

  private static List<String> linesOf(Process program) throws Exception {
    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(program.waitFor(30, TimeUnit.SECONDS));
    return output.lines().toList();
  }
}
