package dev.inlet.admin;

import dev.inlet.activity.ActivityStore;
import dev.inlet.company.Company;
import dev.inlet.company.CompanyStore;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.listing.Window;
import dev.inlet.operate.ActivityQueries;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import dev.inlet.view.ShownJson;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows an account's companies, events and pages: all of them, or one contact's. */
@AdminPort("/api/accounts/{account}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ActivityController {
  private final KnownAccounts accounts;
  private final ContactStore contacts;
  private final CompanyStore companies;
  private final ActivityStore activities;
  private final ActivityQueries queries;

  ActivityController(
      KnownAccounts accounts,
      ContactStore contacts,
      CompanyStore companies,
      ActivityStore activities,
      ActivityQueries queries) {
    this.queries = queries;
    this.accounts = accounts;
    this.contacts = contacts;
    this.companies = companies;
    this.activities = activities;
  }

  @Get("/companies")
  String companies(
      String account,
      @QueryValue @Nullable String contact,
      @QueryValue @Nullable String q,
      @QueryValue @Nullable String order,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    return Views.list(
        "companies",
        companies.list(
            account,
            people(account, contact),
            Views.bounded("q", q, ContactsController.LONGEST_QUERY),
            Cursor.window(cursor, limit, order)),
        ShownJson::company);
  }

  @Get("/companies/{id}")
  String company(String account, String id) {
    accounts.require(account);
    Company company =
        companies
            .find(account, id)
            .orElseThrow(
                () -> OperationRefused.missing("Account " + account + " has no company " + id));
    return ShownJson.company(company, companies.contactsOf(account, id, Window.MAX_LIMIT));
  }

  @Get("/events")
  String events(
      String account,
      @QueryValue @Nullable String contact,
      @QueryValue @Nullable String event,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to,
      @QueryValue @Nullable String order,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    accounts.require(account);
    Window window = Cursor.window(cursor, limit, order);
    return Views.list(
        "events",
        activities.findEvents(
            account, queries.read(account, contact, event, from, to, window), window),
        ShownJson::event);
  }

  @Get("/pages")
  String pages(
      String account,
      @QueryValue @Nullable String contact,
      @QueryValue @Nullable String name,
      @QueryValue @Nullable String from,
      @QueryValue @Nullable String to,
      @QueryValue @Nullable String order,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    accounts.require(account);
    Window window = Cursor.window(cursor, limit, order);
    return Views.list(
        "pages",
        activities.findPageViews(
            account, queries.read(account, contact, name, from, to, window), window),
        ShownJson::pageView);
  }

  private @Nullable List<Person> people(String account, @Nullable String contact) {
    accounts.require(account);
    return contact == null ? null : contacts.peopleOf(account, contact);
  }
}
