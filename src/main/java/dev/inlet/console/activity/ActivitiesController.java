package dev.inlet.console.activity;

import dev.inlet.access.Role;
import dev.inlet.activity.ActivityFilter;
import dev.inlet.activity.ActivityStore;
import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.activity.Stored;
import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.AccountChoices;
import dev.inlet.console.page.ContactNames;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Shown;
import dev.inlet.console.search.ListSearch;
import dev.inlet.console.search.Tally;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.Answers;
import dev.inlet.endpoint.Needs;
import dev.inlet.endpoint.parameter.Reads;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Totals;
import dev.inlet.listing.Window;
import dev.inlet.operate.ActivityQueries;
import dev.inlet.operate.Cursor;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Shows what people did: events, and pages and screens. */
@AdminPort("/console")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ActivitiesController {
  private static final String[] FIELDS = {"name", "contact", "from", "to"};
  private static final Window ALL = Window.newest(Window.MAX_LIMIT);

  private final AccountChoices accounts;
  private final KnownAccounts known;
  private final ActivityStore activities;
  private final ContactNames names;
  private final ActivityQueries queries;
  private final Totals totals;
  private final Exports exports;

  ActivitiesController(
      AccountChoices accounts,
      KnownAccounts known,
      ActivityStore activities,
      ContactNames names,
      ActivityQueries queries,
      Totals totals,
      Exports exports) {
    this.queries = queries;
    this.totals = totals;
    this.exports = exports;
    this.names = names;
    this.accounts = accounts;
    this.known = known;
    this.activities = activities;
  }

  @Reads({"name", "contact", "from", "to", "order"})
  @Get("/events")
  Page events(
      HttpParameters parameters,
      @QueryValue @Nullable String account,
      @QueryValue @Nullable String cursor) {
    ListSearch search = ListSearch.of(Section.EVENTS, parameters, FIELDS);
    return accounts.in(Section.EVENTS, account, choice -> events(choice, search, cursor));
  }

  private Page events(AccountChoice choice, ListSearch search, @Nullable String cursor) {
    Window window = Cursor.window(cursor, null, search.orNull("order"));
    ActivityFilter filter = filter(choice.id(), search, window);
    Listing<Stored<Event>> found = activities.findEvents(choice.id(), filter, window);
    Map<String, String> called = names(choice, found);
    return new EventsPage(
        choice,
        search,
        Tally.of(
            "event",
            "events",
            search,
            choice.id(),
            search.isOfTimesAlone() ? totals.events(choice.id(), filter.from(), filter.to()) : null,
            found,
            cursor),
        found.map(event -> EventRow.of(choice.id(), event, called)).items(),
        search.link(choice.id()).goingOnAt(found.next()));
  }

  private ActivityFilter filter(String account, ListSearch search, Window window) {
    return queries.read(
        account,
        search.orNull("contact"),
        search.orNull("name"),
        search.orNull("from"),
        search.orNull("to"),
        window);
  }

  @Needs(Role.SUPPORT)
  @Reads({"name", "contact", "from", "to"})
  @Get("/events/export")
  @Produces(Answers.CSV)
  HttpResponse<Publisher<byte[]>> exportEvents(
      HttpParameters parameters, @QueryValue String account) {
    known.require(account);
    ListSearch search = ListSearch.of(Section.EVENTS, parameters, FIELDS);
    return Answers.file(
        Exports.fileName("events", account), exports.events(account, filter(account, search, ALL)));
  }

  @Needs(Role.SUPPORT)
  @Reads({"name", "contact", "from", "to"})
  @Get("/pages/export")
  @Produces(Answers.CSV)
  HttpResponse<Publisher<byte[]>> exportPages(
      HttpParameters parameters, @QueryValue String account) {
    known.require(account);
    ListSearch search = ListSearch.of(Section.PAGES, parameters, FIELDS);
    return Answers.file(
        Exports.fileName("pages", account), exports.pages(account, filter(account, search, ALL)));
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

  @Reads({"name", "contact", "from", "to", "order"})
  @Get("/pages")
  Page pages(
      HttpParameters parameters,
      @QueryValue @Nullable String account,
      @QueryValue @Nullable String cursor) {
    ListSearch search = ListSearch.of(Section.PAGES, parameters, FIELDS);
    return accounts.in(Section.PAGES, account, choice -> pages(choice, search, cursor));
  }

  private Page pages(AccountChoice choice, ListSearch search, @Nullable String cursor) {
    Window window = Cursor.window(cursor, null, search.orNull("order"));
    ActivityFilter filter = filter(choice.id(), search, window);
    Listing<Stored<PageView>> found = activities.findPageViews(choice.id(), filter, window);
    Map<String, String> called = names(choice, found);
    return new PagesPage(
        choice,
        search,
        Tally.of(
            "page or screen",
            "pages and screens",
            search,
            choice.id(),
            search.isOfTimesAlone()
                ? totals.pageViews(choice.id(), filter.from(), filter.to())
                : null,
            found,
            cursor),
        found.map(view -> PageRow.of(choice.id(), view, called)).items(),
        search.link(choice.id()).goingOnAt(found.next()));
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
}
