package dev.inlet.operate;

import dev.inlet.forward.ChangeType;
import dev.inlet.forward.Piece.Placed;
import dev.inlet.forward.Position;
import dev.inlet.webhook.Retry;
import dev.inlet.webhook.Subscription;
import dev.inlet.webhook.SubscriptionStore;
import dev.inlet.webhook.SubscriptionStore.Stored;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Tells to whom changes about a contact went, by the feed and by how far subscriptions have come.
 */
@Singleton
public final class Forwards {
  private final SubscriptionStore subscriptions;

  Forwards(SubscriptionStore subscriptions) {
    this.subscriptions = subscriptions;
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

  /** To whom changes went, in their order, as far as subscribers ask for them. May block. */
  public List<Forward> of(String accountId, List<Placed> changes) {
    List<Subscription> asking =
        subscriptions.all().stream()
            .map(Stored::subscription)
            .filter(one -> one.accountId() == null || one.accountId().equals(accountId))
            .toList();
    if (asking.isEmpty() || changes.isEmpty()) {
      return List.of();
    }
    Map<String, List<Retry>> waiting =
        subscriptions.of(
            asking.stream().map(Subscription::id).toList(),
            changes.stream().map(one -> one.position().piece()).distinct().toList());
    return changes.stream()
        .flatMap(
            change ->
                asking.stream()
                    .filter(one -> wants(one, change))
                    .map(one -> forward(one, change, waiting.getOrDefault(one.id(), List.of()))))
        .toList();
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
