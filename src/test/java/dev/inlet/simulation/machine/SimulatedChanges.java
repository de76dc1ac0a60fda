package dev.inlet.simulation.machine;

import dev.inlet.forward.ChangeStore;
import dev.inlet.forward.NewChange;
import dev.inlet.forward.Piece;
import dev.inlet.forward.PieceText;
import dev.inlet.simulation.machine.SimulatedDatabase.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The feed of changes in the simulated database. */
public final class SimulatedChanges implements ChangeStore {

  /** The place of a piece of the feed. */
  public record PieceKey(long number) implements Key<Piece> {}

  private final SimulatedDatabase database;
  private final Surroundings surroundings;
  private long last;

  /** The one in a database. */
  public SimulatedChanges(SimulatedDatabase database, Surroundings surroundings) {
    this.database = database;
    this.surroundings = surroundings;
    database.all(PieceKey.class).keySet().forEach(key -> last = Math.max(last, key.number()));
  }

  @Override
  public void append(Instant at, Map<String, List<NewChange>> byAccount) {
    SimulatedProgress.statement(surroundings);
    byAccount.forEach(
        (account, changes) -> {
          for (String text : PieceText.write(changes)) {
            last++;
            database.put(new PieceKey(last), new Piece(last, account, at, text));
          }
        });
  }

  @Override
  public long last() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Extent extent() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Found read(@Nullable String accountId, long from, long upTo) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Piece> newest(@Nullable String accountId, long below) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int purge(Instant before, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isShared() {
    return false;
  }
}
