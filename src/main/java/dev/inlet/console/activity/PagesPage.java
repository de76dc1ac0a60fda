package dev.inlet.console.activity;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.ListPage;
import dev.inlet.console.page.Section;
import dev.inlet.console.search.ListSearch;
import dev.inlet.console.search.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists the pages and screens that an account's people saw.
 *
 * @param next where the list goes on; null at its end
 */
public record PagesPage(
    AccountChoice choice,
    ListSearch search,
    Tally tally,
    List<PageRow> pages,
    @Nullable String next)
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

  /** What is found as a file. */
  public String export() {
    return search.export(account());
  }
}
