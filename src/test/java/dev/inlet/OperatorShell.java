package dev.inlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * An operator's shell, which runs commands of the documents as they stand there, in a folder of its
 * own. {@code java -jar} runs the jar that the build made, and {@code inlet} is short for that, as
 * OPERATING.md says. A server goes on in the background, and the command after it is run when that
 * takes calls.
 */
final class OperatorShell implements AutoCloseable {
  /** Little to warm up, and room for what tests store. */
  private static final List<String> SOON_READY =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");

  private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);

  /** What the cache of the build was made with, too. */
  private static final String SAME_AS_THE_CACHE = "--enable-native-access=ALL-UNNAMED";

  private static final String JAVA =
      """
      #!/bin/sh
      for last; do :; done
      case $last in
        */inlet.jar) ;;
        *) exec %1$s "$@" ;;
      esac
      log=%2$s/server-$$.log
      %1$s "$@" >"$log" 2>&1 </dev/null &
      echo $! >>%2$s/servers
      until grep -q 'Console and admin API at' "$log"; do
        kill -0 $! 2>/dev/null || { cat "$log"; exit 1; }
        sleep 0.1
      done
      cat "$log"
      """;

  private final Path folder;
  private final Path programs;
  private final int publicPort = FreePort.take();
  private final int consolePort = FreePort.take();
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> replaced = new LinkedHashMap<>();

  /** Opens one in which Java has the cache that the build has made. */
  static OperatorShell cached(Path folder) throws IOException {
    return new OperatorShell(
        folder, Stream.concat(SOON_READY.stream(), BuiltJar.cache().stream()).toList());
  }

  /**
   * Opens one.
   *
   * @param folder where the commands are run
   * @param options Java's, but for what the commands themselves say
   */
  OperatorShell(Path folder, List<String> options) throws IOException {
    this.folder = folder;
    programs = Files.createDirectory(folder.resolve("programs"));
    String java =
        "%s/bin/java %s %s"
            .formatted(
                System.getProperty("java.home"), SAME_AS_THE_CACHE, String.join(" ", options));
    program("java", JAVA.formatted(java, programs));
    program("inlet", "#!/bin/sh\nexec java -jar %s \"$@\"\n".formatted(BuiltJar.classPath()));
    Files.createFile(programs.resolve("servers"));
    // An answer that is a refusal ends the commands, and nothing but answers is printed.
    Files.writeString(folder.resolve(".curlrc"), "silent\nshow-error\nfail\n");
    set("PATH", programs + ":/usr/local/bin:/usr/bin:/bin");
    set("HOME", folder.toString());
    set("JAVA_HOME", System.getProperty("java.home"));
    set("MICRONAUT_SERVER_PORT", Integer.toString(publicPort));
    set("INLET_CONSOLE_PORT", Integer.toString(consolePort));
    replace("localhost:8080", "localhost:" + publicPort);
    replace("localhost:8081", "localhost:" + consolePort);
    replace("target/inlet.jar", BuiltJar.classPath());
    replace(" inlet.jar", " " + BuiltJar.classPath());
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(programs.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Sets a variable of its environment, for all commands from now on. */
  OperatorShell set(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** From now on, commands have this in the place of some text, which the next one must have. */
  OperatorShell replace(String text, String by) {
    replaced.put(text, by);
    return this;
  }

  int publicPort() {
    return publicPort;
  }

  int consolePort() {
    return consolePort;
  }

  /** Runs commands, of which each must end well, and tells all that they have printed. */
  String run(String commands) throws IOException, InterruptedException {
    String text = commands;
    for (Map.Entry<String, String> one : replaced.entrySet()) {
      text = text.replace(one.getKey(), one.getValue());
    }
    Path printed = Files.createTempFile(folder, "printed", ".log");
    var builder = new ProcessBuilder("sh", "-ec", text).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    // Not a pipe: what goes on in the background would keep it open.
    Process process = builder.redirectErrorStream(true).redirectOutput(printed.toFile()).start();
    boolean hasEnded = process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
    String all = Files.readString(printed, StandardCharsets.UTF_8).replace("\r", "");
    if (!hasEnded || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(
          "%s%n%s%n%s".formatted(hasEnded ? "ended badly" : "goes on", text, all));
    }
    return all;
  }

  /** Ends the servers that it has started, in order, and returns when they are gone. */
  void stopServers() throws IOException, InterruptedException {
    Path servers = programs.resolve("servers");
    for (String pid : Files.readAllLines(servers)) {
      ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElse(null);
      if (server != null) {
        server.destroy();
        try {
          server.onExit().get(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
          server.destroyForcibly();
          throw new AssertionError("a server does not stop", e);
        }
      }
    }
    Files.writeString(servers, "");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stopServers();
  }
}
