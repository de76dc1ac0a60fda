package dev.inlet.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.Extent;
import dev.inlet.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Schedules of arrivals, answers, crashes and restarts, each decided by its seed alone. To repeat
 * one failure alone, run with {@code -Dseed=} and the number it names; how many are run is {@code
 * -Dinlet.test.schedules=}, from seed 0 on.
 */
@ExtendWith(Quiet.class)
class SimulationTest {
  private static final int SCHEDULES =
      Integer.getInteger("inlet.test.schedules", Extent.of(2_000, 1_000_000));

  @Test
  void whateverHappensPromisesAreKept() {
    Long only = Long.getLong("seed");
    if (only != null) {
      System.out.println(run(only));
      return;
    }
    Tally tally = Tally.NOTHING;
    for (long seed = 0; seed < SCHEDULES; seed++) {
      tally = tally.plus(run(seed));
    }
    Figures.note("simulation", "%s; 0 promises broken", tally);
  }

  private static Tally run(long seed) {
    try {
      return Simulation.run(seed, new Parts());
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "Seed %d. Alone: ./mvnw test -Dtest=SimulationTest -Dseed=%d%n%s"
              .formatted(seed, seed, e.getMessage()),
          e);
    }
  }

  @Test
  void seedDecidesAll() {
    for (long seed = 0; seed < 20; seed++) {
      assertEquals(Simulation.run(seed, new Parts()), Simulation.run(seed, new Parts()));
    }
  }

  @Test
  void schedulesHaveSomethingOfEverything() {
    Tally tally = Tally.NOTHING;
    for (long seed = 0; seed < 200; seed++) {
      tally = tally.plus(Simulation.run(seed, new Parts()));
    }
    String all = tally.toString();
    assertTrue(tally.crashes() > 200, all);
    assertTrue(tally.repeats() > 300, all);
    assertTrue(tally.processed() > 1_000, all);
    assertTrue(tally.accepted() > 500, all);
    assertTrue(tally.refused() > 500, all);
    assertTrue(tally.broken() > 500, all);
  }
}
