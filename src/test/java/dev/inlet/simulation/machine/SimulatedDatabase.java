package dev.inlet.simulation.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory, which change in transactions, one at a time. As of H2, a crash leaves what was
 * forced, and of the transactions since then none, some or all, but none without those before it.
 */
public final class SimulatedDatabase {

  /** Where a row is; what is in it never changes. */
  public interface Key<V> {}

  private final Map<Key<?>, Object> rows = new LinkedHashMap<>();

  /** What stood in the rows that each of the transactions changed that are not forced yet. */
  private final List<Map<Key<?>, @Nullable Object>> unforced = new ArrayList<>();

  private @Nullable Map<Key<?>, @Nullable Object> open;

  /** Begins a transaction. */
  void begin() {
    if (open != null) {
      throw new IllegalStateException("One transaction at a time");
    }
    open = new HashMap<>();
  }

  /** Ends the transaction: it counts. */
  public void commit() {
    if (open != null) {
      unforced.add(open);
    }
    open = null;
  }

  /** Commits one row of the transaction that is open, before the others. */
  public void commitAlone(Key<?> key) {
    if (open != null && open.containsKey(key)) {
      var alone = new HashMap<Key<?>, @Nullable Object>();
      alone.put(key, open.remove(key));
      unforced.add(alone);
    }
  }

  void rollback() {
    if (open != null) {
      undo(rows, open);
    }
    open = null;
  }

  void force() {
    unforced.clear();
  }

  /** The process is gone; when the power is, too, this is what is left. */
  public void crash(SplittableRandom random, boolean hasPower) {
    rollback();
    int kept = random.nextInt(unforced.size() + 1);
    while (unforced.size() > kept) {
      undo(rows, unforced.removeLast());
    }
    if (!hasPower) {
      force();
    }
  }

  private static void undo(Map<Key<?>, Object> rows, Map<Key<?>, @Nullable Object> before) {
    before.forEach(
        (key, row) -> {
          if (row == null) {
            rows.remove(key);
          } else {
            rows.put(key, row);
          }
        });
  }

  /** What is in a row; null when there is none. */
  @SuppressWarnings("unchecked") // what was put there is of the key's kind
  <V> @Nullable V get(Key<V> key) {
    return (V) rows.get(key);
  }

  /** What a row would be after the worst of crashes; null when there would be none. */
  @SuppressWarnings("unchecked") // what was put there is of the key's kind
  public <V> @Nullable V forced(Key<V> key) {
    for (Map<Key<?>, @Nullable Object> before : unforced) {
      if (before.containsKey(key)) {
        return (V) before.get(key);
      }
    }
    return open != null && open.containsKey(key) ? (V) open.get(key) : get(key);
  }

  /** Writes a row, in the transaction that is open. */
  <V> void put(Key<V> key, V row) {
    if (open == null) {
      throw new IllegalStateException("No transaction");
    }
    Object before = rows.put(key, row);
    if (!open.containsKey(key)) {
      open.put(key, before);
    }
  }

  /** All rows of a kind, those of the transaction that is open included. */
  <V, K extends Key<V>> Map<K, V> all(Class<K> kind) {
    return of(rows, kind);
  }

  /** All rows that everybody sees, as they are now. */
  public Committed committed() {
    var seen = new LinkedHashMap<>(rows);
    if (open != null) {
      undo(seen, open);
    }
    return new Committed(seen);
  }

  /** Rows as somebody else than the processor sees them. */
  public record Committed(Map<Key<?>, Object> rows) {
    /** All of a kind. */
    public <V, K extends Key<V>> Map<K, V> all(Class<K> kind) {
      return of(rows, kind);
    }
  }

  @SuppressWarnings("unchecked") // what was put there is of the key's kind
  private static <V, K extends Key<V>> Map<K, V> of(Map<Key<?>, Object> rows, Class<K> kind) {
    var found = new LinkedHashMap<K, V>();
    rows.forEach(
        (key, row) -> {
          if (kind.isInstance(key)) {
            found.put(kind.cast(key), (V) row);
          }
        });
    return found;
  }
}
