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
    return TraitRow.fields(account(), company.fields());
  }

  /** The traits that fill no field of their name, with the messages that set them. */
  public List<TraitRow> customTraits() {
    return TraitRow.custom(account(), company.traits(), company.fields());
  }

  /** Why a field or trait has its value. */
  public String why(TraitRow row) {
    return Addresses.companyTrait(account(), company.groupId(), row.name());
  }

  public String contact(String id) {
    return Addresses.contact(account(), id);
  }
}
