package dev.inlet.storage.postgresql;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Eventually;
import dev.inlet.FreePort;
import dev.inlet.StallingProxy;
import dev.inlet.Stores;
import dev.inlet.storage.postgresql.TransactionPool.Choice;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What may stand between Inlet and PostgreSQL, and what may not. */
@NullUnmarked
class OwnSessionsIT {
  private static final int SESSIONS = 6;
  private static final String OPTIONS = "?options=-c%20inlet.options%3D1";

  private static String database;

  /** Its sessions are limited by itself, whatever becomes of options. */
  private static String limited;

  @BeforeAll
  static void create() {
    database = EmbeddedPostgresql.newDatabaseName();
    limited = EmbeddedPostgresql.newDatabaseName();
    EmbeddedPostgresql.execute(
        "ALTER DATABASE " + limited + " SET idle_in_transaction_session_timeout = 5000");
  }

  @Test
  void postgresqlItselfIsTaken() {
    assertDoesNotThrow(() -> check(database, EmbeddedPostgresql.port()));
  }

  @Test
  void aProxyThatOnlyPassesOnIsTaken() throws IOException {
    try (var proxy = new StallingProxy(EmbeddedPostgresql.port())) {
      assertDoesNotThrow(() -> check(database, proxy.port()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatLendsSessionsForATransactionIsRefusedWhicheverItLends(Choice choice)
      throws Exception {
    try (var pool = new TransactionPool(EmbeddedPostgresql.port(), limited, SESSIONS, choice)) {
      refused("pool_mode", () -> check(limited, pool.port()));
    }
  }

  @Test
  void aProxyThatSwallowsOptionsIsRefusedByTheirName() throws Exception {
    try (var pool =
        new TransactionPool(EmbeddedPostgresql.port(), database, SESSIONS, Choice.LAST)) {
      refused("options", () -> check(database, pool.port()));
    }
  }

  @Test
  void inletDoesNotStartAndMakesNoTablesBehindOne() throws Exception {
    try (var pool =
        new TransactionPool(EmbeddedPostgresql.port(), limited, SESSIONS, Choice.LAST)) {
      Map<String, Object> place = EmbeddedPostgresql.properties("localhost", pool.port(), limited);
      refused("pool_mode", () -> Stores.open(place).close());
    }
    try (Connection behind = EmbeddedPostgresql.connect(limited);
        Statement statement = behind.createStatement();
        var tables =
            statement.executeQuery("SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'")) {
      tables.next();
      assertEquals(0, tables.getInt(1));
    }
  }

  /** Debian's package pgbouncer. Without it these are skipped, unless CI is set. */
  @Nested
  class PgBouncer {
    private static final Path PROGRAM =
        Path.of(System.getenv().getOrDefault("PGBOUNCER", "/usr/sbin/pgbouncer"));

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
      "transaction, true, pool_mode",
      "statement, true, pool_mode",
      "transaction, false, options",
      "session, false, options"
    })
    void isRefusedUnlessSessionsAreOwnAndLimited(String mode, boolean isLimited, String reason)
        throws Exception {
      String name = isLimited ? limited : database;
      withPgBouncer(mode, ", options", port -> refused(reason, () -> check(name, port)));
    }

    @Test
    void isRefusedWhereItRefusesOptionsItself() throws Exception {
      withPgBouncer("session", "", port -> refused("options", () -> check(database, port)));
    }

    @Test
    void isTakenWhereSessionsAreOwnAndLimited() throws Exception {
      withPgBouncer("session", ", options", port -> assertDoesNotThrow(() -> check(limited, port)));
    }

    private interface Work {
      void at(int port) throws Exception;
    }

    private void withPgBouncer(String mode, String ignored, Work work) throws Exception {
      assumeTrue(System.getenv("CI") != null || Files.isExecutable(PROGRAM), "no pgbouncer");
      int port = FreePort.take();
      Path file =
          Files.writeString(
              folder.resolve("pgbouncer.ini"),
              """
              [databases]
              * = host=127.0.0.1 port=%d user=postgres password=postgres
              [pgbouncer]
              listen_addr = 127.0.0.1
              listen_port = %d
              unix_socket_dir =
              auth_type = any
              pool_mode = %s
              ignore_startup_parameters = extra_float_digits%s
              """
                  .formatted(EmbeddedPostgresql.port(), port, mode, ignored));
      folder.toFile().setExecutable(true, false);
      folder.toFile().setReadable(true, false);
      List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), file.toString()));
      if (System.getProperty("user.name").equals("root")) {
        command.addAll(1, List.of("-u", "nobody"));
      }
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      try {
        Eventually.become("PgBouncer listens: see " + folder, () -> isListening(port));
        work.at(port);
      } finally {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
      }
    }

    private static boolean isListening(int port) {
      try (var socket = new Socket("127.0.0.1", port)) {
        return socket.isConnected();
      } catch (IOException e) {
        return false;
      }
    }
  }

  private static void check(String name, int port) throws SQLException {
    var login = new Properties();
    login.putAll(Map.of("user", "postgres", "password", "postgres", "socketTimeout", "3"));
    OwnSessions.check("jdbc:postgresql://localhost:%d/%s%s".formatted(port, name, OPTIONS), login);
  }

  private static void refused(String reason, Executable attempt) {
    Throwable cause = assertThrows(Exception.class, attempt);
    while (!(cause instanceof IllegalStateException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    assertEquals(IllegalStateException.class, cause.getClass(), cause.toString());
    assertTrue(cause.getMessage().contains(reason), cause.getMessage());
  }
}
