package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.command.Shell;
import dev.inlet.command.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inlet is killed while an account is imported, and the import goes on where it was. */
@NullUnmarked
class KilledTransferIT {
  private static final int PEOPLE = 500;
  private static final int EVENTS = Extent.of(4_000, 100_000);
  private static final Pattern GO_ON = Pattern.compile(".*go on with --after ([0-9]+)");

  @TempDir Path folder;

  @Test
  void whatWasSaidToBeImportedIsThereAndTheRestFollows() throws Exception {
    Path file = folder.resolve("account.ndjson");
    Files.write(file, lines());
    try (var inlet = new InletProcess(Files.createDirectory(folder.resolve("data")))) {
      var shell = new Shell(Map.of("INLET_CONSOLE_PORT", Integer.toString(inlet.consolePort())));
      String[] words = {"import", "--account", InletProcess.ACCOUNT, file.toString()};

      CompletableFuture<Ended> killed = CompletableFuture.supplyAsync(() -> shell.run(words));
      Eventually.become("some are imported", () -> !inlet.all("events").isEmpty());
      inlet.kill();
      long after = after(killed.get(60, TimeUnit.SECONDS));
      inlet.start();
      int kept = inlet.all("events").size();
      Ended rest =
          shell.run(
              "import",
              "--account",
              InletProcess.ACCOUNT,
              "--after",
              Long.toString(after),
              file.toString());
      Ended again =
          shell.run("import", "--account", InletProcess.ACCOUNT, "--json", file.toString());

      assertTrue(kept >= after - PEOPLE, kept + " events are there of " + after + " lines");
      assertEquals(0, rest.code(), rest::toString);
      var events = new HashSet<String>();
      inlet.all("events").forEach(event -> events.add(event.at("/messageId").asText()));
      assertEquals(EVENTS, events.size());
      assertEquals(EVENTS, inlet.all("events").size(), "none is doubled");
      assertEquals(PEOPLE, inlet.all("contacts").size());
      assertTrue(again.text().contains("\"changes\":0,"), again::toString);
    }
  }

  /** How many lines it said are imported; none when it was killed before it said so. */
  private static long after(Ended ended) {
    assertEquals(1, ended.code(), ended::toString);
    Matcher said = GO_ON.matcher(ended.err().getLast());
    return said.matches() ? Long.parseLong(said.group(1)) : 0;
  }

  private static List<String> lines() throws IOException {
    var lines = new ArrayList<String>();
    for (int i = 0; i < PEOPLE; i++) {
      lines.add(
          ("{\"record\":\"contact\",\"userId\":\"u%1$d\",\"firstIdentifiedAt\":\"2026-01-01T00:00:00Z\","
                  + "\"lastIdentifiedAt\":\"2026-01-01T00:00:00Z\",\"traits\":{\"n\":{\"value\":%1$d,"
                  + "\"at\":\"2026-01-01T00:00:00Z\",\"messageId\":\"i%1$d\"}}}")
              .formatted(i));
    }
    for (int i = 0; i < EVENTS; i++) {
      lines.add(
          ("{\"record\":\"event\",\"messageId\":\"e%1$d\",\"userId\":\"u%2$d\",\"event\":\"Ran\","
                  + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"storedAt\":\"2026-01-01T00:00:00Z\","
                  + "\"properties\":{\"fill\":\"%3$s\"}}")
              .formatted(i, i % PEOPLE, "x".repeat(500)));
    }
    return lines;
  }
}
