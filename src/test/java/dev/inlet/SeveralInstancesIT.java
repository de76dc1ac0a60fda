package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances on one PostgreSQL: all of them take calls, and one processes them. */
@NullUnmarked
class SeveralInstancesIT {
  private static final int CALLS = 100;
  private static final int CONNECTIONS = 8;
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(5);
  private static final Duration LOADED_WITHIN = Duration.ofSeconds(60);
  private static final int KILLS = Extent.of(1, 10);

  @TempDir Path folder;
  private Map<String, Object> place;
  private Connection behind;

  @BeforeEach
  void create() throws SQLException {
    String database = EmbeddedPostgresql.newDatabaseName();
    place = EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database);
    behind = EmbeddedPostgresql.connect(database);
  }

  @AfterEach
  void leave() throws SQLException {
    behind.close();
  }

  @Test
  void theOneThatDoesNotProcessAnswers200InTime() {
    try (RunningInlet one = start();
        RunningInlet other = start()) {
      String key = one.newKey("acme");
      assertEquals(2, other.deliver(key, call("u0")).status() / 100);
      var took = new ArrayList<Long>();
      for (int i = 1; i <= CALLS; i++) {
        long asked = System.nanoTime();
        int status = other.deliver(key, call("u" + i)).status();
        if (status == 200) {
          took.add(Duration.ofNanos(System.nanoTime() - asked).toMillis());
        }
        assertEquals(2, status / 100);
      }
      took.sort(Long::compare);
      Figures.note(
          "several instances",
          "the one that does not process answered %d of %d calls with 200, after %d ms in the"
              + " middle and %d ms at most",
          took.size(),
          CALLS,
          took.get(took.size() / 2),
          took.getLast());
      assertTrue(took.size() > CALLS / 2, "200 after " + took + " ms");
    }
  }

  @Test
  void noCallIsReadFromTheJournalMoreThanOnceAndNoneByTheInstanceThatTookIt() {
    try (RunningInlet one = start();
        RunningInlet other = start()) {
      String key = one.newKey("acme");
      var toOne = load(one, key, 0);
      var toOther = load(other, key, 1_000_000);
      Eventually.become(
          "there is load",
          LOADED_WITHIN,
          () -> toOne.answers().size() > 1_000 && toOther.answers().size() > 1_000);
      toOne.close();
      toOther.close();
      Eventually.become(
          "all is processed", () -> number("SELECT seq - mark FROM journal_head, progress") == 0);
      long read =
          settled("SELECT idx_tup_fetch FROM pg_stat_user_tables WHERE relname = 'journal'");
      int calls = toOther.answers().size();
      Figures.note(
          "several instances",
          "%d calls of one instance and %d of another: %d rows were read from the journal",
          toOne.answers().size(),
          calls,
          read);
      // Their sizes are read first. The purge looks at a few rows once a second.
      assertTrue(
          read < 2.2 * calls + 500, read + " rows read for " + calls + " calls of the other");
    }
  }

  @Test
  void whenTheOneThatProcessesIsKilledAnotherGoesOn() throws Exception {
    try (var one = new InletProcess(Files.createDirectory(folder.resolve("one")), place);
        var other = new InletProcess(Files.createDirectory(folder.resolve("other")), place);
        var balancer = new LoadBalancer(one.publicPort(), other.publicPort())) {
      var load = new PersistentLoad(balancer.port(), CONNECTIONS);
      for (int kill = 0; kill < KILLS; kill++) {
        int before = load.acknowledged().size();
        Eventually.become(
            "there is load", LOADED_WITHIN, () -> load.acknowledged().size() > before + 200);
        InletProcess killed = kill % 2 == 0 ? one : other;
        killed.kill();
        long start = System.nanoTime();
        long head = number("SELECT seq FROM journal_head");
        Eventually.become(
            "processing goes on",
            TAKEN_OVER_WITHIN,
            () -> number("SELECT mark FROM progress") > head);
        Figures.note(
            "several instances",
            "one was killed; the other processed calls that came afterwards after %d ms",
            Duration.ofNanos(System.nanoTime() - start).toMillis());
        killed.start();
      }
      load.close();

      one.awaitProcessed();
      Set<String> acknowledged = new HashSet<>(load.acknowledged());
      List<String> stored =
          one.all("events").stream().map(event -> event.get("messageId").asText()).toList();
      new Ledger(acknowledged, stored).isBalanced("events");
    }
  }

  private RunningInlet start() {
    return RunningInlet.in(folder).with(place).start();
  }

  private static Load load(RunningInlet inlet, String key, long from) {
    return new Load(
        inlet.publicPort(), key, CONNECTIONS, new AtomicLong(from), Duration.ofMillis(1));
  }

  private static String call(String user) {
    return "{\"type\":\"identify\",\"userId\":\"%s\"}".formatted(user);
  }

  /** A figure of PostgreSQL's, which it brings up to date a second late. */
  private long settled(String query) {
    long[] last = {number(query), System.nanoTime()};
    Eventually.become(
        "settled",
        () -> {
          long now = number(query);
          if (now > last[0] + 20) {
            last[1] = System.nanoTime();
          }
          last[0] = now;
          return System.nanoTime() - last[1] > Duration.ofSeconds(3).toNanos();
        });
    return last[0];
  }

  private long number(String query) {
    try (Statement statement = behind.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
