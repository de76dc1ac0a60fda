package dev.inlet.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a program of this machine came to.
 *
 * @param code its exit code
 * @param text all it has printed
 */
record Ran(int code, String text) {
  private static final long MOST_SECONDS = 120;

  /** Runs a program to its end, in an environment that has these variables and a path. */
  static Ran in(Path folder, Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("ran", ".log");
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.environment().put("HOME", folder.toString());
    builder.environment().putAll(variables);
    // Not a pipe: what goes on in the background would keep it open.
    Process process = builder.redirectOutput(output.toFile()).start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " goes on: " + Files.readString(output));
    }
    return new Ran(process.exitValue(), Files.readString(output));
  }

  /** Runs a program that must end well. */
  static String well(Path folder, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    Ran ran = in(folder, variables, List.of(command));
    if (ran.code != 0) {
      throw new AssertionError(List.of(command) + " ended with " + ran);
    }
    return ran.text;
  }
}
