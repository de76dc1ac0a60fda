package dev.inlet.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.Answer;
import dev.inlet.Causes;
import dev.inlet.RunningInlet;
import dev.inlet.storage.file.FailingDisk.Failure;
import dev.inlet.storage.file.disk.Disk;
import dev.inlet.storage.file.disk.NioDisk;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of an Inlet that had its journal in H2, as it left them when it was killed: of the
 * account acme the calls 1 to 8, of which 2 and 5 have warnings, 3 was a person's who was erased, 6
 * is a repeat, and 8 is not processed.
 */
@NullUnmarked
class CarryOverIT {
  private static final Path BEFORE =
      Path.of("src", "test", "resources", "dev", "inlet", "storage", "file", "before");

  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void choose() throws IOException {
    data = copy("data");
  }

  private Path copy(String name) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    try (Stream<Path> files = Files.list(BEFORE)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static void hasAllCalls(Path data) {
    try (RunningInlet inlet = RunningInlet.in(data).start()) {
      Answer deliveries =
          inlet.await(
              "/api/accounts/acme/deliveries",
              answer -> answer.at("/deliveries/0/status").asInt() == 200);
      assertEquals(
          List.of("m8", "m7", "m1", "m5", "m4", "m2", "m1"),
          texts(deliveries.at("/deliveries"), "messageId"));
      assertEquals(
          List.of("m1", "m5", "m2"),
          texts(
              inlet.admin("GET", "/api/accounts/acme/deliveries?warnings=true").at("/deliveries"),
              "messageId"));
      Answer events = inlet.admin("GET", "/api/accounts/acme/events");
      assertEquals(
          List.of("m8", "m7", "m5", "m4", "m2", "m1"), texts(events.at("/events"), "messageId"));
    }
    assertFalse(Files.exists(data.resolve("inlet-journal.mv.db")));
  }

  private static final String TRACK =
      "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\",\"messageId\":\"m9\"}";

  private static List<String> texts(JsonNode list, String name) {
    return IntStream.range(0, list.size()).mapToObj(i -> list.get(i).get(name).asText()).toList();
  }

  @Test
  void allCallsAreThereAndTheOneThatWasNotProcessedIs() {
    hasAllCalls(data);
    try (RunningInlet again = RunningInlet.in(data).start()) {
      String key = again.newKey("acme");
      assertEquals(2, again.deliver(key, TRACK).status() / 100);
      again.await("/api/accounts/acme/deliveries", answer -> answer.at("/deliveries").size() == 8);
      again.await("/api/accounts/acme/events", answer -> answer.at("/events").size() == 7);
    }
    assertEquals(9, new JournalContents(data).calls().getLast().seq());
  }

  @Test
  void whereverTheFirstStartEndsTheNextGoesOn() throws IOException {
    int change = 1;
    boolean hasFailed = true;
    for (; hasFailed; change++) {
      Path copy = copy("before-" + change);
      var disk = new FailingDisk(change, Failure.BEFORE);
      ApplicationContext context =
          ApplicationContext.builder(Map.of("inlet.data-dir", copy.toString()))
              .deduceEnvironment(false)
              .banner(false)
              .build();
      context.registerBeanDefinition(
          RuntimeBeanDefinition.builder(Disk.class, () -> disk)
              .singleton(true)
              .replaces(NioDisk.class)
              .build());
      try {
        context.start();
      } catch (RuntimeException e) {
        assertTrue(disk.hasFailed(), e::toString);
      } finally {
        context.close();
      }
      hasFailed = disk.hasFailed();
      hasAllCalls(copy);
    }
    assertTrue(change > 10, change + " steps");
  }

  @Test
  void anEmptyJournalGoesOnWithItsNumbers() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + data.resolve("inlet-journal"), "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE journal_head SET seq = 12");
      statement.execute("DELETE FROM journal");
    }
    try (RunningInlet inlet = RunningInlet.in(data).start()) {
      assertEquals(2, inlet.deliver(inlet.newKey("acme"), TRACK).status() / 100);
    }
    assertEquals(
        List.of(13L), new JournalContents(data).calls().stream().map(call -> call.seq()).toList());
  }

  @Test
  void filesOfTwoVersionsAreNotMixed() throws IOException {
    RunningInlet.in(data).start().close();
    Files.copy(BEFORE.resolve("inlet-journal.mv.db"), data.resolve("inlet-journal.mv.db"));
    var refused = assertThrows(RuntimeException.class, () -> RunningInlet.in(data).start());
    String reason = Causes.message(refused);
    assertTrue(reason.contains("The journal is there twice"), reason);
  }
}
