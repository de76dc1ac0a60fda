package dev.inlet.console;

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
    implements Page {

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

  @Override
  public String account() {
    return choice.id();
  }

  public String tester() {
    return Places.list(Section.TESTER, account(), null);
  }

  public String all() {
    return Places.list(Section.COMPANIES, account(), null);
  }
}
