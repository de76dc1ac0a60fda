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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * Inlet's jar as the build made it, with the cache that README.md tells operators to start it with.
 * The cache is made once for each jar, by one start, some calls and one stop, and lies beside it; a
 * start with it takes less than half the time.
 */
final class BuiltJar {
  /** Where the build's jar is; not set where tests run without one, as in an editor. */
  private static final String JAR = "inlet.test.jar";

  private static final int CALLS = 100;
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(120);

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
    return hasJar() ? List.of("-XX:AOTCache=" + Made.CACHE) : List.of();
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

    /** Does what tests do most, so that its classes are in the cache too. */
    private static void use(InletProcess inlet) throws IOException {
      try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
        for (int i = 0; i < CALLS; i++) {
          String type = i % 2 == 0 ? "track" : "identify";
          connection.post(
              "{\"type\":\"%s\",\"userId\":\"u%d\",\"event\":\"e\"}".formatted(type, i));
        }
      }
      inlet.awaitProcessed();
      for (String list : List.of("events", "contacts", "changes", "deliveries")) {
        inlet.ask("/" + list);
      }
    }

    private static void train(Path cache) throws IOException, InterruptedException {
      Path folder = Files.createTempDirectory("inlet-training");
      Path made = folder.resolve("inlet.aot");
      try (InletProcess inlet = InletProcess.writing(folder, made)) {
        use(inlet);
        inlet.terminate(STOPS_WITHIN);
      }
      if (Files.exists(made)) { // without one Java starts too, and takes its time
        Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
