package dev.inlet.console.subscription;

import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Shown;
import dev.inlet.listing.Listing;
import dev.inlet.webhook.Retry;
import dev.inlet.webhook.TestRequest.Tested;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a subscription, what it was sent, and what can be done with it.
 *
 * @param form its terms, as they are or were typed
 * @param version of its secret, by which whoever sends the form twice rotates it once
 * @param next where its deliveries go on; null at their end
 * @param tested what came of a test that was just sent; null when none was
 * @param problem why something was not done; null otherwise
 */
public record SubscriptionPage(
    SubscriptionCard card,
    SubscriptionForm form,
    String version,
    List<AttemptRow> attempts,
    @Nullable String next,
    Listing<Retry> setAside,
    @Nullable Tested tested,
    @Nullable String problem)
    implements Page {

  @Override
  public String template() {
    return "subscription";
  }

  @Override
  public String title() {
    return card.label();
  }

  @Override
  public Section section() {
    return Section.SUBSCRIPTIONS;
  }

  /** Where a form about it is sent. */
  public String action(String what) {
    return card.url() + "/" + what;
  }

  /** Where it is asked whether to end the subscription. */
  public String ending() {
    return Addresses.subscription(card.one().id()) + "/end";
  }

  /** The body of the test, laid out for reading. */
  public String testBody() {
    return tested == null ? "" : pretty(tested.body());
  }

  static String pretty(String json) {
    String laidOut = Shown.laidOut(json.getBytes(StandardCharsets.UTF_8));
    return laidOut == null ? json : laidOut;
  }
}
