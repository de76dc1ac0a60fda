package dev.inlet.console.company;

import dev.inlet.company.Company;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.TraitRow;
import java.util.List;
import java.util.Map;

/**
 * Shows one company.
 *
 * @param members the ids of contacts that belong to it
 * @param names what they are called, by their ids
 */
public record CompanyPage(
    AccountChoice choice, Company company, List<String> members, Map<String, String> names)
    implements Page {

  /** What a member is called, or else its id. */
  public String name(String member) {
    return names.getOrDefault(member, member);
  }

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
