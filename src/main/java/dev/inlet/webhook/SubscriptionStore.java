package dev.inlet.webhook;

import dev.inlet.forward.Position;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where subscriptions are kept, and how far each has come. Every call may block. */
public interface SubscriptionStore {

  /**
   * A subscription, and what of it nobody may read.
   *
   * @param sealed {@link Secrets}, sealed
   */
  record Stored(Subscription subscription, String sealed) {}

  /**
   * What came of some work for a subscription.
   *
   * @param reached up to where changes were delivered, or wait
   * @param done the numbers of those that wait no more
   * @param isBack whether the subscriber answers again, so that all that waits is tried at once
   */
  record Result(
      Position reached,
      List<Retry> added,
      List<Retry> changed,
      Collection<Long> done,
      List<Attempt> attempts,
      @Nullable Instant failingSince,
      boolean isBack) {}

  /**
   * Keeps a new one. It has reached the disk when this returns, as with the other changes below.
   */
  void add(Stored added);

  /** All, in the order in which they were made. */
  List<Stored> all();

  /** One of them. */
  Optional<Stored> find(String id);

  /** Changes everything but how far it has come; false when there is none. */
  boolean update(Stored changed);

  /** Removes one with all that belongs to it; false when there is none. */
  boolean remove(String id);

  /** Sends it back or ahead to a position, and forgets what waits behind that. */
  void goTo(String id, Position position);

  /**
   * Has what is set aside be tried again at a time.
   *
   * @param only the one change at this position; null for all
   * @return how many that were
   */
  int tryAgain(String id, @Nullable Position only, Instant due);

  /** Switches one off, unless it is already. */
  void switchOff(String id, String reason);

  /**
   * Whether this instance may work for a subscription for some seconds from now on, since no other
   * does. How far it has come is read after that: whoever sends it elsewhere meanwhile, be it to
   * where it is, makes {@link #settle} note nothing.
   */
  boolean hold(String id, String instance);

  /** This instance works for none any more. */
  void release(String instance);

  /** What waits to be tried again, in the order of the changes, so many at most. */
  List<Retry> waiting(String id, int most);

  /** What is set aside, the newest first. */
  Listing<Retry> setAside(String id, Window window);

  /** What waits or is set aside of some pieces of the feed, by subscription. */
  Map<String, List<Retry>> of(Collection<String> ids, Collection<Long> pieces);

  /** What each of these has still to do, and did last. */
  Map<String, Backlog> backlogs(Collection<String> ids);

  /**
   * What is left to do.
   *
   * @param waiting how many changes are tried again
   * @param waitsSince when the first of them was tried first; null for none
   * @param oldest when the first change was made that was not looked at yet; null for none
   * @param last the request that was noted last; null for none
   */
  record Backlog(
      long waiting,
      @Nullable Instant waitsSince,
      long setAside,
      @Nullable Instant oldest,
      @Nullable Attempt last) {
    static final Backlog NONE = new Backlog(0, null, 0, null, null);
  }

  /**
   * Notes what came of work, all or nothing.
   *
   * @param from up to where it had come before
   * @return false when nothing was noted: another instance holds it now, or it was sent elsewhere
   */
  boolean settle(String id, String instance, Position from, Result result);

  /** What was sent, newest first. */
  Listing<Attempt> attempts(String id, Window window);

  /** One of the requests that are noted. */
  Optional<Attempt> attempt(String id, long number);

  /** Forgets what was sent before a time, so many at most; returns how many that were. */
  int forgetAttempts(Instant before, int most);

  /** The position before the first change that was made at a time or later; empty for none. */
  Optional<Position> before(Instant at);
}
