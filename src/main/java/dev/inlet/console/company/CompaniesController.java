package dev.inlet.console.company;

import dev.inlet.access.Role;
import dev.inlet.company.Company;
import dev.inlet.company.CompanyStore;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.ContactNames;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.WhyPage;
import dev.inlet.console.search.ListSearch;
import dev.inlet.console.search.Tally;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Answers;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.parameter.Reads;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Totals;
import dev.inlet.listing.Window;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.Explanations;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import dev.inlet.operate.export.Exports;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Shows companies: all of an account, and each by itself. */
@AdminPort("/console/companies")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CompaniesController {
  private final AccountChoices accounts;
  private final CompanyStore companies;
  private final Explanations explanations;
  private final ContactNames names;
  private final KnownAccounts known;
  private final Exports exports;
  private final Totals totals;

  CompaniesController(
      AccountChoices accounts,
      CompanyStore companies,
      Explanations explanations,
      ContactNames names,
      KnownAccounts known,
      Exports exports,
      Totals totals) {
    this.known = known;
    this.exports = exports;
    this.totals = totals;
    this.names = names;
    this.accounts = accounts;
    this.companies = companies;
    this.explanations = explanations;
  }

  @Reads({"q", "order"})
  @Get
  Page list(
      HttpParameters parameters,
      @QueryValue @Nullable String account,
      @QueryValue @Nullable String cursor) {
    ListSearch search = ListSearch.of(Section.COMPANIES, parameters, "q");
    return accounts.in(Section.COMPANIES, account, choice -> list(choice, search, cursor));
  }

  private Page list(AccountChoice choice, ListSearch search, @Nullable String cursor) {
    Listing<Company> found =
        companies.list(
            choice.id(),
            null,
            search.orNull("q"),
            Cursor.window(cursor, null, search.orNull("order")));
    return new CompaniesPage(
        choice,
        search,
        Tally.of(
            "company",
            "companies",
            search,
            choice.id(),
            search.isFiltered() ? null : totals.companies(choice.id()),
            found,
            cursor),
        found.map(company -> CompanyRow.of(choice.id(), company)).items(),
        search.link(choice.id()).goingOnAt(found.next()));
  }

  @Needs(Role.SUPPORT)
  @Get("/export")
  @Produces(Answers.CSV)
  HttpResponse<Publisher<byte[]>> export(
      @QueryValue String account, @QueryValue @Nullable String q) {
    known.require(account);
    return Answers.file(Exports.fileName("companies", account), exports.companies(account, q));
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
