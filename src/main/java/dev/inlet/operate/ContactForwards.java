package dev.inlet.operate;

import dev.inlet.contact.Person;
import dev.inlet.forward.ChangeSearch;
import dev.inlet.forward.ChangeType;
import dev.inlet.forward.Piece.Placed;
import dev.inlet.forward.Position;
import dev.inlet.webhook.Retry;
import dev.inlet.webhook.Subscription;
import dev.inlet.webhook.SubscriptionStore;
import dev.inlet.webhook.SubscriptionStore.Stored;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells to whom changes about a contact went, by the feed and by how far subscriptions have come.
 */
@Singleton
public final class ContactForwards {
  private static final int MOST = 50;

  private final SubscriptionStore subscriptions;
  private final ChangeSearch changes;

  ContactForwards(SubscriptionStore subscriptions, ChangeSearch changes) {
    this.subscriptions = subscriptions;
    this.changes = changes;
  }

  /** What became of a change on its way to a subscriber. */
  public enum State {
    DELIVERED("delivered"),
    /** It was tried, and is tried again. */
    WAITING("waiting"),
    /** It was not tried yet. */
    PENDING("pending"),
    /** It was not delivered for days. */
    SET_ASIDE("set-aside");

    private final String wireName;

    State(String wireName) {
      this.wireName = wireName;
    }

    /** Its name for administrators. */
    public String wireName() {
      return wireName;
    }
  }

  /** A change, and what became of it for one subscriber. */
  public record Forward(
      Subscription subscription, Position position, ChangeType type, Instant at, State state) {}

  /**
   * What was found.
   *
   * @param forwards the newest first
   * @param since how far back the feed was looked through; null when it was all of it
   */
  public record Found(List<Forward> forwards, @Nullable Instant since) {}

  /**
   * The newest changes about a contact that subscribers ask for. May block.
   *
   * @param people all ids of the contact
   * @param activities the places in the journal of what it did
   */
  public Found of(String accountId, Collection<Person> people, Set<Long> activities) {
    List<Subscription> asking =
        subscriptions.all().stream()
            .map(Stored::subscription)
            .filter(one -> one.accountId() == null || one.accountId().equals(accountId))
            .toList();
    if (asking.isEmpty()) {
      return new Found(List.of(), null);
    }
    ChangeSearch.Found found = changes.about(accountId, people, activities, MOST);
    Map<String, List<Retry>> waiting =
        subscriptions.of(
            asking.stream().map(Subscription::id).toList(),
            found.changes().stream().map(one -> one.position().piece()).distinct().toList());
    return new Found(
        found.changes().stream()
            .flatMap(
                change ->
                    asking.stream()
                        .filter(one -> wants(one, change))
                        .map(
                            one -> forward(one, change, waiting.getOrDefault(one.id(), List.of()))))
            .limit(MOST)
            .toList(),
        found.since());
  }

  /** A subscription begins with what changed after it was made. */
  private static boolean wants(Subscription one, Placed change) {
    return one.wanted().include(change.change()) && !change.at().isBefore(one.createdAt());
  }

  private static Forward forward(Subscription one, Placed change, List<Retry> waiting) {
    State state =
        waiting.stream()
            .filter(retry -> retry.position().equals(change.position()))
            .findFirst()
            .map(retry -> retry.due() == null ? State.SET_ASIDE : State.WAITING)
            .orElse(
                change.position().compareTo(one.reached()) > 0 ? State.PENDING : State.DELIVERED);
    return new Forward(one, change.position(), change.change().type(), change.at(), state);
  }
}
