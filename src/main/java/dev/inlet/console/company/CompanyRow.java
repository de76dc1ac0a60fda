package dev.inlet.console.company;

import dev.inlet.company.Company;
import dev.inlet.company.CompanyStore.Membership;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Effect;
import dev.inlet.console.page.Shown;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A company in a list. */
public record CompanyRow(
    String url, String label, String groupId, String industry, Instant first, Instant last) {

  static CompanyRow of(String account, Company company) {
    String industry = company.fields().value("industry");
    return new CompanyRow(
        Addresses.company(account, company.groupId()),
        label(company),
        company.groupId(),
        industry == null ? "" : Shown.value(industry),
        company.firstSeenAt(),
        company.lastSeenAt());
  }

  /** What people call a company: its name, or its id. */
  public static String label(Company company) {
    return label(company.name(), company.groupId());
  }

  /** A company that somebody belongs to. */
  public static Effect link(String account, Membership membership) {
    return new Effect(
        "Company",
        label(membership.name(), membership.groupId()),
        Addresses.company(account, membership.groupId()));
  }

  private static String label(@Nullable String name, String groupId) {
    return name == null || name.isBlank() ? groupId : name;
  }
}
