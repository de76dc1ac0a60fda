package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Load.Answered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances on one PostgreSQL. The one that processes is frozen under load in the middle of a
 * batch, when it holds the mark, and goes on later.
 */
class FrozenInstanceIT {
  private static final int CONNECTIONS = 6;
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final Duration LOADED_WITHIN = Duration.ofSeconds(60);
  private static final Duration FROZEN_FOR = Duration.ofSeconds(Extent.of(12, 60));
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);
  private static final Duration REFUSED_FOR = Duration.ofSeconds(2);
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(10);

  /** So that the two loads' messages differ. */
  private static final long MANY = 1_000_000_000;

  @TempDir Path folder;

  @Test
  void theOtherAnswersAndProcessesAndNothingIsLostOrDoubled() throws Exception {
    String database = EmbeddedPostgresql.newTablesName();
    Map<String, Object> place =
        EmbeddedPostgresql.properties("localhost", EmbeddedPostgresql.port(), database);
    try (var one = new InletProcess(Files.createDirectory(folder.resolve("one")), place);
        var other = new InletProcess(Files.createDirectory(folder.resolve("other")), place);
        Connection behind = EmbeddedPostgresql.connect(database)) {
      var toOne = new PersistentLoad(one.publicPort(), CONNECTIONS);
      var toOther =
          new Load(other.publicPort(), InletProcess.KEY, CONNECTIONS, new AtomicLong(MANY), PAUSE);
      Eventually.become("there is load", LOADED_WITHIN, () -> toOne.acknowledged().size() > 300);
      freeze(behind, one, toOther);
      Eventually.become("it noticed that it lost the lease", () -> !processes(one));
      assertTrue(processes(other), "the other has it");
      toOne.close();
      toOther.close();
      freezeIdle(behind, other, one);

      one.awaitProcessed();
      Set<String> acknowledged = new HashSet<>(toOne.acknowledged());
      acknowledged.addAll(toOther.acknowledged(false));
      List<String> stored =
          one.all("events").stream().map(event -> event.get("messageId").asText()).toList();
      new Ledger(acknowledged, stored).isBalanced("events");
    }
  }

  private static void freeze(Connection behind, InletProcess frozen, Load toOther)
      throws Exception {
    HeldRows.freezeWith(behind, "progress", frozen);
    long start = System.nanoTime();
    long head = number(behind, "SELECT seq FROM journal_head");
    Eventually.become(
        "processing goes on",
        TAKEN_OVER_WITHIN,
        () -> number(behind, "SELECT mark FROM progress") > head);
    Duration takenOver = since(start);
    Thread.sleep(FROZEN_FOR.minus(takenOver));
    frozen.thaw();

    List<Answered> answers =
        toOther.answers().stream().filter(answer -> answer.answered() > start).toList();
    Duration slowest = answers.stream().map(Answered::took).max(Duration::compareTo).orElseThrow();
    List<Duration> refused =
        answers.stream()
            .filter(answer -> !answer.isAcknowledged())
            .map(answer -> Duration.ofNanos(answer.answered() - start))
            .sorted()
            .toList();
    Duration lastRefused = refused.isEmpty() ? Duration.ZERO : refused.getLast();
    Figures.note(
        "frozen instance",
        "it held the mark; of %d answers of the other the slowest took %d ms, %d were no"
            + " 2xx, the last of those after %d ms; it processed again after %d ms",
        answers.size(),
        slowest.toMillis(),
        refused.size(),
        lastRefused.toMillis(),
        takenOver.toMillis());
    assertTrue(answers.size() > 100, "there was load");
    assertTrue(slowest.compareTo(ANSWERED_WITHIN) < 0, "slowest answer: " + slowest);
    assertTrue(lastRefused.compareTo(REFUSED_FOR) < 0, "refused for " + lastRefused);
    assertEquals(0, toOther.unanswered());
  }

  /** It has nothing to do, and so no transaction, but the lease. */
  private static void freezeIdle(Connection behind, InletProcess frozen, InletProcess other)
      throws Exception {
    frozen.awaitProcessed();
    assertTrue(processes(frozen), "it has the lease");
    frozen.freeze();
    long start = System.nanoTime();
    try (var connection = new CallConnection(other.publicPort(), InletProcess.KEY)) {
      int status =
          connection.post("{\"type\":\"track\",\"userId\":\"u\",\"event\":\"e\"}").status();
      assertEquals(2, status / 100);
    }
    long head = number(behind, "SELECT seq FROM journal_head");
    Eventually.become(
        "processing goes on",
        TAKEN_OVER_WITHIN,
        () -> number(behind, "SELECT mark FROM progress") >= head);
    Figures.note(
        "frozen instance",
        "it had nothing to do; a call at the other was processed after %d ms",
        since(start).toMillis());
    frozen.thaw();
    Eventually.become("it noticed that it lost the lease", () -> !processes(frozen));
  }

  private static boolean processes(InletProcess inlet) {
    return inlet.figure("inlet_processor_lease") == 1;
  }

  private static long number(Connection behind, String query) {
    try (Statement statement = behind.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
