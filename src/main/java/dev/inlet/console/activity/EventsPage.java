package dev.inlet.console.activity;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.ListPage;
import dev.inlet.console.page.Section;
import dev.inlet.console.search.ListSearch;
import dev.inlet.console.search.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists an account's events.
 *
 * @param next where the list goes on; null at its end
 */
public record EventsPage(
    AccountChoice choice,
    ListSearch search,
    Tally tally,
    List<EventRow> events,
    @Nullable String next)
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

  /** What is found as a file. */
  public String export() {
    return search.export(account());
  }
}
