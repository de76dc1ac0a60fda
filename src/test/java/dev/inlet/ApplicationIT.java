package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.storage.file.JournalContents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
      String call = "{\"type\":\"identify\",\"userId\":\"u1\"}";
      assertEquals(2, inlet.deliver("segment", call).status() / 100);
    }
    new JournalContents(folder).delete();

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
      assertEquals(2, dev.deliver("segment", call).status() / 100);
    }

    try (RunningInlet live = RunningInlet.in(folder).start()) {
      Answer answer = live.deliver("segment", call);

      assertEquals(401, answer.status());
      assertTrue(answer.body().contains("API key revoked"), answer.body());
    }
  }

  private Process start(String variable, String value) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(BuiltJar.program());
    var builder = new ProcessBuilder(command);
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
