package dev.inlet.storage.jdbc;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much of what is stored of people or companies a batch of changes may have in memory at once.
 * Both drivers keep a whole result, so sizes are asked for before anything is loaded, and what does
 * not fit together is loaded, changed and written piece by piece, in the same transaction.
 *
 * @param bytes of stored text. In memory a loaded byte takes 6 to 16: in the driver, as text, cut
 *     into registers, and written again; most for many small values.
 */
public record LoadBudget(long bytes) {
  private static final int SHARE_OF_HEAP = 128;

  /** A part of some changes. */
  @FunctionalInterface
  public interface Piece<C> {

    /**
     * Carries out as many of these changes as may be, from the first on; tells how many.
     *
     * @param isFirst whether these are all changes, and nothing is carried out yet
     */
    int of(List<C> changes, boolean isFirst) throws SQLException;
  }

  /** A part of the heap that this process may have. */
  public static LoadBudget ofHeap() {
    return new LoadBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /**
   * Carries out all changes, piece by piece. After the first piece there is little use in asking
   * for the sizes of all that is left.
   */
  public static <C> void carryOut(List<C> changes, Piece<C> piece) throws SQLException {
    int ahead = changes.size();
    int done = 0;
    while (done < changes.size()) {
      int next = Math.min(changes.size(), done + ahead);
      int carriedOut = piece.of(changes.subList(done, next), done == 0);
      done += carriedOut;
      ahead = 2 * carriedOut;
    }
  }

  /** How long values are with their names. */
  public static long length(Map<String, String> values) {
    long length = 0;
    for (Map.Entry<String, String> value : values.entrySet()) {
      length += value.getKey().length() + value.getValue().length();
    }
    return length;
  }

  /** Nothing loaded yet. */
  public <K> Load<K> load() {
    return new Load<>(bytes);
  }

  /** What is loaded together, by its keys. */
  public static final class Load<K> {
    private final long bytes;
    private final Set<K> keys = new LinkedHashSet<>();
    private long sum;

    private Load(long bytes) {
      this.bytes = bytes;
    }

    /**
     * Whether more may be loaded, which is noted then; the first always.
     *
     * @param needed the bytes of everything that is needed; what is noted already does not count
     * @param besides bytes that are there in any case
     */
    public boolean takes(Map<K, Long> needed, long besides) {
      long more = besides;
      for (Map.Entry<K, Long> one : needed.entrySet()) {
        more += keys.contains(one.getKey()) ? 0 : one.getValue();
      }
      if (sum > 0 && sum + more > bytes) {
        return false;
      }
      keys.addAll(needed.keySet());
      sum += more;
      return true;
    }

    /** What was noted so far, to be loaded together. */
    public Set<K> keys() {
      return keys;
    }
  }
}
