package dev.inlet.console.activity;

import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.ContactNames;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Shown;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what people did: events, and pages and screens. */
@AdminPort("/console")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ActivitiesController {
  private final AccountChoices accounts;
  private final ContactStore contacts;
  private final ActivityStore activities;
  private final ContactNames names;

  ActivitiesController(
      AccountChoices accounts,
      ContactStore contacts,
      ActivityStore activities,
      ContactNames names) {
    this.names = names;
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
    return list(
        Section.EVENTS,
        account,
        new Search(name, contact, cursor),
        activities::events,
        (choice, found, next) -> {
          Map<String, String> called = names(choice, found);
          return new EventsPage(
              choice,
              name,
              contact,
              found.map(event -> EventRow.of(choice.id(), event, called)).items(),
              next);
        });
  }

  @Get("/events/{seq}")
  Page event(long seq, @QueryValue @Nullable String account) {
    return accounts.in(
        Section.EVENTS,
        account,
        choice -> {
          Stored<Event> found = found(activities.event(choice.id(), seq), "event");
          Event event = found.activity();
          var facts = new LinkedHashMap<String, String>();
          put(facts, "Revenue", EventRow.revenue(event));
          put(facts, "Value", shown(event.value()));
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
    return list(
        Section.PAGES,
        account,
        new Search(name, contact, cursor),
        activities::pageViews,
        (choice, found, next) -> {
          Map<String, String> called = names(choice, found);
          return new PagesPage(
              choice,
              name,
              contact,
              found.map(view -> PageRow.of(choice.id(), view, called)).items(),
              next);
        });
  }

  @Get("/pages/{seq}")
  Page page(long seq, @QueryValue @Nullable String account) {
    return accounts.in(
        Section.PAGES,
        account,
        choice -> {
          Stored<PageView> found = found(activities.pageView(choice.id(), seq), "page");
          PageView view = found.activity();
          var facts = new LinkedHashMap<String, String>();
          put(facts, "Kind", PageRow.kind(view));
          put(facts, "Name", view.name());
          put(facts, "Category", view.category());
          PageView.FIELDS.forEach(field -> put(facts, field, shown(view.fields().get(field))));
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

  /** What a list is narrowed to, as it was typed, and where it goes on. */
  private record Search(String name, String contact, @Nullable String cursor) {}

  /** Finds what people did, of this name alone when there is one. */
  @FunctionalInterface
  private interface Lookup<A> {
    Listing<Stored<A>> find(
        String accountId, @Nullable List<Person> people, @Nullable String name, Window window);
  }

  /** Shows what was found, with a link to what follows. */
  @FunctionalInterface
  private interface Display<A> {
    Page of(AccountChoice choice, Listing<Stored<A>> found, @Nullable String next);
  }

  private <A> Page list(
      Section section,
      @Nullable String account,
      Search search,
      Lookup<A> lookup,
      Display<A> display) {
    return accounts.in(
        section,
        account,
        choice -> {
          Listing<Stored<A>> found =
              lookup.find(
                  choice.id(),
                  people(choice, search.contact()),
                  search.name().isEmpty() ? null : search.name(),
                  Cursor.window(search.cursor(), null));
          String next =
              Link.to(section.path())
                  .with("account", choice.id())
                  .with("name", search.name())
                  .with("contact", search.contact())
                  .goingOnAt(found.next());
          return display.of(choice, found, next);
        });
  }

  private Map<String, String> names(AccountChoice choice, Listing<? extends Stored<?>> found) {
    return names.of(choice.id(), found.items().stream().map(Stored::contactId).toList());
  }

  private static <A> Stored<A> found(Optional<Stored<A>> one, String what) {
    return one.orElseThrow(
        () -> OperationRefused.missing("This account has no such " + what + "."));
  }

  private static void put(Map<String, String> facts, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      facts.put(name, value);
    }
  }

  private static @Nullable String shown(@Nullable String json) {
    return json == null ? null : Shown.value(json);
  }

  private @Nullable List<Person> people(AccountChoice choice, String contact) {
    return contact.isEmpty() ? null : contacts.peopleOf(choice.id(), contact.strip());
  }
}
