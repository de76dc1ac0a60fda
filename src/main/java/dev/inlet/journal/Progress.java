package dev.inlet.journal;

import dev.inlet.merge.Allowance.TooMuchAtOnce;
import java.util.function.Supplier;

/** How far the journal is processed; the mark moves in one transaction with the effects. */
public interface Progress {

  /**
   * Runs work in one transaction: all of it happens, or nothing.
   *
   * @throws CallRejected when the store refuses the data of a call, or the work fails otherwise
   *     than by the store: trying it again as it is would fail again
   * @throws TooMuchAtOnce when the work consists of too many calls for one transaction
   * @throws RuntimeException of another kind when the store failed; the same may succeed later
   */
  <T> T inTransaction(Supplier<T> work);

  /** The last processed sequence number, locked until the transaction ends. */
  long lockMark();

  /** Moves the mark, in the transaction that locked it. */
  void moveMark(long seq);

  /** The last processed sequence number. */
  long mark();

  /**
   * Notes that a call is about to be tried, in a transaction of its own, which is there even when
   * the process ends over it.
   *
   * @return how often that was noted before of the same call, and of no other since
   */
  int noteTry(long seq);

  /** Forces to the disk what is processed, which otherwise follows within a second. */
  void force();
}
