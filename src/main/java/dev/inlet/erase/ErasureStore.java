package dev.inlet.erase;

import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where erasures are kept, beside what they erase from. Scoped by account. Everything may block.
 */
public interface ErasureStore {

  /**
   * Runs work in one transaction, which {@link dev.inlet.journal.Progress#lockMark} and {@link
   * Tombstones#find} join, and returns when that has reached the disk.
   */
  <T> T durably(Function<ErasureTransaction, T> work);

  /** Runs work as part of the transaction in which calls are processed. */
  <T> T amongCalls(Function<ErasureTransaction, T> work);

  /**
   * Runs work in one transaction that takes nothing from calls. It reaches the disk later: after a
   * power cut the latest of them may not have happened.
   */
  <T> T besideCalls(Function<ErasureTransaction, T> work);

  /** Returns when everything that is committed has reached the disk. */
  void force();

  /** One receipt. */
  Optional<Erasure> find(String accountId, long id);

  /** All receipts, newest first. */
  Listing<Erasure> list(String accountId, Window window);
}
