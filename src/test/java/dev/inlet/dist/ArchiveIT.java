package dev.inlet.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.CodeBlock;
import dev.inlet.Extent;
import dev.inlet.FreePort;
import dev.inlet.Links;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The archive of {@code ./mvnw -Pdist package}, unpacked and used as OPERATING.md says. */
@Isolated
@EnabledIfSystemProperty(named = "inlet.test.packages", matches = ".+")
class ArchiveIT {
  /** The promise is held in the long run; with every build the machine may be busy otherwise. */
  private static final Duration FIRST_CALL_WITHIN = Duration.ofMillis(Extent.of(20_000, 1_500));

  private static final Duration NEWCOMER_WITHIN = Duration.ofSeconds(Extent.of(120, 30));
  private static final String CALL = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}";

  @TempDir Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private int port;
  private Path home;

  @BeforeEach
  void find() throws IOException {
    port = FreePort.take();
    variables.put("MICRONAUT_SERVER_PORT", Integer.toString(port));
    variables.put("INLET_CONSOLE_PORT", Integer.toString(FreePort.take()));
    variables.put("JAVA_HOME", System.getProperty("java.home"));
    Path archive = archive();
    home = folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
  }

  private static Path archive() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("inlet.test.packages")))) {
      return files.filter(file -> file.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
    }
  }

  @Test
  void newcomerHasAContactAfterThreeCommands() throws Exception {
    CodeBlock commands = CodeBlock.commands(CodeBlock.OPERATING, "The archive");
    assertEquals(3, commands.text().lines().count());
    Files.copy(archive(), folder.resolve(archive().getFileName()));
    long start = System.nanoTime();

    try {
      String shown =
          Ran.well(
              folder,
              variables,
              "sh",
              "-ec",
              commands.text().replace("8081", variables.get("INLET_CONSOLE_PORT")));
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      assertTrue(shown.contains("\"email\":\"ada.lovelace@example.com\""), shown);
      System.out.println("From the archive to a contact: " + took.toMillis() + " ms");
      assertTrue(took.compareTo(NEWCOMER_WITHIN) <= 0, took::toString);
    } finally {
      Ran.well(home, variables, "bin/inlet", "stop");
    }
    assertTrue(Files.size(home.resolve("cache/inlet.aot")) > 0, "made by the first run");
  }

  @Test
  void itsDocumentsLeadToWhatIsInIt() throws Exception {
    Ran.well(folder, variables, "tar", "xzf", archive().toAbsolutePath().toString());

    List<Path> documents;
    try (var files = Files.walk(home)) {
      documents = files.filter(file -> file.toString().endsWith(".md")).toList();
    }

    assertTrue(documents.contains(home.resolve("README.md")), documents::toString);
    assertTrue(documents.contains(home.resolve("doc/OPERATING.md")), documents::toString);
    assertEquals(List.of(), Links.broken(documents));
  }

  @Test
  void serverTakesCallsSoonOnceItsCacheIsMade() throws Exception {
    Ran.well(folder, variables, "tar", "xzf", archive().toAbsolutePath().toString());
    Ran.well(home, variables, "bin/inlet", "make-cache");
    variables.put("MICRONAUT_ENVIRONMENTS", "dev");
    Ran.well(home, variables, "bin/inlet", "start"); // makes the files and the demo account
    Ran.well(home, variables, "bin/inlet", "stop");
    long start = System.nanoTime();
    var builder = new ProcessBuilder(home.resolve("bin/inlet").toString(), "serve");
    builder.environment().putAll(variables);
    Process server =
        builder.redirectOutput(folder.resolve("log").toFile()).redirectErrorStream(true).start();
    try {
      awaitFirstCall();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      System.out.println("From the start to the first 2xx: " + took.toMillis() + " ms");

      assertTrue(took.compareTo(FIRST_CALL_WITHIN) <= 0, took::toString);
      Ran second = Ran.in(home, variables, List.of("bin/inlet", "serve"));
      assertEquals(1, second.code(), second::text);
      assertTrue(second.text().contains("Inlet does not start: "), second::text);
    } finally {
      server.destroy();
      server.waitFor();
    }
    String log = Files.readString(folder.resolve("log"));
    assertTrue(log.contains("Inlet takes Segment's calls at"), log);
    assertTrue(!log.contains("WARN") && !log.contains("warning"), log);
  }

  private void awaitFirstCall() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest call =
          HttpRequest.newBuilder(URI.create("http://localhost:%d/destination".formatted(port)))
              .header("Authorization", "Basic c2VnbWVudDo=")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(CALL))
              .build();
      for (int i = 0; i < 3_000; i++) {
        try {
          if (client.send(call, BodyHandlers.discarding()).statusCode() / 100 == 2) {
            return;
          }
        } catch (ConnectException e) {
          // It is not there yet.
        }
        Thread.sleep(10);
      }
      throw new AssertionError("no call was taken");
    }
  }
}
