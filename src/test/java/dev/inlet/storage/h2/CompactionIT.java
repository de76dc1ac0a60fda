package dev.inlet.storage.h2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.inlet.Everything;
import dev.inlet.Figures;
import dev.inlet.RunningInlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

@NullUnmarked
class CompactionIT {
  /**
   * What is told of the file, whatever the level is: a command beside it may switch the log off.
   */
  private static final class Told extends TurboFilter {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public FilterReply decide(
        Marker marker,
        Logger logger,
        Level level,
        String format,
        Object[] parameters,
        Throwable failure) {
      if (format != null
          && level.isGreaterOrEqual(Level.INFO)
          && logger.getName().equals(H2File.class.getName())) {
        lines.add(MessageFormatter.arrayFormat(format, parameters).getMessage());
      }
      return FilterReply.NEUTRAL;
    }
  }

  private static final String JANE = "jane0815canary";
  private static final String JOE = "joe0815canary";

  @Test
  void theTextOfWhoWasErasedIsGoneFromTheFilesAfterAStop(@TempDir Path folder) throws IOException {
    Path data = folder.resolve("data");
    try (RunningInlet inlet = start(folder, 1_024)) {
      String key = inlet.newKey("acme");
      for (String person : List.of(JANE, JOE)) {
        tellAllAbout(inlet, key, person);
      }
      assertEquals(200, inlet.admin("DELETE", "/api/accounts/acme/contacts/" + JANE).status());
    }
    assertEquals(List.of(), Everything.filesWith(data, JANE));
    assertFalse(Everything.filesWith(data, JOE).isEmpty(), "the search finds who was not erased");
    try (RunningInlet inlet = start(folder, 1_024)) {
      assertEquals(200, inlet.admin("GET", "/api/accounts/acme/contacts/" + JOE).status());
      assertEquals(404, inlet.admin("GET", "/api/accounts/acme/contacts/" + JANE).status());
    }
  }

  @Test
  void theFileIsReplacedAndItsFolderIsForced(@TempDir Path folder) {
    var log = new Told();
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.addTurboFilter(log);
    try {
      start(folder, 1_024).close();
    } finally {
      context.getTurboFilterList().remove(log);
    }
    List<String> told =
        log.lines.stream().filter(line -> line.contains(folder.toString())).toList();
    assertEquals(1, told.size(), told::toString);
    assertTrue(told.getFirst().startsWith("Compacted"), told::toString);
  }

  @Test
  void aFileAboveTheLimitIsLeftAsItIs(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("data").resolve("inlet.mv.db");
    Object before;
    try (RunningInlet inlet = start(folder, 0)) {
      before = key(file);
      tellAllAbout(inlet, inlet.newKey("acme"), JANE);
      inlet.admin("DELETE", "/api/accounts/acme/contacts/" + JANE);
    }
    assertEquals(before, key(file), "no other file has taken its place");
  }

  private static Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Test
  void whatACrashWhileCompactingLeftIsRemoved(@TempDir Path folder) throws IOException {
    Path left = Files.writeString(folder.resolve("inlet.mv.db.compacting"), JANE);
    H2File.at(folder.resolve("inlet").toString(), 1).removeCopy();
    assertFalse(Files.exists(left));
  }

  @Test
  void aFileOfHundredMegabytesIsCompactedInSeconds(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    long start;
    long before;
    try (RunningInlet inlet = start(folder, 1_024)) {
      inlet.newAccount("acme");
      new Everything(Map.of("inlet.data-dir", data.toString()))
          .execute(
              "INSERT INTO refused_delivery (account_id, key_id, sender, status, message,"
                  + " received_at, body) SELECT 'acme', 'k', 's', 400, 'm', CURRENT_TIMESTAMP,"
                  + " SECURE_RAND(10000) FROM SYSTEM_RANGE(1, 10000)");
      before = Files.size(data.resolve("inlet.mv.db"));
      start = System.nanoTime();
    }
    Duration stop = Duration.ofNanos(System.nanoTime() - start);
    Figures.note(
        "compaction", "a stop with a file of %d MB takes %d ms", before >> 20, stop.toMillis());
    assertTrue(stop.compareTo(Duration.ofSeconds(20)) < 0, stop::toString);
  }

  private static void tellAllAbout(RunningInlet inlet, String key, String person) {
    for (String call :
        List.of(
            "\"identify\",\"traits\":{\"name\":\"%s\"}",
            "\"track\",\"event\":\"%s\"", "\"page\"")) {
      assertEquals(
          2,
          inlet
                  .deliver(
                      key,
                      "{\"type\":%s,\"userId\":\"%s\"}"
                          .formatted(call, person)
                          .replace("%s", person))
                  .status()
              / 100);
    }
    inlet.deliver(key, "{\"type\":\"track\",\"userId\":\"%s\"}".formatted(person));
    RunningInlet.await(
        () -> inlet.console("GET", "/prometheus", null),
        answer -> answer.body().contains("\ninlet_processor_lag 0.0"));
    inlet.await(
        "/api/accounts/acme/deliveries?status=400", answer -> !answer.at("/deliveries").isEmpty());
  }

  private static RunningInlet start(Path folder, int megabytes) {
    return RunningInlet.in(folder.resolve("data"))
        .with("inlet.compact-megabytes", megabytes)
        .start();
  }
}
