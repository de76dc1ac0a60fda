package dev.inlet.console.activity;

import dev.inlet.activity.Event;
import dev.inlet.activity.Stored;
import dev.inlet.console.page.Addresses;
import java.time.Instant;
import java.util.Map;

/**
 * An event in a list.
 *
 * @param storedAt when it arrived
 * @param who what the contact is called, or else its id
 */
public record EventRow(
    String url,
    String name,
    String contact,
    String contactId,
    String who,
    String revenue,
    Instant at,
    Instant storedAt) {

  static EventRow of(String account, Stored<Event> stored, Map<String, String> names) {
    Event event = stored.activity();
    return new EventRow(
        Addresses.event(account, stored.seq()),
        event.name(),
        Addresses.contact(account, stored.contactId()),
        stored.contactId(),
        names.getOrDefault(stored.contactId(), stored.contactId()),
        revenue(event),
        event.common().time(),
        stored.storedAt());
  }

  /** The amount with its currency, if that is known; empty when there is none. */
  static String revenue(Event event) {
    if (event.revenue() == null) {
      return "";
    }
    String amount = event.revenue().toPlainString();
    return event.currency() == null ? amount : amount + " " + event.currency();
  }
}
