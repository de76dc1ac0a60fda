package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar's words, as a shell runs them beside a server. */
@NullUnmarked
class CommandLineIT {
  private static InletProcess inlet;
  private static Path data;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    Map<String, Object> place = DatabaseKind.H2.fresh(folder);
    data = Path.of(place.get("inlet.data-dir").toString());
    inlet = new InletProcess(folder, place);
  }

  @AfterAll
  static void close() {
    inlet.close();
  }

  /** What a program printed to both of its outputs, and ended with. */
  private record Ended(int code, List<String> lines) {}

  private static Ended run(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(BuiltJar.cache());
    command.addAll(BuiltJar.program());
    command.addAll(Arrays.asList(words));
    var builder = new ProcessBuilder(command);
    builder.environment().put("INLET_DATA_DIR", data.toString());
    builder.environment().put("MICRONAUT_SERVER_PORT", Integer.toString(inlet.publicPort()));
    builder.environment().put("INLET_CONSOLE_PORT", Integer.toString(inlet.consolePort()));
    Process program = builder.redirectErrorStream(true).start();
    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(program.waitFor(60, TimeUnit.SECONDS));
    return new Ended(program.exitValue(), output.lines().toList());
  }

  /** Where nobody traces, the start loads nothing of OpenTelemetry. */
  @Test
  void nothingIsLoadedForTracesThatNobodyWants() throws Exception {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(inlet.pid()),
                "VM.class_hierarchy")
            .redirectErrorStream(true)
            .start();
    String classes = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertTrue(classes.contains("dev.inlet.trace.Tracing"), classes::toString);
    assertEquals(
        List.of(), classes.lines().filter(line -> line.contains("io.opentelemetry")).toList());
  }

  @Test
  void helpAndVersionStartNothing() throws Exception {
    Ended help = run("--help");
    Ended version = run("--version");

    assertEquals(0, help.code());
    assertTrue(help.lines().getFirst().startsWith("Usage: inlet"), help::toString);
    assertEquals(0, version.code());
    assertEquals(1, version.lines().size(), version::toString);
  }

  @Test
  void wordThatThereIsNotStartsNothing() throws Exception {
    for (String word : List.of("srve", "--hepl", "--port=9000")) {
      Ended ended = run(word);

      assertEquals(2, ended.code(), ended::toString);
      assertEquals(1, ended.lines().size(), ended::toString);
      assertTrue(ended.lines().getFirst().startsWith("inlet: there is no "), ended::toString);
    }
  }

  @Test
  void aCallIsSentToTheServerOfTheSameEnvironment() throws Exception {
    Ended sent = run("trigger", "identify", "--quiet");
    Ended tail = run("tail", InletProcess.ACCOUNT, "--no-follow", "--type", "identify");

    assertEquals(0, sent.code(), sent::toString);
    assertTrue(sent.lines().getFirst().startsWith("Kept: "), sent::toString);
    assertTrue(tail.lines().getLast().contains("  demo  20"), tail::toString);
  }

  @Test
  void checkSaysWhoHasThePortsAndTheData() throws Exception {
    Ended ended = run("check");

    assertEquals(1, ended.code());
    String text = String.join("\n", ended.lines());
    assertTrue(text.contains("TO DO  intake "), text);
    assertTrue(text.contains("TO DO  console "), text);
    String holder =
        Files.exists(Path.of("/proc/locks")) ? "process " + inlet.pid() : "another process";
    assertTrue(text.contains("is in use by " + holder), text);
  }

  @Test
  void passwordIsNotResetBehindTheServersBack() throws Exception {
    Ended ended = run("password", "reset");

    assertEquals(1, ended.code());
    assertEquals(1, ended.lines().size(), ended::toString);
    assertTrue(ended.lines().getFirst().contains("is in use by "), ended::toString);
  }
}
