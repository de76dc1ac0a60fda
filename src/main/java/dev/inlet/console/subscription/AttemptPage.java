package dev.inlet.console.subscription;

import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.webhook.Attempt;
import dev.inlet.webhook.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Shows one request to a subscriber.
 *
 * @param body what is sent of its first change, as that looks now; null when that is gone
 */
public record AttemptPage(Subscription one, Attempt attempt, @Nullable String body)
    implements Page {

  @Override
  public String template() {
    return "attempt";
  }

  @Override
  public String title() {
    return "Delivery to " + SubscriptionCard.label(one.url());
  }

  @Override
  public Section section() {
    return Section.SUBSCRIPTIONS;
  }

  public String back() {
    return Addresses.subscription(one.id());
  }

  /** The body laid out for reading. */
  public String pretty() {
    return body == null ? "" : SubscriptionPage.pretty(body);
  }

  /** What came of it, in a sentence. */
  public String verdict() {
    if (attempt.status() == null) {
      return String.valueOf(attempt.problem());
    }
    return attempt.status() / 100 == 2
        ? "Delivered" + (attempt.changes() == 1 ? "" : ": " + attempt.changes() + " changes")
        : "Not delivered: only an answer of 2xx counts";
  }
}
