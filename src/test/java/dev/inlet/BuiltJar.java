package dev.inlet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * Inlet's jar as the build made it, with the cache that OPERATING.md tells to start it with. The
 * cache is made once for each jar, by one start, some calls and one stop, and lies beside it; a
 * start with it takes less than half the time.
 */
final class BuiltJar {
  /** Where the build's jar is; not set where tests run without one, as in an editor. */
  private static final String JAR = "inlet.test.jar";

  private static final int CALLS = 100;

  /** What bin/inlet starts with: a cache is of no use to a Java that lays out objects otherwise. */
  private static final String AS_PACKAGED = "-XX:+UseCompactObjectHeaders";

  private BuiltJar() {}

  /** The class path of a process that is to be Inlet and nothing else. */
  static String classPath() {
    return hasJar() ? jar().toString() : withoutTests(System.getProperty("java.class.path"));
  }

  /** The arguments that have Java start what an operator starts. */
  static List<String> program() {
    return hasJar()
        ? List.of("-jar", classPath())
        : List.of("-classpath", classPath(), Application.class.getName());
  }

  private static String withoutTests(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes/"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The options by which Java finds the cache; none where there is no jar. */
  static List<String> cache() {
    return hasJar() ? List.of(AS_PACKAGED, "-XX:AOTCache=" + Made.CACHE) : List.of();
  }

  /** The cache, for {@code bin/inlet} to start with. */
  static Path cacheFile() {
    return Made.CACHE;
  }

  /** Whether there is a jar with all that Inlet needs; without shading there is not. */
  private static boolean hasJar() {
    if (System.getProperty(JAR) == null || !Files.exists(jar())) {
      return false;
    }
    try (var file = new JarFile(jar().toFile())) {
      return file.getEntry("io/micronaut/runtime/Micronaut.class") != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() {
    return Path.of(System.getProperty(JAR));
  }

  private static final class Made {
    static final Path CACHE = make();

    private static Path make() {
      Path jar = jar();
      Path cache = jar.resolveSibling("inlet.aot");
      try (FileChannel channel =
              FileChannel.open(
                  jar.resolveSibling("inlet.aot.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid() || !isOf(jar, cache)) {
          train(cache);
        }
        return cache;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static boolean isOf(Path jar, Path cache) throws IOException {
      return Files.exists(cache)
          && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) > 0;
    }

    /** By the command that OPERATING.md gives for it. */
    private static void train(Path cache) throws IOException, InterruptedException {
      Path folder = Files.createTempDirectory("inlet-training");
      try (var shell = new OperatorShell(folder, List.of("-Xmx512m", AS_PACKAGED))) {
        shell
            .set("MICRONAUT_ENVIRONMENTS", "dev")
            .set("INLET_DATA_DIR", folder.resolve("data").toString())
            .run(CodeBlock.commands(CodeBlock.OPERATING, "Starting faster").line(0));
        use(shell);
      }
      Path made = folder.resolve("inlet.aot");
      if (Files.exists(made)) { // without one Java starts too, and takes its time
        Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
      }
    }

    /** Does what tests do most, so that its classes are in the cache too. */
    private static void use(OperatorShell shell) throws IOException, InterruptedException {
      try (var connection = new CallConnection(shell.publicPort(), InletProcess.KEY)) {
        for (int i = 0; i < CALLS; i++) {
          String type = i % 2 == 0 ? "track" : "identify";
          connection.post(
              "{\"type\":\"%s\",\"userId\":\"u%d\",\"event\":\"e\"}".formatted(type, i));
        }
      }
      shell.run(
          """
          until curl http://localhost:8081/prometheus | grep -q '^inlet_processor_lag 0.0'; do
            sleep 0.1
          done
          for list in events contacts changes deliveries; do
            curl http://localhost:8081/api/accounts/demo/$list
          done
          """);
    }
  }
}
