package dev.inlet.simulation.machine;

import dev.inlet.journal.Archive;
import dev.inlet.journal.Journal;
import dev.inlet.journal.Journaled;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Where remarks about calls go, which nothing depends on. */
public final class SimulatedArchive implements Archive {
  private final Journal journal;
  private final Surroundings surroundings;

  /** That of a journal. */
  public SimulatedArchive(Journal journal, Surroundings surroundings) {
    this.journal = journal;
    this.surroundings = surroundings;
  }

  @Override
  public Optional<Journaled> find(String accountId, long seq) {
    return journal.read(seq - 1, 1).stream().filter(call -> call.seq() == seq).findFirst();
  }

  @Override
  public void remark(List<Remark> remarks) {
    SimulatedProgress.statement(surroundings);
  }

  @Override
  public void between(String accountId, long after, long upTo, Consumer<Journaled> reader) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long first() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> oldest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> newest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Instant> databaseTime() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(Collection<Long> seqs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void rewrite(Collection<Long> seqs, UnaryOperator<byte[]> change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int purge(Instant storedBefore, long upTo, int limit) {
    throw new UnsupportedOperationException();
  }
}
