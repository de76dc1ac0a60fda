package dev.inlet;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kill -9 of PostgreSQL itself, under load; Inlet goes on by itself when it is back. */
class PostgresqlKillIT {
  private static final int KILLS = Extent.of(3, 50);
  private static final Duration AWAY_FOR = Duration.ofMillis(500);

  @Test
  void everyAcknowledgedCallIsThereOnceAfterKills(@TempDir Path folder, @TempDir Path data)
      throws Exception {
    try (var server = new KillablePostgresql(data);
        RunningInlet inlet = RunningInlet.in(folder).with(server.place()).start();
        var outage = new Outage(inlet)) {
      for (int kill = 0; kill < KILLS; kill++) {
        outage.during(server::kill, AWAY_FOR, server::start);
      }
      outage.settle("PostgreSQL, %d times killed -9 and started again".formatted(KILLS));
    }
  }
}
