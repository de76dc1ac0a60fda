package dev.inlet.simulation;

import dev.inlet.Figures;
import dev.inlet.journal.Progress;
import dev.inlet.process.MessageKey;
import dev.inlet.process.SeenMessages;
import dev.inlet.simulation.machine.SimulatedDatabase;
import dev.inlet.simulation.machine.SimulatedDisk;
import dev.inlet.simulation.machine.SimulatedMessages;
import dev.inlet.simulation.machine.SimulatedProgress;
import dev.inlet.simulation.machine.SimulatedProgress.Mark;
import dev.inlet.simulation.machine.SimulatedTime;
import dev.inlet.simulation.machine.Surroundings;
import dev.inlet.storage.file.DiskAround;
import dev.inlet.storage.file.UncheckedDisk;
import dev.inlet.storage.file.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the simulation is worth: faults that are planted on purpose are found. */
@ExtendWith(Quiet.class)
class PlantedFaultsTest {
  private static final int WITHIN = 10_000;

  private static void isFound(String fault, Supplier<Parts> parts) {
    for (long seed = 0; seed < WITHIN; seed++) {
      try {
        Simulation.run(seed, parts.get());
      } catch (Violation e) {
        String what = String.valueOf(e.getMessage()).replaceAll("[^!-~]+", " ");
        Figures.note("simulation", "%s is found by schedule %,d: %.200s", fault, seed + 1, what);
        return;
      }
    }
    throw new AssertionError("%s is not found by %,d schedules".formatted(fault, WITHIN));
  }

  @Test
  void answerBeforeTheForceIsFound() {
    isFound(
        "an answer before the force",
        () ->
            new Parts() {
              @Override
              Disk disk(SimulatedDisk disk) {
                return new Unforced(disk);
              }
            });
  }

  @Test
  void markBeforeTheEffectsIsFound() {
    isFound(
        "a mark before the effects",
        () ->
            new Parts() {
              @Override
              Progress progress(
                  SimulatedDatabase database, Surroundings surroundings, SimulatedTime time) {
                return new MarkFirst(database, surroundings, time);
              }
            });
  }

  @Test
  void checksumThatNobodyLooksAtIsFound() {
    isFound(
        "a checksum not looked at",
        () ->
            new Parts() {
              @Override
              Disk disk(SimulatedDisk disk) {
                return new UncheckedDisk(disk);
              }
            });
  }

  @Test
  void segmentThatIsNotOpenedIsFound() {
    isFound(
        "a segment forgotten at the start",
        () ->
            new Parts() {
              @Override
              Disk disk(SimulatedDisk disk) {
                return new LastForgotten(disk);
              }
            });
  }

  @Test
  void segmentWhoseNameIsNotForcedIsFound() {
    isFound(
        "a segment whose name is not forced",
        () ->
            new Parts() {
              @Override
              Disk disk(SimulatedDisk disk) {
                return new NamesUnforced(disk);
              }
            });
  }

  @Test
  void repeatOfTheOlderHalfThatIsForgottenIsFound() {
    isFound(
        "a repeat looked for in the newer half alone",
        () ->
            new Parts() {
              @Override
              SeenMessages seenMessages(SimulatedMessages messages, long mark) {
                return new NewerHalf(messages);
              }
            });
  }

  @Test
  void messageOfTheOtherHalfThatIsTakenForARepeatIsFound() {
    isFound(
        "a call taken for a repeat of the half that was rolled back",
        () ->
            new Parts() {
              @Override
              SeenMessages seenMessages(SimulatedMessages messages, long mark) {
                return new NeverRolledBack(messages);
              }
            });
  }

  /** Says that it has forced what is written, and has not. */
  private static final class Unforced extends DiskAround {
    private Unforced(Disk disk) {
      super(disk);
    }

    @Override
    protected void forcing(Path file, Change force) {}
  }

  /** Never forces names. */
  private static final class NamesUnforced extends DiskAround {
    private NamesUnforced(Disk disk) {
      super(disk);
    }

    @Override
    protected void forcingFolder(Path folder, Change force) {}
  }

  /** Does not tell of the newest of several files. */
  private static final class LastForgotten extends DiskAround {
    private LastForgotten(Disk disk) {
      super(disk);
    }

    @Override
    public List<String> list(Path folder) throws IOException {
      List<String> names = super.list(folder);
      return names.size() < 2 ? names : names.subList(0, names.size() - 1);
    }
  }

  private static final class MarkFirst extends SimulatedProgress {
    private final Surroundings surroundings;

    private MarkFirst(SimulatedDatabase database, Surroundings surroundings, SimulatedTime time) {
      super(database, surroundings, time);
      this.surroundings = surroundings;
    }

    @Override
    protected void commit(SimulatedDatabase database) {
      database.commitAlone(new Mark());
      surroundings.take(Surroundings.Step.COMMIT);
      super.commit(database);
    }
  }

  /** Forgets which of the older messages it has seen. */
  private record NewerHalf(SeenMessages real) implements SeenMessages {
    @Override
    public Map<MessageKey, Long> seen(Collection<MessageKey> keys, long mark) {
      var seen = new HashMap<>(real.seen(keys, mark));
      seen.values().removeIf(seq -> seq < mark / 2);
      return seen;
    }

    @Override
    public void remember(List<Occurrence> occurrences, long upTo) {
      real.remember(occurrences, upTo);
    }
  }

  /** Remembers, too, what a transaction brought that came to nothing. */
  private static final class NeverRolledBack implements SeenMessages {
    private final SeenMessages real;
    private final Map<MessageKey, Long> open = new HashMap<>();

    private NeverRolledBack(SeenMessages real) {
      this.real = real;
    }

    @Override
    public Map<MessageKey, Long> seen(Collection<MessageKey> keys, long mark) {
      var seen = new HashMap<>(real.seen(keys, mark));
      for (MessageKey key : keys) {
        Long seq = open.get(key);
        if (seq != null) {
          seen.putIfAbsent(key, seq);
        }
      }
      return seen;
    }

    @Override
    public void remember(List<Occurrence> occurrences, long upTo) {
      occurrences.forEach(one -> open.put(one.key(), one.seq()));
      real.remember(occurrences, upTo);
    }
  }
}
