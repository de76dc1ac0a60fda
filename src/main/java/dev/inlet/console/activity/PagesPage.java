package dev.inlet.console.activity;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.ListPage;
import dev.inlet.console.page.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the pages and screens that an account's people saw.
 *
 * @param name only those of this name; empty for all
 * @param contact only what this contact saw; empty for all
 * @param next where the list goes on; null at its end
 */
public record PagesPage(
    AccountChoice choice, String name, String contact, List<PageRow> pages, @Nullable String next)
    implements ListPage {

  @Override
  public String template() {
    return "pages";
  }

  @Override
  public String title() {
    return "Pages and screens";
  }

  @Override
  public Section section() {
    return Section.PAGES;
  }

  public boolean isFiltered() {
    return !name.isEmpty() || !contact.isEmpty();
  }
}
