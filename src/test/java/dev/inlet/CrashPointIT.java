package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.crash.CrashPoint;
import dev.inlet.crash.CrashPoint.Side;
import dev.inlet.crash.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * A crash before and after each step of a call's way, under load. To repeat the same crashes, run
 * with {@code -Dseed=} and the number named.
 */
@OnEveryDatabase
@Order(1)
class CrashPointIT {
  private static final int ROUNDS = Extent.of(1, 10);
  private static final int CONNECTIONS = 8;
  private static final Duration PAUSE = Duration.ofMillis(Extent.of(4, 1));
  private static final Duration DIES_WITHIN = Duration.ofSeconds(90);

  @Parameter DatabaseKind kind;

  @Test
  void nothingIsLostOrDoubledWhereverTheProcessDies(@TempDir Path folder) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    List<CrashPoint> points = points(new Random(seed));
    var numbers = new AtomicLong();
    var books = new Books();
    try (InletProcess inlet = InletProcess.crashable(folder, kind.fresh(folder))) {
      for (CrashPoint point : points) {
        inlet.awaitProcessed();
        inlet.crashAt(point);
        var load = new Load(inlet.publicPort(), InletProcess.KEY, CONNECTIONS, numbers, PAUSE);
        var batches = new BatchLoad(inlet.publicPort(), InletProcess.KEY, numbers);
        assertEquals(CrashPoint.EXIT_CODE, inlet.awaitEnd(DIES_WITHIN), "dies " + point);
        load.close();
        batches.close();
        books.enter(load);
        books.enter(batches);
        inlet.startCrashable();
      }
      inlet.awaitProcessed();
      books.balance(inlet::all);
      assertTrue(books.acknowledged() > points.size(), "there was load: " + books.acknowledged());
      Figures.note(
          "crashes",
          "at %d named points on %s (-Dseed=%d): of %,d acknowledged calls 0 lost, 0 effects twice",
          points.size(),
          kind,
          seed,
          books.acknowledged());
    }
  }

  /** After an answer no step follows; {@code KillIT} kills there. */
  private List<CrashPoint> points(Random random) {
    var points = new ArrayList<CrashPoint>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Step step : Step.values()) {
        for (Side side : Side.values()) {
          boolean isTaken = step.isOfCalls() && step.isTakenOn(kind);
          if (isTaken && !(step == Step.ANSWER && side == Side.AFTER)) {
            points.add(new CrashPoint(side, step, occurrence(step, random)));
          }
        }
      }
    }
    return points;
  }

  /** Late enough to be under load: soon where it is taken twice a second, not with every batch. */
  private int occurrence(Step step, Random random) {
    if (step.isRare()) {
      return 1;
    }
    return kind == DatabaseKind.H2 && step.isOfEffects()
        ? Extent.of(2, 5) + random.nextInt(Extent.of(2, 15))
        : 5 + random.nextInt(15);
  }
}
