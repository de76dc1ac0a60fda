package dev.inlet.simulation;

import dev.inlet.DatabaseKind;
import dev.inlet.Extent;
import dev.inlet.Figures;
import dev.inlet.Given;
import dev.inlet.Given.Per;
import dev.inlet.OnEveryDatabase;
import dev.inlet.Stores;
import dev.inlet.journal.Progress;
import dev.inlet.process.MessageKey;
import dev.inlet.process.SeenMessages;
import dev.inlet.simulation.machine.SimulatedDatabase;
import dev.inlet.simulation.machine.SimulatedMessages;
import dev.inlet.simulation.machine.SimulatedProgress;
import dev.inlet.simulation.machine.SimulatedTime;
import dev.inlet.simulation.machine.Surroundings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;

/**
 * Schedules in which repeats are told by the real tables and what is kept of them in memory, which
 * go back with the simulated database at each rollback and crash.
 */
@OnEveryDatabase
@ExtendWith(Quiet.class)
@NullUnmarked
class SeenMessagesScheduleIT {
  private static final int SCHEDULES = Extent.of(100, 20_000);

  @Parameter DatabaseKind kind;

  @Given(per = Per.TEST)
  private Stores stores;

  @Test
  void repeatsAreToldAsInTheSimulation() {
    Tally tally = Tally.NOTHING;
    for (long seed = 0; seed < SCHEDULES; seed++) {
      try {
        tally = tally.plus(Simulation.run(seed, new OnTables()));
      } catch (Violation e) {
        throw new AssertionError("Seed " + seed, e);
      }
    }
    Figures.note("simulation", "dedup on %s: %s; 0 promises broken", kind, tally);
  }

  private final class OnTables extends Parts {
    @Override
    SeenMessages seenMessages(SimulatedMessages messages, long mark) {
      stores.forgetMessagesAfter(mark);
      return new Both(messages, stores.newSeenMessages());
    }

    @Override
    Progress progress(SimulatedDatabase database, Surroundings surroundings, SimulatedTime time) {
      return new SimulatedProgress(database, surroundings, time) {
        @Override
        protected void rollback(SimulatedDatabase rolled) {
          super.rollback(rolled);
          stores.forgetMessagesAfter(new Shown(rolled.committed()).mark());
        }
      };
    }
  }

  /** The simulated ones take time and fail, and then the real ones answer. */
  private record Both(SeenMessages simulated, SeenMessages real) implements SeenMessages {
    @Override
    public Map<MessageKey, Long> seen(Collection<MessageKey> keys, long mark) {
      simulated.seen(keys, mark);
      return real.seen(keys, mark);
    }

    @Override
    public void remember(List<Occurrence> occurrences, long upTo) {
      simulated.remember(occurrences, upTo);
      real.remember(occurrences, upTo);
    }
  }
}
