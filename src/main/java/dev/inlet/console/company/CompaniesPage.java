package dev.inlet.console.company;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.ListPage;
import dev.inlet.console.page.Section;
import dev.inlet.console.search.ListSearch;
import dev.inlet.console.search.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists an account's companies.
 *
 * @param next where the list goes on; null at its end
 */
public record CompaniesPage(
    AccountChoice choice,
    ListSearch search,
    Tally tally,
    List<CompanyRow> companies,
    @Nullable String next)
    implements ListPage {

  @Override
  public String template() {
    return "companies";
  }

  @Override
  public String title() {
    return "Companies";
  }

  @Override
  public Section section() {
    return Section.COMPANIES;
  }

  /** What is found as a file. */
  public String export() {
    return search.export(account());
  }
}
