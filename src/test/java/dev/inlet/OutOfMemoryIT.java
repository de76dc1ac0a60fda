package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inlet.fault.OutOfMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is out of memory ends, to be started again, and one call does not end it for ever. */
class OutOfMemoryIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CALL =
      "{\"type\":\"track\",\"userId\":\"u\",\"messageId\":\"%s\",\"event\":\"%s\"}";

  private static InletProcess start(Path folder, DatabaseKind kind) throws IOException {
    Map<String, Object> place = new HashMap<>(kind.fresh(folder));
    place.put(Exhausting.PROPERTY, "true");
    place.put("inlet.answer-budget", "2s"); // the first call meets code that is not compiled yet
    return new InletProcess(folder, place);
  }

  private static void ends(InletProcess inlet) throws InterruptedException {
    assertEquals(OutOfMemory.EXIT_CODE, inlet.awaitEnd(SOON), inlet::log);
    assertTrue(inlet.log().endsWith("Nothing acknowledged is lost.\n"), inlet::log);
  }

  private static Stream<String> threads() {
    return Stream.of("heap", "connection", "schedule", "request", "thread", "chore")
        .limit(Extent.of(3, 6));
  }

  private static Stream<DatabaseKind> databases() {
    return Stream.of(DatabaseKind.values()).limit(Extent.of(1, 2));
  }

  @ParameterizedTest
  @MethodSource("threads")
  void onWhateverThreadItHappensTheProcessEnds(String where, @TempDir Path folder)
      throws Exception {
    try (var inlet = start(folder, DatabaseKind.H2)) {
      try {
        inlet.publicStatus("/test/exhaust/" + where);
      } catch (UncheckedIOException e) {
        // It has ended before it could answer.
      }
      ends(inlet);
    }
  }

  @Test
  void memoryOutsideOfTheHeapThatIsUsedUpIsAnswered503(@TempDir Path folder) throws Exception {
    try (var inlet = start(folder, DatabaseKind.H2)) {
      assertEquals(503, inlet.publicStatus("/test/exhaust/direct"));

      assertEquals(200, inlet.status("/health"));
      assertFalse(inlet.log().contains("Nothing acknowledged is lost"), inlet::log);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aCallThatEndsItEachTimeIsSetAsideAfterThreeStarts(DatabaseKind kind, @TempDir Path folder)
      throws Exception {
    try (var inlet = start(folder, kind)) {
      try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
        assertEquals(200, connection.post(CALL.formatted("good", "e")).status());
        assertThrows(
            IOException.class, () -> connection.post(CALL.formatted("bad", Exhausting.EVENT)));
      }
      ends(inlet);
      for (int start = 1; start <= 3; start++) {
        inlet.launch();
        ends(inlet);
      }
      inlet.start();
      inlet.awaitProcessed();

      try (var connection = new CallConnection(inlet.publicPort(), InletProcess.KEY)) {
        assertEquals(200, connection.post(CALL.formatted("better", "e")).status());
      }
      List<JsonNode> setAside = inlet.all("set-aside", "setAside");
      assertEquals("bad", setAside.getFirst().get("messageId").asText());
      assertEquals(
          "Inlet ended each time it was tried", setAside.getFirst().get("reason").asText());
      assertEquals(
          List.of("better", "good"),
          inlet.all("events").stream().map(event -> event.get("messageId").asText()).toList());
    }
  }
}
