package dev.inlet.journal;

import dev.inlet.call.Warning;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The journal's processed calls, which are kept for a while: to be looked up, to be cleaned of
 * people who were erased, and to be purged in the end. Every call may block.
 */
public interface Archive {

  /**
   * Hands over an account's calls in a range of sequence numbers, oldest first. Only some are in
   * memory at a time, so whoever keeps any decides how much that takes.
   */
  void between(String accountId, long after, long upTo, Consumer<Journaled> reader);

  /** One call of an account, as long as it is kept. */
  Optional<Journaled> find(String accountId, long seq);

  /**
   * What is told of a call that was taken.
   *
   * @param seq where the call stands
   */
  record Remark(String accountId, long seq, Warning warning) {}

  /**
   * Adds to what is told of calls. Nothing depends on it, so it is not forced to the disk; harmless
   * for what is told already.
   */
  void remark(List<Remark> remarks);

  /** No call with a lower sequence number is kept; 0 when none is kept at all. */
  long first();

  /** When the oldest call that is kept was stored; nothing when none is. */
  Optional<Instant> oldest();

  /** When the newest call was stored; nothing when none is kept. */
  Optional<Instant> newest();

  /**
   * What time it is by the clock of the database; nothing when that is the clock of this machine.
   */
  Optional<Instant> databaseTime();

  /** Removes calls, durably. Harmless for those that are gone. */
  void remove(Collection<Long> seqs);

  /**
   * Changes the bodies of calls, durably, maybe in several steps; changing one twice must come to
   * the same. Those that are gone stay so.
   */
  void rewrite(Collection<Long> seqs, UnaryOperator<byte[]> change);

  /**
   * Removes the oldest calls, durably: those before the first that was stored at a time or later. A
   * journal that is kept in pieces of a day at most removes a whole piece, or nothing; so calls
   * stay a day longer at most.
   *
   * @param upTo the highest sequence number to remove
   * @param limit how many at most, where they are removed one by one
   * @return how many, or about that many for a whole piece, of which some may have been removed
   */
  int purge(Instant storedBefore, long upTo, int limit);
}
