package dev.inlet.console.company;

import dev.inlet.company.Company;
import dev.inlet.company.CompanyStore;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.ContactNames;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.WhyPage;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.Explanations;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows companies: all of an account, and each by itself. */
@AdminPort("/console/companies")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CompaniesController {
  private final AccountChoices accounts;
  private final CompanyStore companies;
  private final Explanations explanations;
  private final ContactNames names;

  CompaniesController(
      AccountChoices accounts,
      CompanyStore companies,
      Explanations explanations,
      ContactNames names) {
    this.names = names;
    this.accounts = accounts;
    this.companies = companies;
    this.explanations = explanations;
  }

  @Get
  Page list(
      @QueryValue @Nullable String account,
      @QueryValue(defaultValue = "") String q,
      @QueryValue @Nullable String cursor) {
    return accounts.in(Section.COMPANIES, account, choice -> list(choice, q.strip(), cursor));
  }

  private Page list(AccountChoice choice, String query, @Nullable String cursor) {
    Listing<Company> found =
        companies.list(
            choice.id(), null, query.isEmpty() ? null : query, Cursor.window(cursor, null));
    return new CompaniesPage(
        choice,
        query,
        found.map(company -> CompanyRow.of(choice.id(), company)).items(),
        Link.to(Section.COMPANIES.path())
            .with("account", choice.id())
            .with("q", query)
            .goingOnAt(found.next()));
  }

  @Get("/one")
  Page show(@QueryValue @Nullable String account, @QueryValue String id) {
    return accounts.in(Section.COMPANIES, account, choice -> show(choice, id));
  }

  @Get("/why")
  Page why(@QueryValue @Nullable String account, @QueryValue String id, @QueryValue String name) {
    return accounts.in(
        Section.COMPANIES,
        account,
        choice ->
            new WhyPage(
                choice,
                Section.COMPANIES,
                CompanyRow.label(find(choice, id)),
                Addresses.company(choice.id(), id),
                name,
                explanations.ofCompany(choice.id(), id, name)));
  }

  private Company find(AccountChoice choice, String id) {
    return companies
        .find(choice.id(), id)
        .orElseThrow(() -> OperationRefused.missing("This account has no company of that id."));
  }

  private Page show(AccountChoice choice, String id) {
    Company company = find(choice, id);
    List<String> members = companies.contactsOf(choice.id(), id, Window.MAX_LIMIT);
    return new CompanyPage(choice, company, members, names.of(choice.id(), members));
  }
}
