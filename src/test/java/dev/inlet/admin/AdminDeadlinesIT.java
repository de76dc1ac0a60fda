package dev.inlet.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Answer;
import dev.inlet.EmbeddedPostgresql;
import dev.inlet.Eventually;
import dev.inlet.RunningInlet;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators ask for while something on PostgreSQL takes long. */
@NullUnmarked
class AdminDeadlinesIT {
  private static final String EVENTS = "/api/accounts/acme/events";
  private static final String CALL = "{\"type\":\"identify\",\"userId\":\"1\"}";
  private static final int CONNECTIONS = 4;
  private static final String WAITING =
      " FROM pg_stat_activity WHERE datname = '%s' AND application_name = 'inlet administration'"
          + " AND wait_event_type = 'Lock'";

  private final ExecutorService administrators = Executors.newVirtualThreadPerTaskExecutor();
  private String database;
  private RunningInlet inlet;
  private String key;
  private Connection locking;

  @BeforeEach
  void lock(@TempDir Path folder) throws SQLException {
    database = EmbeddedPostgresql.newDatabaseName();
    inlet =
        RunningInlet.in(folder)
            .with("inlet.answer-budget", "3s")
            .with(EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database))
            .start();
    key = inlet.newKey("acme");
    locking = EmbeddedPostgresql.connect(database);
    locking.setAutoCommit(false);
    execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
  }

  @AfterEach
  void close() throws SQLException {
    locking.close();
    administrators.close();
    inlet.close();
  }

  @Test
  void theyAreToldThatOtherWorkIsInTheWay() {
    long start = System.nanoTime();
    Answer answer = inlet.admin("GET", EVENTS);
    assertEquals(503, answer.status());
    assertEquals(
        "Other work on the database is in the way: try again in a moment", answer.message());
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(8).toNanos());
  }

  @Test
  void theyAreToldThatItTakesTooLong() throws SQLException {
    CompletableFuture<Answer> answer = ask();
    awaitWaiting(1);
    execute("SELECT pg_cancel_backend(pid)" + WAITING.formatted(database));
    assertEquals(503, answer.join().status());
    assertEquals(
        "This takes longer than 20 s: ask for less, by a lower limit or a narrower search, or later",
        answer.join().message());
  }

  @Test
  void callsAreProcessedAsEver() {
    List<CompletableFuture<Answer>> answers = askOnEveryConnection();
    assertEquals(200, inlet.deliver(key, CALL).status());
    assertTrue(answers.stream().noneMatch(CompletableFuture::isDone), "all of them wait");
  }

  @Test
  void oneTooManyIsToldThatOthersAskToo() {
    askOnEveryConnection();
    Answer answer = inlet.admin("GET", EVENTS);
    assertEquals(503, answer.status());
    assertEquals("Too much is asked for at the same time: try again in a moment", answer.message());
  }

  private List<CompletableFuture<Answer>> askOnEveryConnection() {
    var answers = new ArrayList<CompletableFuture<Answer>>();
    for (int i = 0; i < CONNECTIONS; i++) {
      answers.add(ask());
    }
    awaitWaiting(CONNECTIONS);
    return answers;
  }

  private CompletableFuture<Answer> ask() {
    return CompletableFuture.supplyAsync(() -> inlet.admin("GET", EVENTS), administrators);
  }

  private void awaitWaiting(int connections) {
    Eventually.become("so many wait: " + connections, () -> waiting() == connections);
  }

  /** A transaction would see the same all the time. */
  private int waiting() {
    try (Connection connection = EmbeddedPostgresql.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*)" + WAITING.formatted(database))) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = locking.createStatement()) {
      statement.execute(sql);
    }
  }
}
