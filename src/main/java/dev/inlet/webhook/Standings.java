package dev.inlet.webhook;

import dev.inlet.forward.ChangeQuery;
import dev.inlet.forward.ChangeReader;
import dev.inlet.webhook.SubscriptionStore.Backlog;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds out how far subscriptions have come, by the feed and by what waits. May block. */
@Singleton
public final class Standings {
  /** So many changes are counted that one has still to be sent. */
  public static final int MOST = 10_000;

  private final SubscriptionStore store;
  private final ChangeReader feed;
  private final InstantSource clock;

  Standings(SubscriptionStore store, ChangeReader feed, InstantSource clock) {
    this.store = store;
    this.feed = feed;
    this.clock = clock;
  }

  /** Of each of these, in their order. */
  public List<Standing> of(Collection<Subscription> subscriptions) {
    Map<String, Backlog> backlogs =
        store.backlogs(subscriptions.stream().map(Subscription::id).toList());
    return subscriptions.stream()
        .map(one -> standing(one, backlogs.getOrDefault(one.id(), Backlog.NONE)))
        .toList();
  }

  private Standing standing(Subscription one, Backlog backlog) {
    var query = new ChangeQuery(one.accountId(), one.reached(), one.wanted(), MOST);
    int unread = backlog.oldest() == null ? 0 : feed.behind(query);
    Instant now = clock.instant();
    long seconds =
        Stream.of(unread == 0 ? now : backlog.oldest(), backlog.waitsSince())
            .filter(Objects::nonNull)
            .mapToLong(since -> Duration.between(since, now).toSeconds())
            .max()
            .orElse(0);
    return new Standing(
        one, backlog, Math.max(0, seconds), Math.min(MOST, unread + backlog.waiting()));
  }
}
