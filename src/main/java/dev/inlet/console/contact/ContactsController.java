package dev.inlet.console.contact;

import dev.inlet.access.Role;
import dev.inlet.company.CompanyStore;
import dev.inlet.console.company.CompanyRow;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.Effect;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.WhyPage;
import dev.inlet.console.search.ListSearch;
import dev.inlet.console.search.Tally;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Answers;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.parameter.Reads;
import dev.inlet.erase.Eraser;
import dev.inlet.erase.Erasure;
import dev.inlet.erase.Erasures;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Totals;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.Explanations;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import dev.inlet.operate.export.Exports;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Shows contacts, and erases them. */
@AdminPort("/console/contacts")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ContactsController {
  private final AccountChoices accounts;
  private final KnownAccounts known;
  private final ContactStore contacts;
  private final CompanyStore companies;
  private final Timeline timeline;
  private final Explanations explanations;
  private final Eraser eraser;
  private final Erasures erasures;
  private final Exports exports;
  private final Totals totals;

  ContactsController(
      AccountChoices accounts,
      KnownAccounts known,
      ContactStore contacts,
      CompanyStore companies,
      Timeline timeline,
      Explanations explanations,
      Eraser eraser,
      Erasures erasures,
      Exports exports,
      Totals totals) {
    this.accounts = accounts;
    this.known = known;
    this.contacts = contacts;
    this.companies = companies;
    this.timeline = timeline;
    this.explanations = explanations;
    this.eraser = eraser;
    this.erasures = erasures;
    this.exports = exports;
    this.totals = totals;
  }

  @Reads({"q", "order"})
  @Get
  Page list(
      HttpParameters parameters,
      @QueryValue @Nullable String account,
      @QueryValue @Nullable String cursor) {
    ListSearch search = ListSearch.of(Section.CONTACTS, parameters, "q");
    return accounts.in(Section.CONTACTS, account, choice -> list(choice, search, cursor));
  }

  private Page list(AccountChoice choice, ListSearch search, @Nullable String cursor) {
    Listing<Contact> found =
        contacts.list(
            choice.id(),
            search.orNull("q"),
            null,
            Cursor.window(cursor, null, search.orNull("order")));
    return new ContactsPage(
        choice,
        search,
        Tally.of(
            "contact",
            "contacts",
            search,
            choice.id(),
            search.isFiltered() ? null : totals.contacts(choice.id()),
            found,
            cursor),
        found.map(contact -> ContactRow.of(choice.id(), contact)).items(),
        search.link(choice.id()).goingOnAt(found.next()));
  }

  @Get("/one")
  Page show(
      @QueryValue @Nullable String account,
      @QueryValue String id,
      @QueryValue(defaultValue = "") String show) {
    return accounts.in(Section.CONTACTS, account, choice -> show(choice, find(choice, id), show));
  }

  private Page show(AccountChoice choice, Contact contact, String kind) {
    List<Person> people = contacts.peopleOf(choice.id(), contact.person().id());
    List<Effect> belongsTo =
        companies.membershipsOf(choice.id(), people).values().stream()
            .flatMap(List::stream)
            .distinct()
            .map(membership -> CompanyRow.link(choice.id(), membership))
            .toList();
    Timeline.Shown shown = timeline.of(choice.id(), people, kind);
    return new ContactPage(choice, contact, belongsTo, kind, shown.moments(), shown.since());
  }

  private Contact find(AccountChoice choice, String id) {
    return contacts
        .find(choice.id(), id)
        .orElseThrow(() -> OperationRefused.missing("Nobody in this account is known by that id."));
  }

  @Get("/why")
  Page why(@QueryValue @Nullable String account, @QueryValue String id, @QueryValue String name) {
    return accounts.in(
        Section.CONTACTS,
        account,
        choice ->
            WhyPage.of(choice, find(choice, id), name, explanations.of(choice.id(), id, name)));
  }

  @Needs(Role.SUPPORT)
  @Get("/erase")
  Page confirm(@QueryValue @Nullable String account, @QueryValue String id) {
    return accounts.in(
        Section.CONTACTS, account, choice -> new ErasePage(choice, find(choice, id)));
  }

  @Needs(Role.SUPPORT)
  @Post("/erase")
  @Consumes(MediaType.ALL)
  HttpResponse<?> erase(@RequestAttribute(Form.ATTRIBUTE) Form form) throws InterruptedException {
    String account = known.get(form.text("account")).id();
    Optional<Erasure> receipt = eraser.erase(account, form.text("id"));
    if (receipt.isEmpty()) {
      throw OperationRefused.missing("Nobody in this account is known by that id.");
    }
    return HttpResponse.seeOther(
        URI.create(
            Link.to("/console/contacts/erased/" + receipt.get().id())
                .with("account", account)
                .toString()));
  }

  @Get("/erased/{id}")
  Page receipt(long id, @QueryValue @Nullable String account) {
    return accounts.in(
        Section.CONTACTS,
        account,
        choice ->
            erasures
                .find(choice.id(), id)
                .map(found -> new ErasedPage(choice, found, erasures.copiesGoneBy(found)))
                .orElseThrow(() -> OperationRefused.missing("There is no such receipt.")));
  }

  @Needs(Role.SUPPORT)
  @Get("/export")
  @Produces(Answers.CSV)
  HttpResponse<Publisher<byte[]>> export(
      @QueryValue String account, @QueryValue @Nullable String q) {
    known.require(account);
    return Answers.file(Exports.fileName("contacts", account), exports.contacts(account, q));
  }
}
