package dev.inlet.console.company;

import dev.inlet.company.Company;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.TraitRow;
import java.util.List;

/**
 * Shows one company.
 *
 * @param members the ids of contacts that belong to it
 */
public record CompanyPage(AccountChoice choice, Company company, List<String> members)
    implements Page {

  @Override
  public String template() {
    return "company";
  }

  @Override
  public String title() {
    return CompanyRow.label(company);
  }

  @Override
  public Section section() {
    return Section.COMPANIES;
  }

  @Override
  public String account() {
    return choice.id();
  }

  /** The reserved traits, with the messages that set them. */
  public List<TraitRow> fields() {
    return TraitRow.of(account(), company.fields());
  }

  /** The traits as they were sent, with the messages that set them. */
  public List<TraitRow> traits() {
    return TraitRow.of(account(), company.traits());
  }

  public String contact(String id) {
    return Addresses.contact(account(), id);
  }
}
