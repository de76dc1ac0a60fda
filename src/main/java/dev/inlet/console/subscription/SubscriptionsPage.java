package dev.inlet.console.subscription;

import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import java.util.List;

/** Lists who is sent changes. */
public record SubscriptionsPage(List<SubscriptionCard> cards) implements Page {

  @Override
  public String template() {
    return "subscriptions";
  }

  @Override
  public String title() {
    return "Subscriptions";
  }

  @Override
  public Section section() {
    return Section.SUBSCRIPTIONS;
  }
}
