package dev.inlet.forward;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the feed of changes is kept, beside what they are about. Pieces are numbered in the order
 * in which they become visible, so that no reader steps over one: whoever appends has locked the
 * processor's mark, and holds it until the commit. Every call may block.
 */
public interface ChangeStore {

  /**
   * How much of the feed there is for readers.
   *
   * @param floor the number of the last piece that was removed because of its age; 0 for none
   * @param last the number of the last piece, or the floor
   */
  record Extent(long floor, long last) {}

  /**
   * Some pieces.
   *
   * @param isAll whether no more follow of those that were asked for
   */
  record Found(List<Piece> pieces, boolean isAll) {}

  /**
   * Keeps changes, as part of the caller's transaction, which has locked the mark. When that is
   * committed, {@link ChangeSignal} is told.
   *
   * @param byAccount what changed in each account, in order; no list is empty
   */
  void append(Instant at, Map<String, List<NewChange>> byAccount);

  /** The number of the last piece, for a caller who has locked the mark; 0 for none. */
  long last();

  /**
   * How much there is now, and what was answered 200 is in it. What a reader has seen of it
   * survives a crash.
   */
  Extent extent();

  /**
   * How much there was at the last look of anybody's, if that goes beyond a piece, and otherwise
   * how much there is now. For those who follow the feed: so many of them, and many pages of one,
   * cost one look.
   */
  default Extent extentBeyond(long piece) {
    return extent();
  }

  /**
   * Pieces in their order, as many as fit into memory; one at least, if there is one.
   *
   * @param accountId only this account's; null for all
   * @param from the first to be read
   * @param upTo the last to be read
   */
  Found read(@Nullable String accountId, long from, long upTo);

  /**
   * The last pieces before a number, the last one first, as many as fit into memory; none when
   * there are no more.
   *
   * @param accountId only this account's; null for all
   */
  List<Piece> newest(@Nullable String accountId, long below);

  /**
   * Removes pieces from the beginning that are older than a time.
   *
   * @param most how many at most
   * @return how many that were
   */
  int purge(Instant before, int most);

  /** Whether other instances append, too. */
  boolean isShared();
}
