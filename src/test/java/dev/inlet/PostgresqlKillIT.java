package dev.inlet;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Kill -9 of PostgreSQL itself, under load; Inlet goes on by itself when it is back. */
@Isolated
class PostgresqlKillIT {
  private static final int KILLS = Extent.of(3, 50);
  private static final Duration AWAY_FOR = Duration.ofMillis(500);

  private EmbeddedPostgres server;

  @Test
  void everyAcknowledgedCallIsThereOnceAfterKills(@TempDir Path folder, @TempDir Path data)
      throws Exception {
    int port = FreePort.take();
    start(data, port);
    Map<String, Object> place = EmbeddedPostgresql.properties("localhost", port, "postgres");
    try (RunningInlet inlet = RunningInlet.in(folder).with(place).start();
        var outage = new Outage(inlet)) {
      for (int kill = 0; kill < KILLS; kill++) {
        outage.during(() -> kill(data), AWAY_FOR, () -> start(data, port));
      }
      outage.settle("PostgreSQL, %d times killed -9 and started again".formatted(KILLS));
    } finally {
      server.close();
    }
  }

  private void start(Path data, int port) throws IOException {
    server =
        EmbeddedPostgresql.durable()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  private void kill(Path data) throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    postmaster.children().forEach(ProcessHandle::destroyForcibly);
    postmaster.destroyForcibly();
    postmaster.onExit().join();
    server.close();
  }
}
