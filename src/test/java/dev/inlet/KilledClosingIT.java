package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inlet is killed while it erases a closed account. */
class KilledClosingIT {
  private static final int EVENTS = Extent.of(30_000, 1_000_000);
  private static final List<DatabaseKind> KINDS =
      Extent.isLong() ? List.of(DatabaseKind.values()) : List.of(DatabaseKind.H2);
  private static final Duration ERASED_WITHIN = Duration.ofSeconds(Extent.of(60, 600));

  @Test
  void theNextStartGoesOnAndTheReceiptCountsEverythingOnce(@TempDir Path folder) throws Exception {
    for (DatabaseKind kind : KINDS) {
      theNextStartGoesOn(folder.resolve(kind.name()), kind);
    }
  }

  private static void theNextStartGoesOn(Path folder, DatabaseKind kind) throws Exception {
    Files.createDirectories(folder);
    Map<String, Object> place = kind.fresh(folder);
    try (InletProcess inlet = new InletProcess(folder, place)) {
      inlet.post("/api/accounts/demo/close", "{}");
      inlet.kill();
      new ManyRows(place).activities("event", "demo", "'u:someone'", "-1 - x", EVENTS, "'{}'");
      new Everything(place).execute("UPDATE account_closing SET erase_at = closed_at");
      inlet.start();
      Eventually.become(
          "some are removed",
          ERASED_WITHIN,
          () -> receipt(inlet).at("/removed/events").asInt() > 0);
      inlet.kill();
      inlet.start();
      JsonNode soFar = receipt(inlet);
      Eventually.become(
          "it is erased",
          ERASED_WITHIN,
          () -> receipt(inlet).at("/state").asText().equals("erased"));
      JsonNode erased = receipt(inlet);
      assertEquals(EVENTS, erased.at("/removed/events").asInt(), erased::toString);
      assertTrue(soFar.at("/removed/events").asInt() < EVENTS, "it was killed on the way");
      inlet.kill();
      assertEquals(0, new Everything(place).rows("event"));
    }
  }

  private static JsonNode receipt(InletProcess inlet) {
    return InletProcess.parsed(inlet.get("/api/closings").body()).at("/closings/0");
  }
}
