package dev.inlet.console.subscription;

import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.operate.subscription.Subscribers.Issued;

/**
 * Shows a subscription's secret, this once.
 *
 * @param isNew whether the subscription is new, and not only its secret
 */
public record SecretPage(Issued issued, boolean isNew) implements Page {

  @Override
  public String template() {
    return "secret";
  }

  @Override
  public String title() {
    return "Copy the secret now";
  }

  @Override
  public Section section() {
    return Section.SUBSCRIPTIONS;
  }

  public String back() {
    return Addresses.subscription(issued.subscription().id());
  }
}
