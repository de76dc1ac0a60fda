package dev.inlet.simulation.machine;

import dev.inlet.journal.CallRejected;
import dev.inlet.journal.Progress;
import dev.inlet.merge.Allowance.TooMuchAtOnce;
import dev.inlet.simulation.machine.SimulatedDatabase.Key;
import dev.inlet.simulation.machine.Surroundings.Step;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The mark in the simulated database, which is forced as often as H2 is. */
public class SimulatedProgress implements Progress {
  private static final Duration FORCE_EVERY = Duration.ofSeconds(1);

  /** The mark's row. */
  public record Mark() implements Key<Long> {}

  private record Tried() implements Key<Tries> {}

  private record Tries(long seq, int times) {}

  private final SimulatedDatabase database;
  private final Surroundings surroundings;
  private final SimulatedTime time;
  private long forcedAt;

  /** The mark in a database. */
  public SimulatedProgress(
      SimulatedDatabase database, Surroundings surroundings, SimulatedTime time) {
    this.database = database;
    this.surroundings = surroundings;
    this.time = time;
  }

  /** How often it is noted that the call was tried which a start tried last. */
  public static int tries(SimulatedDatabase database) {
    Tries noted = database.get(new Tried());
    return noted == null ? 0 : noted.times();
  }

  /** A statement, which may find the store away. */
  static void statement(Surroundings surroundings) {
    surroundings.take(Step.STORE);
    if (surroundings.fails(Step.STORE)) {
      throw new StoreAway();
    }
  }

  @Override
  public <T> T inTransaction(Supplier<T> work) {
    statement(surroundings);
    T result = committed(work);
    if (time.read() - forcedAt > FORCE_EVERY.toNanos()) {
      force();
    }
    return result;
  }

  private <T> T committed(Supplier<T> work) {
    database.begin();
    T result;
    try {
      result = work.get();
      surroundings.take(Step.COMMIT);
    } catch (Crashed | AssertionError | StoreAway | CallRejected | TooMuchAtOnce e) {
      rollback(database);
      throw e;
    } catch (RuntimeException | Error e) {
      rollback(database);
      throw new CallRejected("Processing failed", e);
    }
    boolean fails = surroundings.fails(Step.COMMIT);
    if (fails && (time.read() & 1) == 0) {
      rollback(database);
    } else {
      commit(database);
    }
    if (fails) {
      throw new StoreAway(); // and nobody knows whether it has committed
    }
    return result;
  }

  /** Takes back what is open. */
  protected void rollback(SimulatedDatabase database) {
    database.rollback();
  }

  /** Commits what is open. */
  protected void commit(SimulatedDatabase database) {
    database.commit();
  }

  @Override
  public long lockMark() {
    statement(surroundings);
    return read();
  }

  private long read() {
    Long mark = database.get(new Mark());
    return mark == null ? 0 : mark;
  }

  @Override
  public void moveMark(long seq) {
    statement(surroundings);
    database.put(new Mark(), seq);
  }

  @Override
  public long mark() {
    statement(surroundings);
    return read();
  }

  @Override
  public int noteTry(long seq) {
    statement(surroundings);
    @Nullable Tries before = database.get(new Tried());
    int times = before == null || before.seq() != seq ? 0 : before.times();
    database.begin();
    database.put(new Tried(), new Tries(seq, times + 1));
    database.commit();
    force();
    return times;
  }

  @Override
  public void force() {
    surroundings.take(Step.FORCE);
    database.force();
    forcedAt = time.read();
  }
}
