package dev.inlet.console.account;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.FieldProblem;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.QuestionPage;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Sorting;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.endpoint.RefusedOperations;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Totals;
import dev.inlet.listing.Window;
import dev.inlet.operate.Closings;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.MaintenanceSwitch;
import dev.inlet.operate.OperationRefused;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows, creates, renames and suspends accounts. */
@AdminPort("/console/accounts")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountsController {
  private final AccountStore accounts;
  private final KnownAccounts known;
  private final AccountPages pages;
  private final Closings closings;
  private final MaintenanceSwitch maintenance;
  private final Totals totals;

  AccountsController(
      AccountStore accounts,
      KnownAccounts known,
      AccountPages pages,
      Closings closings,
      MaintenanceSwitch maintenance,
      Totals totals) {
    this.totals = totals;
    this.closings = closings;
    this.maintenance = maintenance;
    this.accounts = accounts;
    this.known = known;
    this.pages = pages;
  }

  @Get
  Page list(@QueryValue @Nullable String cursor, @QueryValue @Nullable String sort) {
    return page(window(cursor), sort, null, "", "");
  }

  /** As many as can be shown at once: those that are all on one page can be sorted. */
  private static Window window(@Nullable String cursor) {
    return new Window(Cursor.window(cursor, null).before(), Window.MAX_LIMIT);
  }

  private static Sorting<Account> sorting(@Nullable String sort) {
    var columns = new LinkedHashMap<String, Comparator<Account>>();
    columns.put("name", Sorting.byText(Account::name));
    columns.put("id", Sorting.byText(Account::id));
    columns.put("created", Comparator.comparing(Account::createdAt));
    return new Sorting<>(columns, sort, Link.to(Section.ACCOUNTS.path()));
  }

  private Page page(
      Window window,
      @Nullable String sort,
      @Nullable FieldProblem problem,
      String id,
      String name) {
    Listing<Account> found = accounts.accounts(window);
    boolean isWhole = found.next() == null && window.before() == Long.MAX_VALUE;
    Sorting<Account> sorting = sorting(sort);
    return new AccountsPage(
        isWhole ? sorting.sorted(found.items()) : found.items(),
        isWhole ? sorting : null,
        closings.current(),
        maintenance.accounts(),
        totals.accounts(),
        Link.to(Section.ACCOUNTS.path()).goingOnAt(found.next()),
        problem,
        id,
        name);
  }

  @Post
  @Consumes(MediaType.ALL)
  HttpResponse<?> create(@RequestAttribute(Form.ATTRIBUTE) Form form) {
    String id = form.text("id").strip();
    String name = form.text("name").strip();
    try {
      return HttpResponse.seeOther(
          URI.create(Addresses.account(known.create(id, name.isEmpty() ? id : name).id())));
    } catch (OperationRefused refusal) {
      return HttpResponse.status(RefusedOperations.status(refusal))
          .body(page(window(null), null, of(refusal), id, name));
    }
  }

  /** An account that exists already has this id. */
  private static FieldProblem of(OperationRefused refusal) {
    return refusal.reason() == OperationRefused.Reason.TAKEN
        ? new FieldProblem("id", refusal.message())
        : FieldProblem.of(refusal, Map.of("name", "name:", "id", "lower-case"));
  }

  @Get("/{account}")
  HttpResponse<?> show(
      String account,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String sort,
      @QueryValue @Nullable String did) {
    Optional<String> receipt = known.has(account) ? Optional.empty() : receipt(account);
    return receipt.isPresent()
        ? HttpResponse.seeOther(URI.create(receipt.get()))
        : HttpResponse.ok(pages.of(account, cursor, sort, null).after(did));
  }

  /** What is left to show of an account that was closed and erased. */
  private Optional<String> receipt(String account) {
    return closings.list(account, Window.newest(1)).items().stream()
        .findFirst()
        .map(closing -> ClosingsPage.receipt(closing.id()));
  }

  @Post("/{account}/change")
  @Consumes(MediaType.ALL)
  HttpResponse<?> change(String account, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    Account before = known.get(account);
    String name = form.has("name") ? form.text("name").strip() : before.name();
    boolean suspended =
        form.has("suspended") ? form.text("suspended").equals("yes") : before.suspended();
    if (suspended && !before.suspended() && !QuestionPage.isAnswered(form)) {
      return HttpResponse.ok(suspending(before));
    }
    try {
      known.change(before, name, suspended);
    } catch (OperationRefused refusal) {
      return HttpResponse.status(RefusedOperations.status(refusal))
          .body(pages.of(account, null, new FieldProblem("account-name", refusal.message())));
    }
    String did = suspended && !before.suspended() ? "suspended" : null;
    return HttpResponse.seeOther(
        URI.create(Link.to(Addresses.account(account)).with("did", did).toString()));
  }

  private static QuestionPage suspending(Account account) {
    return new QuestionPage(
        Section.ACCOUNTS,
        account.id(),
        "Suspend " + account.name() + "?",
        List.of(
            "From now on all calls of "
                + account.name()
                + " are refused with 403. Segment drops them, and does not send them again.",
            "What is stored stays, and the suspension can be lifted at any time."),
        Addresses.account(account.id()) + "/change",
        Map.of("suspended", "yes"),
        "Suspend",
        Addresses.account(account.id()));
  }
}
