package dev.inlet.bench.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * A PostgreSQL of one contender alone, so that what it uses is that contender's: durable, and
 * configured as it comes otherwise.
 */
final class Postgresql implements AutoCloseable {
  private static final String USER = "postgres";

  private final EmbeddedPostgres server;
  private final long pid;

  private Postgresql(EmbeddedPostgres server, long pid) {
    this.server = server;
    this.pid = pid;
  }

  /** Starts one with an empty database in an empty folder. */
  static Postgresql start(Path folder) throws IOException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .start();
    String pid = Files.readAllLines(folder.resolve("postmaster.pid")).getFirst();
    return new Postgresql(server, Long.parseLong(pid.strip()));
  }

  /** Executes all statements of a file. */
  void execute(Path file) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(Files.readString(file));
    } catch (SQLException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  /** The process that all others are children of. */
  long pid() {
    return pid;
  }

  /** Where it is, in the variables of Inlet and what is by hand. */
  Map<String, String> environment() {
    String place = "localhost:%d/postgres".formatted(server.getPort());
    return Map.of(
        "DATASOURCES_DEFAULT_URL",
        "jdbc:postgresql://" + place,
        "DATASOURCES_DEFAULT_USERNAME",
        USER,
        "DATASOURCES_DEFAULT_PASSWORD",
        USER,
        "DATABASE_URL",
        "postgresql://%s:%s@%s".formatted(USER, USER, place));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      System.out.println("PostgreSQL did not stop: " + e.getMessage());
    }
  }
}
