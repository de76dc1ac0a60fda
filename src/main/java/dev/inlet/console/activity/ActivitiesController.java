package dev.inlet.console.activity;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Shown;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.OperationRefused;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what people did: events, and pages and screens. */
@AdminPort("/console")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ActivitiesController {
  private final AccountChoices accounts;
  private final ContactStore contacts;
  private final ActivityStore activities;

  ActivitiesController(AccountChoices accounts, ContactStore contacts, ActivityStore activities) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.activities = activities;
  }

  @Get("/events")
  Page events(
      @QueryValue @Nullable String account,
      @QueryValue(defaultValue = "") String name,
      @QueryValue(defaultValue = "") String contact,
      @QueryValue @Nullable String cursor) {
    return accounts.in(
        Section.EVENTS,
        account,
        choice -> {
          Listing<Stored<Event>> found =
              activities.events(
                  choice.id(), people(choice, contact), orNull(name), Cursor.window(cursor, null));
          return new EventsPage(
              choice,
              name,
              contact,
              found.map(event -> EventRow.of(choice.id(), event)).items(),
              next(Section.EVENTS, choice, name, contact, found));
        });
  }

  @Get("/events/{seq}")
  Page event(long seq, @QueryValue @Nullable String account) {
    return accounts.in(
        Section.EVENTS,
        account,
        choice -> {
          Stored<Event> found =
              activities
                  .event(choice.id(), seq)
                  .orElseThrow(() -> OperationRefused.missing("This account has no such event."));
          Event event = found.activity();
          var facts = new LinkedHashMap<String, String>();
          put(facts, "Revenue", EventRow.revenue(event));
          put(facts, "Value", event.value() == null ? "" : Shown.value(event.value()));
          return new ActivityPage(
              choice,
              Section.EVENTS,
              event.name(),
              found,
              event.common(),
              facts,
              event.properties());
        });
  }

  @Get("/pages")
  Page pages(
      @QueryValue @Nullable String account,
      @QueryValue(defaultValue = "") String name,
      @QueryValue(defaultValue = "") String contact,
      @QueryValue @Nullable String cursor) {
    return accounts.in(
        Section.PAGES,
        account,
        choice -> {
          Listing<Stored<PageView>> found =
              activities.pageViews(
                  choice.id(), people(choice, contact), orNull(name), Cursor.window(cursor, null));
          return new PagesPage(
              choice,
              name,
              contact,
              found.map(view -> PageRow.of(choice.id(), view)).items(),
              next(Section.PAGES, choice, name, contact, found));
        });
  }

  @Get("/pages/{seq}")
  Page page(long seq, @QueryValue @Nullable String account) {
    return accounts.in(
        Section.PAGES,
        account,
        choice -> {
          Stored<PageView> found =
              activities
                  .pageView(choice.id(), seq)
                  .orElseThrow(() -> OperationRefused.missing("This account has no such page."));
          PageView view = found.activity();
          var facts = new LinkedHashMap<String, String>();
          put(facts, "Kind", PageRow.kind(view));
          put(facts, "Name", view.name() == null ? "" : view.name());
          put(facts, "Category", view.category() == null ? "" : view.category());
          PageView.FIELDS.forEach(
              field ->
                  put(
                      facts,
                      field,
                      view.fields().containsKey(field)
                          ? Shown.value(view.fields().get(field))
                          : ""));
          return new ActivityPage(
              choice,
              Section.PAGES,
              PageRow.label(view),
              found,
              view.common(),
              facts,
              view.properties());
        });
  }

  private static void put(Map<String, String> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.put(name, value);
    }
  }

  private @Nullable List<Person> people(AccountChoice choice, String contact) {
    return contact.isEmpty() ? null : contacts.peopleOf(choice.id(), contact.strip());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String next(
      Section section, AccountChoice choice, String name, String contact, Listing<?> found) {
    return Link.to(section.path())
        .with("account", choice.id())
        .with("name", name)
        .with("contact", contact)
        .goingOnAt(found.next());
  }
}
