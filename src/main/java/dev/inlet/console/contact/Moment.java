package dev.inlet.console.contact;

import dev.inlet.console.page.Addresses;
import dev.inlet.console.subscription.SubscriptionCard;
import dev.inlet.operate.Forwards.Forward;
import dev.inlet.operate.Forwards.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a contact did, or that became of it.
 *
 * @param kind identify, event, page, screen or group, or {@link #OWN}
 * @param url where it is shown; null when that is nowhere
 * @param sent to whom it was forwarded
 */
public record Moment(String kind, String label, @Nullable String url, Instant at, List<Sent> sent) {
  /** What a plug-in told of; the label is its type. */
  static final String OWN = "plug-in";

  /**
   * That it was forwarded.
   *
   * @param where the subscriber's address in short
   */
  public record Sent(String url, String where, State state) {

    static Sent of(Forward one) {
      return new Sent(
          Addresses.subscription(one.subscription().id()),
          SubscriptionCard.label(one.subscription().url()),
          one.state());
    }

    /** What became of it, in a few words. */
    public String words() {
      return switch (state) {
        case DELIVERED -> "delivered";
        case WAITING -> "tried again";
        case PENDING -> "not sent yet";
        case SET_ASIDE -> "set aside";
      };
    }

    /** How that is marked. */
    public String mark() {
      return switch (state) {
        case DELIVERED -> "good";
        case WAITING -> "warn";
        case PENDING -> "";
        case SET_ASIDE -> "bad";
      };
    }
  }
}
