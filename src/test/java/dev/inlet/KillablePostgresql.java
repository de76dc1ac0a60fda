package dev.inlet;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A PostgreSQL of a test's own, as durable as in production, which can be killed. */
final class KillablePostgresql implements AutoCloseable {
  private final Path data;
  private final int port = FreePort.take();
  private EmbeddedPostgres server;

  /** Starts it with its files in a folder. */
  KillablePostgresql(Path data) throws IOException {
    this.data = data;
    start();
  }

  /** Starts it, or starts it again. */
  void start() throws IOException {
    server =
        EmbeddedPostgresql.durable()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  /** Ends it with all that it has started as kill -9 does. */
  void kill() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    postmaster.children().forEach(ProcessHandle::destroyForcibly);
    postmaster.destroyForcibly();
    postmaster.onExit().join();
    server.close();
  }

  /** The properties of an Inlet that stores in it. */
  Map<String, Object> place() {
    return EmbeddedPostgresql.properties("localhost", port, "postgres");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
