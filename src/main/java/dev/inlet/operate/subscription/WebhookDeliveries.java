package dev.inlet.operate.subscription;

import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.forward.ChangeFeed;
import dev.inlet.forward.ChangeReader;
import dev.inlet.forward.Position;
import dev.inlet.forward.ShownChange;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.operate.OperationRefused;
import dev.inlet.webhook.Attempt;
import dev.inlet.webhook.Forwarder;
import dev.inlet.webhook.Retry;
import dev.inlet.webhook.Secrets;
import dev.inlet.webhook.Subscription;
import dev.inlet.webhook.SubscriptionStore;
import dev.inlet.webhook.SubscriptionStore.Stored;
import dev.inlet.webhook.TestRequest;
import dev.inlet.webhook.TestRequest.Tested;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * What subscribers were sent, and having it be sent again; an {@link OperationRefused} says what of
 * that cannot be done.
 */
@Singleton
public final class WebhookDeliveries {
  private final Subscribers subscribers;
  private final SubscriptionStore store;
  private final ChangeFeed feed;
  private final ChangeReader changes;
  private final TestRequest test;
  private final Forwarder forwarder;
  private final AuditLog audit;
  private final InstantSource clock;

  WebhookDeliveries(
      Subscribers subscribers,
      SubscriptionStore store,
      ChangeFeed feed,
      ChangeReader changes,
      TestRequest test,
      Forwarder forwarder,
      AuditLog audit,
      InstantSource clock) {
    this.subscribers = subscribers;
    this.store = store;
    this.feed = feed;
    this.changes = changes;
    this.test = test;
    this.forwarder = forwarder;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Sends it something to try, and tells what came of that. Blocks for some seconds at most.
   *
   * @param change the position of a change that is sent, or {@code newest} for the newest of those
   *     it asks for; null for something that is no change
   */
  public Tested test(String id, @Nullable String change) {
    Stored stored = subscribers.stored(id);
    Subscription subscription = stored.subscription();
    Secrets secrets = subscribers.secrets(stored);
    ShownChange sent = change == null ? null : change(subscription, change);
    audit.noteFirst(Subscribers.deed(subscription, Action.SUBSCRIPTION_TESTED));
    return sent == null ? test.send(subscription, secrets) : test.send(subscription, secrets, sent);
  }

  private ShownChange change(Subscription subscription, String change) {
    ShownChange found =
        change.equals("newest")
            ? changes.newest(subscription.accountId(), subscription.wanted())
            : Position.read(change)
                .map(changes::at)
                .filter(one -> isOf(subscription, one))
                .orElse(null);
    if (found == null) {
      throw OperationRefused.missing(
          "No such change is kept that it asks for: leave change out to send a test instead");
    }
    return found;
  }

  private static boolean isOf(Subscription subscription, ShownChange change) {
    return subscription.accountId() == null || subscription.accountId().equals(change.accountId());
  }

  /** What it was sent under a webhook-id, as that looks now; null when it is gone. May block. */
  public @Nullable String sent(Subscription subscription, String webhookId) {
    String prefix = subscription.id() + "_";
    return !webhookId.startsWith(prefix)
        ? null
        : Position.read(webhookId.substring(prefix.length()))
            .map(changes::at)
            .map(change -> TestRequest.body(subscription, change))
            .orElse(null);
  }

  /**
   * Has it be sent again what it was sent, or what is set aside.
   *
   * @param from a position, a time in ISO 8601, {@code start} for all that is kept, or {@code
   *     set-aside}
   * @param only of what is set aside, the position of the one change; null for all
   */
  public void replay(String id, @Nullable String from, @Nullable String only) {
    Subscription subscription = subscribers.get(id);
    audit.noting(
        () -> {
          goBack(id, from, only);
          return from;
        },
        done ->
            Subscribers.deed(subscription, Action.SUBSCRIPTION_REPLAYED)
                .with("from", done)
                .with("only", only));
    forwarder.changed(id);
  }

  private void goBack(String id, @Nullable String from, @Nullable String only) {
    if ("set-aside".equals(from)) {
      tryAgain(id, only);
    } else if (only == null) {
      store.goTo(id, "start".equals(from) ? feed.start() : position(from));
    } else {
      throw OperationRefused.wrong("only goes with from set-aside");
    }
  }

  private void tryAgain(String id, @Nullable String only) {
    Position one = only == null ? null : Position.read(only).orElse(Position.START);
    if (store.tryAgain(id, one, clock.instant()) == 0 && one != null) {
      throw OperationRefused.wrong("only must be the position of a change that is set aside");
    }
  }

  private Position position(@Nullable String from) {
    if (from != null) {
      try {
        return store.before(Instant.parse(from)).orElseGet(feed::end);
      } catch (DateTimeParseException e) {
        Position position = Position.read(from).orElse(null);
        if (position != null && feed.holds(position)) {
          return position;
        }
      }
    }
    throw OperationRefused.wrong(
        "from must be a position of the feed that is kept, a time such as 2026-03-01T12:00:00Z,"
            + " start, or set-aside");
  }

  /** What was sent, newest first. */
  public Listing<Attempt> attempts(String id, Window window) {
    subscribers.get(id);
    return store.attempts(id, window);
  }

  /** One request that was sent. */
  public Attempt attempt(String id, long number) {
    subscribers.get(id);
    return store
        .attempt(id, number)
        .orElseThrow(
            () -> OperationRefused.missing("There is no such delivery: they are kept for 3 days"));
  }

  /** What was not delivered for days, and is not tried any more, newest first. */
  public Listing<Retry> setAside(String id, Window window) {
    subscribers.get(id);
    return store.setAside(id, window);
  }
}
