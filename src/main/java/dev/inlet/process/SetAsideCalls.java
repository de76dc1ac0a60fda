package dev.inlet.process;

import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.journal.CallSearch.Found;
import dev.inlet.journal.CallSearch.Wanted;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Calls that could not be processed, with the reason, until a replay succeeds. What is written
 * joins the caller's transaction.
 */
public interface SetAsideCalls {

  /** A call that is set aside, with all that is needed to try it again. */
  record SetAside(Journaled call, Failure failure) {

    /** It, as a list shows it. */
    public Summary summary() {
      JournalEntry entry = call.entry();
      return new Summary(
          call.seq(), entry.messageId(), entry.type(), entry.sender(), entry.storedAt(), failure);
    }
  }

  /** What a list shows of one, which leaves out the body. */
  record Summary(
      long seq,
      String messageId,
      CallType type,
      Sender sender,
      Instant storedAt,
      Failure failure) {}

  /** Sets calls aside. */
  void add(List<SetAside> calls);

  /** An account's calls, those that came last first. */
  Listing<Summary> list(String accountId, Window window);

  /**
   * The newest of an account's calls before a place in the journal, as the journal would list them.
   *
   * @param wanted whether something was repaired of them is not looked at
   * @param limit how many at most
   */
  List<Found> newest(String accountId, Wanted wanted, long before, int limit);

  /** How large the bodies of these calls are together, in bytes, as far as the account has them. */
  long bodies(String accountId, Collection<Long> seqs);

  /** Those of these sequence numbers that the account has, in their order. */
  List<SetAside> find(String accountId, Collection<Long> seqs);

  /** Replaces why these calls failed. */
  void failedAgain(List<SetAside> calls);

  /** They are processed. */
  void remove(List<SetAside> calls);

  /** The sequence numbers of all accounts' calls after one number and up to another. */
  Set<Long> between(long after, long upTo);

  /** Which of these sequence numbers are those of an account's calls. */
  Set<Long> among(String accountId, Collection<Long> seqs);

  /** Which of an account's messages are set aside. */
  Set<String> messages(String accountId, Collection<String> messageIds);
}
