package dev.inlet.erase;

import dev.inlet.call.CallType;
import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.forward.Piece;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of people, and of calls beside the journal, within one transaction. What is read by
 * windows comes in the order of its places.
 */
public interface KeptRows {

  /** What people did. */
  enum Activity {
    EVENT(Kind.EVENTS),
    PAGE_VIEW(Kind.PAGES);

    private final Kind kind;

    Activity(Kind kind) {
      this.kind = kind;
    }

    /** What it is on receipts. */
    Kind kind() {
      return kind;
    }
  }

  /**
   * What there is of people, but for what they did.
   *
   * @param ids the numbers of their rows
   * @param members those of them who belong to companies
   */
  record Known(List<Long> ids, List<Person> members) {
    boolean isEmpty() {
      return ids.isEmpty() && members.isEmpty();
    }
  }

  /**
   * What removing a piece came to.
   *
   * @param isAll whether nothing is left
   */
  record Part(long removed, boolean isAll) {}

  /** Something that somebody did, and the anonymousId that it came with. */
  record Beside(long seq, @Nullable String anonymousId) {}

  /**
   * A call as it was sent.
   *
   * @param place its place in the journal, or the number of its refusal
   * @param type null when it is not known
   */
  record Raw(long place, @Nullable CallType type, byte[] body) {}

  /** All ids of a contact, as {@link dev.inlet.contact.ContactStore#peopleOf}. */
  List<Person> peopleOf(String accountId, String contactId);

  /** All ids of the contact of a person; that person alone when there is none. */
  List<Person> peopleOf(String accountId, Person person);

  /** What there is of these people. */
  Known known(String accountId, List<Person> people);

  /** Removes it, however much that is, and tells how much of each kind that was. */
  Map<Kind, Long> remove(String accountId, Known known);

  /** The latest place of each of these people; those who did nothing are left out. */
  Map<Person, Long> latest(Activity activity, String accountId, Collection<Person> people);

  /**
   * Removes as much of what people did as takes a moment.
   *
   * @param people some fifty at most
   * @param before only from below this place in the journal
   */
  Part remove(Activity activity, String accountId, Collection<Person> people, long before);

  /** What was done in an account after one place and up to another. */
  List<Beside> activities(Activity activity, String accountId, long after, long upTo, int limit);

  /** Takes the anonymousIds away, and tells of how many. */
  long strikeOut(Activity activity, Collection<Long> seqs);

  /** Pieces of the feed of changes after one and up to another. */
  List<Piece> changes(String accountId, long after, long upTo, int limit);

  /** Gives pieces of the feed the texts that these have. */
  void rewriteChanges(List<Piece> pieces);

  /**
   * Takes away what subscribers of an account have answered: they may have said whom it was about.
   */
  void emptyAnswers(String accountId);

  /** Calls that were set aside after one place and up to another. */
  List<Raw> setAside(String accountId, long after, long upTo, int limit);

  /** Removes them, and tells how many. */
  long removeSetAside(Collection<Long> seqs);

  /** Gives them other bodies, and tells how many. */
  long rewriteSetAside(Map<Long, byte[]> bodies);

  /** Refused deliveries after a number, as far as their bodies are kept. */
  List<Raw> refused(String accountId, long after, int limit);

  /** Removes them, and tells how many. */
  long removeRefused(Collection<Long> numbers);

  /** Takes away what was sent with them, and tells of how many. */
  long emptyRefused(Collection<Long> numbers);
}
