package dev.inlet.erase;

import dev.inlet.contact.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Remembers who was erased, without their ids: by a digest under a key of this installation. Kept
 * for good, because Segment's customers replay calls of any age.
 */
public interface Tombstones {

  /** A person of an account. */
  record Somebody(String accountId, Person person) {}

  /**
   * When somebody was erased.
   *
   * @param erasureId the erasure that did it, the latest of several
   * @param upTo the journal's end at that time
   */
  record Tombstone(long erasureId, Instant erasedAt, long upTo) {

    /**
     * Whether a call belongs to what was erased. One that is later by all its clocks is about
     * somebody who came back.
     *
     * @param earliest the earliest of its clocks, ours included
     */
    public boolean covers(long seq, Instant earliest) {
      return seq <= upTo || !earliest.isAfter(erasedAt);
    }
  }

  /**
   * A call of the journal that names somebody who was erased.
   *
   * @param entirely whether all of it goes, or only its anonymousId
   */
  record Unclean(long seq, long erasureId, boolean entirely) {}

  /** Whether anybody was ever erased, on this installation. */
  boolean any();

  /** Those of these people who were erased. */
  Map<Somebody, Tombstone> find(Collection<Somebody> people);

  /**
   * Has calls removed from the journal, or changed there, soon after the caller's transaction, in
   * which they must become processed.
   */
  void clean(List<Unclean> calls);
}
