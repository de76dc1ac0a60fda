package dev.inlet.erase.closing;

import dev.inlet.account.Account;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where it is kept which accounts were closed. Every call may block. */
public interface ClosingStore {

  /**
   * Tells whether an account is closed, and has nobody close it or take that back until the
   * caller's transaction ends.
   */
  boolean lockIsClosed(String accountId);

  /**
   * Closes an account that is not closed, and revokes its keys that are not revoked, in one
   * transaction, which may be the caller's.
   */
  Closing close(Account account, Instant now, Instant eraseAt);

  /**
   * Takes that back, with the keys that were revoked by it; false when the erasing has begun, or
   * somebody else has taken it back.
   */
  boolean reopen(Closing closing, Instant now);

  /** How an account stands that is closed; empty when it is not. */
  Optional<Closing> current(String accountId);

  /** All accounts that are closed and not erased yet, by their ids. */
  Map<String, Closing> current();

  /** One, whatever has become of it. */
  Optional<Closing> find(long id);

  /**
   * All, newest first.
   *
   * @param accountId of one account; null for those of all
   */
  Listing<Closing> list(@Nullable String accountId, Window window);

  /** The numbers of those whose time has come and that are not completed, in their order. */
  List<Long> due(Instant now);

  /** Locks one of which nothing is erased yet, in the caller's transaction; none when it is not. */
  Optional<Closing> lockUntouched(long id);

  /** Notes that the erasing has begun, in the transaction that has locked it. */
  void begin(ClosingWork work);

  /** Erases a step further, in a transaction that takes nothing from calls. */
  <T> T besideCalls(Function<ClosingTransaction, T> work);

  /**
   * Removes what is left when everything else is gone: subscriptions, the switch of its
   * maintenance, and the account. Then the receipt says so.
   *
   * @return the receipt; empty when another instance has done it
   */
  Optional<Closing> finish(ClosingWork work, Instant now);
}
