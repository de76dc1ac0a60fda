package dev.inlet.erase;

import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where people are erased and the receipts are kept. Scoped by account. Every call may block. */
public interface Erasures {

  /**
   * Removes a contact, and what was made of the calls about it, in one short and durable
   * transaction that leaves tombstones: from then on, no call older than the erasure has an effect.
   * Events and pages beyond some thousand, and the calls as they were sent, are left to {@link
   * #advance}.
   *
   * @param contactId as for {@link dev.inlet.contact.ContactStore#find}; people who were never
   *     identified but did something count too
   * @return the receipt; the one it already has, when that person was erased before and did not
   *     come back; empty when nobody is known by that id
   */
  Optional<Erasure> begin(String accountId, String contactId, Instant now);

  /**
   * Removes people likewise who are to be erased by calls, as part of the caller's transaction,
   * which has locked the mark. There is one receipt for all of them, even if nothing is known of
   * any: what comes late about them has no effect either.
   *
   * @param upTo the place in the journal of the last of those calls
   * @param at when that was stored
   */
  void erase(String accountId, List<Person> people, long upTo, Instant at);

  /**
   * Goes a small step further with what is left of all erasures; a step that was interrupted is
   * done again.
   *
   * @return whether there is more to do at once
   */
  boolean advance(Instant now);

  /** One receipt. */
  Optional<Erasure> find(String accountId, long id);

  /** All receipts, newest first. */
  Listing<Erasure> list(String accountId, Window window);
}
