package dev.inlet.console.contact;

import dev.inlet.console.page.Addresses;
import dev.inlet.console.subscription.SubscriptionCard;
import dev.inlet.operate.ContactForwards.Forward;
import dev.inlet.operate.ContactForwards.State;
import java.time.Instant;

/**
 * A change about a contact, on its way to a subscriber.
 *
 * @param what the kind of change
 * @param where the subscriber's address in short
 */
public record ForwardRow(String url, String what, String where, State state, Instant at) {

  static ForwardRow of(Forward one) {
    return new ForwardRow(
        Addresses.subscription(one.subscription().id()),
        one.type().wireName(),
        SubscriptionCard.label(one.subscription().url()),
        one.state(),
        one.at());
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
