package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Load.Answered;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One of two instances is frozen while it moves calls from Kafka, for longer than Kafka waits for a
 * member of a group, and goes on when the other has its partitions. Both are sent calls meanwhile.
 *
 * @param place where both store
 * @param partitions how many the topic has
 * @param numbers where messageIds come from
 */
record FrozenMover(
    InletProcess frozen,
    InletProcess other,
    Map<String, Object> place,
    int partitions,
    AtomicLong numbers) {
  private static final int CONNECTIONS = 3;
  private static final Duration PAUSE = Duration.ofMillis(Extent.of(20, 2));

  /** Longer than the broker's {@code group.consumer.session.timeout.ms}. */
  private static final Duration FROZEN_FOR = Duration.ofSeconds(Extent.of(8, 60));

  /** Freezes it and has it go on, and returns what was sent, which has ended. */
  List<Load> freeze() throws Exception {
    var toFrozen = load(frozen);
    var toOther = load(other);
    try (Connection behind = new Everything(place).connect();
        toFrozen;
        toOther) {
      Eventually.become("both move", () -> moves(frozen) && moves(other));
      HeldRows.freezeWith(behind, "kafka_partition", frozen);
      long start = System.nanoTime();
      Duration takenOver = awaitTakenOver(start);
      Thread.sleep(Math.max(0, FROZEN_FOR.minus(takenOver).toMillis()));
      frozen.thaw();
      double moved = moved(frozen);
      Eventually.become("it moves again", () -> moved(frozen) > moved);
      toFrozen.close();
      toOther.close();
      judge(toOther.answers().stream().filter(one -> one.answered() > start).toList(), takenOver);
      assertEquals(0, toOther.unanswered());
    }
    return List.of(toFrozen, toOther);
  }

  private Load load(InletProcess inlet) {
    return new Load(inlet.publicPort(), InletProcess.KEY, CONNECTIONS, numbers, PAUSE);
  }

  private static boolean moves(InletProcess inlet) {
    return moved(inlet) > 0;
  }

  private static double moved(InletProcess inlet) {
    return inlet.figure("inlet_journal_kafka_moved_total");
  }

  /** How long after the freeze the rows of all partitions go on. */
  private Duration awaitTakenOver(long start) throws SQLException {
    var database = new Everything(place);
    String frozenAt = database.row("SELECT CLOCK_TIMESTAMP()").getFirst();
    String since =
        "SELECT COUNT(DISTINCT partition_number) FROM kafka_partition WHERE moved_at > '%s'"
            .formatted(frozenAt);
    Eventually.become("all partitions are moved", () -> database.number(since) == partitions);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The other's answers do not wait for the one that is frozen. */
  private static void judge(List<Answered> answers, Duration takenOver) {
    Duration slowest =
        answers.stream().map(Answered::took).max(Comparator.naturalOrder()).orElseThrow();
    long refused = answers.stream().filter(one -> !one.isAcknowledged()).count();
    Figures.note(
        "frozen instance",
        "it held rows of Kafka's partitions for %d s; of %d answers of the other the slowest took"
            + " %d ms, and %d were no 2xx; all partitions were moved again after %d ms",
        FROZEN_FOR.toSeconds(),
        answers.size(),
        slowest.toMillis(),
        refused,
        takenOver.toMillis());
    assertTrue(answers.size() > 100, "there was load: " + answers.size());
    // Some may be: the machine may have something else to do for seconds.
    assertTrue(refused < answers.size() / 10, refused + " were refused");
  }
}
