package dev.inlet.console.subscription;

import dev.inlet.account.Account;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new subscription.
 *
 * @param problem why it was not made; null when nobody tried
 */
public record NewSubscriptionPage(
    SubscriptionForm form, List<Account> accounts, @Nullable String problem) implements Page {

  @Override
  public String template() {
    return "new-subscription";
  }

  @Override
  public String title() {
    return "New subscription";
  }

  @Override
  public Section section() {
    return Section.SUBSCRIPTIONS;
  }
}
