package dev.inlet.console.subscription;

import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.webhook.Subscription;

/** Asks whether a subscription is to end. */
public record EndPage(Subscription one) implements Page {

  @Override
  public String template() {
    return "end-subscription";
  }

  @Override
  public String title() {
    return "End " + SubscriptionCard.label(one.url()) + "?";
  }

  @Override
  public Section section() {
    return Section.SUBSCRIPTIONS;
  }

  public String back() {
    return Addresses.subscription(one.id());
  }
}
