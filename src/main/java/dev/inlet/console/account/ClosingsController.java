package dev.inlet.console.account;

import dev.inlet.account.Account;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Form;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.QuestionPage;
import dev.inlet.console.page.Section;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.erase.closing.Closing;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Closings;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Closes accounts, takes that back, and shows the receipts. */
@AdminPort("/console")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClosingsController {
  private final Closings closings;
  private final KnownAccounts known;

  ClosingsController(Closings closings, KnownAccounts known) {
    this.closings = closings;
    this.known = known;
  }

  @Get("/closings")
  Page list(@QueryValue @Nullable String cursor) {
    Listing<Closing> found = closings.list(null, Cursor.window(cursor, null));
    return new ClosingsPage(found.items(), Link.to(ClosingsPage.PATH).goingOnAt(found.next()));
  }

  @Get("/closings/{id}")
  Page show(String id) {
    try {
      Closing closing = closings.get(Long.parseLong(id));
      return new ClosingPage(closing, closings.copiesGoneBy(closing));
    } catch (NumberFormatException e) {
      throw OperationRefused.missing("There is no closing " + id);
    }
  }

  @Post("/accounts/{account}/close")
  @Consumes(MediaType.ALL)
  HttpResponse<?> close(String account, @RequestAttribute(Form.ATTRIBUTE) Form form) {
    if (!QuestionPage.isAnswered(form)) {
      return HttpResponse.ok(question(known.get(account)));
    }
    closings.close(account);
    return HttpResponse.seeOther(URI.create(Addresses.account(account)));
  }

  @Post("/accounts/{account}/reopen")
  @Consumes(MediaType.ALL)
  HttpResponse<?> reopen(String account) {
    closings.reopen(account);
    return HttpResponse.seeOther(
        URI.create(Link.to(Addresses.account(account)).with("did", "reopened").toString()));
  }

  private QuestionPage question(Account account) {
    return new QuestionPage(
        Section.ACCOUNTS,
        account.id(),
        "Close " + account.name() + "?",
        List.of(
            "Its API keys are revoked at once: all its calls are refused with 401, and Segment drops"
                + " them.",
            "In %s everything of it is erased: contacts, companies, events, pages, calls as they were"
                    .formatted(words(closings.eraseAfter()))
                + " sent, keys and subscriptions.",
            "Until then it can be reopened as it was, with its keys. A receipt stays for good."),
        Addresses.account(account.id()) + "/close",
        Map.of(),
        "Close the account",
        Addresses.account(account.id()));
  }

  private static String words(Duration time) {
    if (time.toDays() >= 2) {
      return time.toDays() + " days";
    }
    return time.toHours() >= 2 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
  }
}
