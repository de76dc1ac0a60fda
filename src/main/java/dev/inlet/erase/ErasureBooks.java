package dev.inlet.erase;

import dev.inlet.contact.Person;
import dev.inlet.erase.Erasure.Kind;
import dev.inlet.erase.Tombstones.Tombstone;
import dev.inlet.erase.Tombstones.Unclean;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What was erased, and what is left to do for it, within one transaction. */
public interface ErasureBooks {

  /** One of the people of an erasure, whom it must remember until what they did is gone. */
  record Numbered(long number, Person person) {}

  /** One receipt. */
  Optional<Erasure> receipt(String accountId, long erasureId);

  /** Writes a receipt, and returns its number. Only under the processor's lock. */
  long begin(String accountId, Instant now, Map<Kind, Long> removed);

  /** Leaves a tombstone for each of these people, in place of those they have. Under that lock. */
  void bury(String accountId, Collection<Person> people, Tombstone tombstone);

  /**
   * Notes what is to be looked through.
   *
   * @param active those of whom something is left that they did
   */
  void search(ErasureWork work, Collection<Person> active);

  /** The numbers of those that are not completed, in their order. */
  List<Long> unfinished();

  /** What is left of one, locked; none when it is completed, or another instance is at it. */
  Optional<ErasureWork> lock(long erasureId);

  /** Notes how far the search of one has come. */
  void move(ErasureWork work);

  /** Adds to what a receipt says was removed. */
  void add(long erasureId, Map<Kind, Long> removed);

  /** Says on the receipt that everything is gone, and forgets the search. */
  void complete(long erasureId, Instant now);

  /** Tells the people of one by what their tombstones keep of them. */
  Predicate<Person> erasedBy(ErasureWork work);

  /** Those of whom something is left that they did, by their numbers. */
  List<Numbered> active(long erasureId, long after, int limit);

  /** Forgets whom it was about. */
  void forgetActive(long erasureId);

  /** Notes calls that the journal is to be cleaned of. */
  void noteUnclean(List<Unclean> calls);

  /** Calls that the journal is to be cleaned of, the earliest first. */
  List<Unclean> unclean(int limit);

  /** Forgets calls that the journal was cleaned of; returns how many had been noted. */
  long forgetUnclean(Collection<Long> seqs);
}
