package dev.inlet.simulation.machine;

import dev.inlet.journal.CallSearch.Found;
import dev.inlet.journal.CallSearch.Wanted;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.process.SetAsideCalls;
import dev.inlet.simulation.machine.SimulatedDatabase.Key;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Calls that were set aside, in the simulated database. */
public final class SimulatedSetAside implements SetAsideCalls {

  /** The place in the journal of a call that is set aside. */
  public record AsideKey(long seq) implements Key<SetAside> {}

  private final SimulatedDatabase database;
  private final Surroundings surroundings;

  /** Those in a database. */
  public SimulatedSetAside(SimulatedDatabase database, Surroundings surroundings) {
    this.database = database;
    this.surroundings = surroundings;
  }

  @Override
  public void add(List<SetAside> calls) {
    SimulatedProgress.statement(surroundings);
    calls.forEach(one -> database.put(new AsideKey(one.call().seq()), one));
  }

  @Override
  public Set<Long> between(long after, long upTo) {
    SimulatedProgress.statement(surroundings);
    var seqs = new HashSet<Long>();
    for (AsideKey key : database.all(AsideKey.class).keySet()) {
      if (key.seq() > after && key.seq() <= upTo) {
        seqs.add(key.seq());
      }
    }
    return seqs;
  }

  @Override
  public Set<String> messages(String accountId, Collection<String> messageIds) {
    SimulatedProgress.statement(surroundings);
    var found = new HashSet<String>();
    for (SetAside one : database.all(AsideKey.class).values()) {
      if (one.call().entry().accountId().equals(accountId)
          && messageIds.contains(one.call().entry().messageId())) {
        found.add(one.call().entry().messageId());
      }
    }
    return found;
  }

  @Override
  public Listing<Summary> list(String accountId, Window window) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Found> newest(String accountId, Wanted wanted, long before, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long bodies(String accountId, Collection<Long> seqs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<SetAside> find(String accountId, Collection<Long> seqs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void failedAgain(List<SetAside> calls) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void remove(List<SetAside> calls) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<Long> among(String accountId, Collection<Long> seqs) {
    throw new UnsupportedOperationException();
  }
}
