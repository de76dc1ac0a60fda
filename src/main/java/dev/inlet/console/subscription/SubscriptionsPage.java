package dev.inlet.console.subscription;

import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Sorting;
import java.util.List;

/**
 * Lists who is sent changes.
 *
 * @param sorting in which order they stand
 */
public record SubscriptionsPage(List<SubscriptionCard> cards, Sorting<SubscriptionCard> sorting)
    implements Page {

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
