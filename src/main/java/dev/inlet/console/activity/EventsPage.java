package dev.inlet.console.activity;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.ListPage;
import dev.inlet.console.page.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists an account's events.
 *
 * @param name only events of this name; empty for all
 * @param contact only what this contact did; empty for all
 * @param next where the list goes on; null at its end
 */
public record EventsPage(
    AccountChoice choice, String name, String contact, List<EventRow> events, @Nullable String next)
    implements ListPage {

  @Override
  public String template() {
    return "events";
  }

  @Override
  public String title() {
    return "Events";
  }

  @Override
  public Section section() {
    return Section.EVENTS;
  }

  public boolean isFiltered() {
    return !name.isEmpty() || !contact.isEmpty();
  }
}
