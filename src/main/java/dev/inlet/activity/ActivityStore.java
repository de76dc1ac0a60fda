package dev.inlet.activity;

import dev.inlet.call.Common;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Portion;
import dev.inlet.listing.Window;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where events and page views are kept. Scoped by account. Every call may block. */
public interface ActivityStore {

  /** Keeps events, as part of the caller's transaction. */
  void addEvents(String accountId, List<NewActivity<Event>> events);

  /** Keeps page and screen views, as part of the caller's transaction. */
  void addPageViews(String accountId, List<NewActivity<PageView>> views);

  /**
   * Which of these are kept as events already, and where in the journal each of those stands: of
   * the same person and time, by the same message. Costs the same however many events there are, of
   * one moment too. Within the caller's transaction.
   */
  Map<Common, Long> keptEvents(String accountId, List<Common> activities);

  /** As {@link #keptEvents}, of page and screen views. */
  Map<Common, Long> keptPageViews(String accountId, List<Common> activities);

  /**
   * Lists events, in the order in which they were stored. What is rare is looked for a while: a
   * page may be short and yet not the last. What some people did has the newest first alone.
   */
  Listing<Stored<Event>> findEvents(String accountId, ActivityFilter filter, Window window);

  /**
   * Lists events of whatever time.
   *
   * @param people only events of these; null for all
   * @param name only events of this very name; null for all
   */
  default Listing<Stored<Event>> events(
      String accountId, @Nullable Collection<Person> people, @Nullable String name, Window window) {
    return findEvents(accountId, new ActivityFilter(people, name, null, null), window);
  }

  /** Lists events of any name. */
  default Listing<Stored<Event>> events(
      String accountId, @Nullable Collection<Person> people, Window window) {
    return events(accountId, people, null, window);
  }

  /** The event of the call with this sequence number. */
  Optional<Stored<Event>> event(String accountId, long seq);

  /** The events of the calls with these sequence numbers, as many as may be in memory together. */
  Portion<Long, Stored<Event>> events(String accountId, List<Long> seqs);

  /** As {@link #events(String, List)}, of page and screen views. */
  Portion<Long, Stored<PageView>> pageViews(String accountId, List<Long> seqs);

  /** Lists page and screen views, as {@link #findEvents}. */
  Listing<Stored<PageView>> findPageViews(String accountId, ActivityFilter filter, Window window);

  /**
   * Lists page and screen views of whatever time.
   *
   * @param people only views of these; null for all
   * @param name only views of this very name; null for all
   */
  default Listing<Stored<PageView>> pageViews(
      String accountId, @Nullable Collection<Person> people, @Nullable String name, Window window) {
    return findPageViews(accountId, new ActivityFilter(people, name, null, null), window);
  }

  /** Lists page and screen views of any name. */
  default Listing<Stored<PageView>> pageViews(
      String accountId, @Nullable Collection<Person> people, Window window) {
    return pageViews(accountId, people, null, window);
  }

  /** The page or screen view of the call with this sequence number. */
  Optional<Stored<PageView>> pageView(String accountId, long seq);

  /** When each of these people was active; those who never were are left out. */
  Map<Person, Seen> seen(String accountId, Collection<Person> people);
}
