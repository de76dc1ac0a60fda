package dev.inlet.simulation.machine;

import dev.inlet.process.MessageKey;
import dev.inlet.process.OldMessages;
import dev.inlet.process.SeenMessages;
import dev.inlet.simulation.machine.SimulatedDatabase.Key;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which messages were processed, in the simulated database. */
public final class SimulatedMessages implements SeenMessages, OldMessages {

  private record SeenKey(MessageKey message) implements Key<Long> {}

  private record OldKey(MessageKey message) implements Key<Boolean> {}

  private final SimulatedDatabase database;
  private final Surroundings surroundings;

  /** Those in a database. */
  public SimulatedMessages(SimulatedDatabase database, Surroundings surroundings) {
    this.database = database;
    this.surroundings = surroundings;
  }

  @Override
  public Map<MessageKey, Long> seen(Collection<MessageKey> keys, long mark) {
    SimulatedProgress.statement(surroundings);
    var seen = new HashMap<MessageKey, Long>();
    for (MessageKey key : keys) {
      Long seq = database.get(new SeenKey(key));
      if (seq != null) {
        seen.put(key, seq);
      }
    }
    return seen;
  }

  @Override
  public void remember(List<Occurrence> occurrences, long upTo) {
    SimulatedProgress.statement(surroundings);
    occurrences.forEach(one -> database.put(new SeenKey(one.key()), one.seq()));
  }

  @Override
  public Set<MessageKey> known(Collection<MessageKey> keys) {
    var known = new HashSet<>(keys);
    known.removeIf(key -> database.get(new OldKey(key)) == null);
    return known;
  }

  @Override
  public void remember(Set<MessageKey> keys) {
    keys.forEach(key -> database.put(new OldKey(key), true));
  }

  @Override
  public Set<String> accountsImportedLately() {
    return Set.of();
  }
}
