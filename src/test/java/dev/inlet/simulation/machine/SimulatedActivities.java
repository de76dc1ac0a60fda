package dev.inlet.simulation.machine;

import dev.inlet.activity.ActivityFilter;
import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.NewActivity;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Seen;
import dev.inlet.activity.Stored;
import dev.inlet.call.Common;
import dev.inlet.contact.Person;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Portion;
import dev.inlet.listing.Window;
import dev.inlet.simulation.machine.SimulatedDatabase.Key;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events and page views in the simulated database. It takes whatever it is given, also twice, so
 * that this is seen.
 */
public final class SimulatedActivities implements ActivityStore {

  /** The place of something somebody did. */
  public record ActivityKey(long id) implements Key<Activity> {}

  /**
   * Something somebody did.
   *
   * @param properties as they were sent
   */
  public record Activity(
      String accountId,
      boolean isEvent,
      long seq,
      Person person,
      String messageId,
      Instant time,
      String properties) {}

  private final SimulatedDatabase database;
  private final Surroundings surroundings;
  private long ids;

  /** Those in a database. */
  public SimulatedActivities(SimulatedDatabase database, Surroundings surroundings) {
    this.database = database;
    this.surroundings = surroundings;
    database.all(ActivityKey.class).keySet().forEach(key -> ids = Math.max(ids, key.id()));
  }

  @Override
  public void addEvents(String accountId, List<NewActivity<Event>> events) {
    SimulatedProgress.statement(surroundings);
    for (NewActivity<Event> one : events) {
      add(accountId, true, one.seq(), one.activity().common(), one.activity().properties());
    }
  }

  @Override
  public void addPageViews(String accountId, List<NewActivity<PageView>> views) {
    SimulatedProgress.statement(surroundings);
    for (NewActivity<PageView> one : views) {
      add(accountId, false, one.seq(), one.activity().common(), one.activity().properties());
    }
  }

  private void add(String accountId, boolean isEvent, long seq, Common common, String properties) {
    database.put(
        new ActivityKey(++ids),
        new Activity(
            accountId,
            isEvent,
            seq,
            Person.of(common.identity()),
            common.messageId(),
            common.time(),
            properties));
  }

  @Override
  public Map<Common, Long> keptEvents(String accountId, List<Common> activities) {
    return kept(accountId, true, activities);
  }

  @Override
  public Map<Common, Long> keptPageViews(String accountId, List<Common> activities) {
    return kept(accountId, false, activities);
  }

  private Map<Common, Long> kept(String accountId, boolean isEvent, List<Common> activities) {
    SimulatedProgress.statement(surroundings);
    var kept = new HashMap<Common, Long>();
    for (Activity stored : database.all(ActivityKey.class).values()) {
      for (Common one : activities) {
        if (stored.isEvent() == isEvent
            && stored.accountId().equals(accountId)
            && stored.messageId().equals(one.messageId())
            && stored.time().equals(one.time())
            && stored.person().equals(Person.of(one.identity()))) {
          kept.put(one, stored.seq());
        }
      }
    }
    return kept;
  }

  @Override
  public Listing<Stored<Event>> findEvents(String accountId, ActivityFilter filter, Window window) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Stored<Event>> event(String accountId, long seq) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Listing<Stored<PageView>> findPageViews(
      String accountId, ActivityFilter filter, Window window) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Stored<PageView>> pageView(String accountId, long seq) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Person, Seen> seen(String accountId, Collection<Person> people) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Portion<Long, Stored<Event>> events(String accountId, List<Long> seqs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Portion<Long, Stored<PageView>> pageViews(String accountId, List<Long> seqs) {
    throw new UnsupportedOperationException();
  }
}
