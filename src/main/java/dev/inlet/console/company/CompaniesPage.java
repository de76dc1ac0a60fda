package dev.inlet.console.company;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.ListPage;
import dev.inlet.console.page.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists an account's companies.
 *
 * @param query part of a name or id; empty for all
 * @param next where the list goes on; null at its end
 */
public record CompaniesPage(
    AccountChoice choice, String query, List<CompanyRow> companies, @Nullable String next)
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
}
