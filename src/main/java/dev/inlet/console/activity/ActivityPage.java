package dev.inlet.console.activity;

import dev.inlet.activity.Stored;
import dev.inlet.call.Common;
import dev.inlet.codec.JsonLayout;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.delivery.DeliveryId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows one event, page or screen.
 *
 * @param heading what it is called
 * @param facts what is known of it, by name, in order
 * @param properties as sent, as JSON
 */
public record ActivityPage(
    AccountChoice choice,
    Section section,
    String heading,
    Stored<?> stored,
    Common common,
    Map<String, String> facts,
    String properties)
    implements Page {

  @Override
  public String template() {
    return "activity";
  }

  @Override
  public String title() {
    return heading;
  }

  @Override
  public String account() {
    return choice.id();
  }

  /** The page of the contact whose activity it is. */
  public String contact() {
    return Addresses.contact(account(), stored.contactId());
  }

  /** The delivery that brought it; null when it was imported. */
  public @Nullable String delivery() {
    return stored.seq() < 0
        ? null
        : Addresses.delivery(account(), DeliveryId.journaled(stored.seq()).toString());
  }

  /** The properties, laid out for reading. */
  public String pretty() {
    return JsonLayout.pretty(properties);
  }
}
