package dev.inlet.admin;

import dev.inlet.endpoint.AdminPort;
import dev.inlet.listing.Count;
import dev.inlet.listing.Totals;
import dev.inlet.operate.AskedTime;
import dev.inlet.operate.KnownAccounts;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells how long an account's lists are. */
@AdminPort("/api/accounts/{account}/totals")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TotalsController {
  private final KnownAccounts accounts;
  private final Totals totals;

  TotalsController(KnownAccounts accounts, Totals totals) {
    this.accounts = accounts;
    this.totals = totals;
  }

  @Get
  View show(String account, @QueryValue @Nullable String from, @QueryValue @Nullable String to) {
    accounts.require(account);
    Instant since = AskedTime.read("from", from);
    Instant until = AskedTime.read("to", to);
    AskedTime.check(since, until);
    return new View(
        One.of(totals.contacts(account)),
        One.of(totals.companies(account)),
        One.of(totals.events(account, since, until)),
        One.of(totals.pageViews(account, since, until)));
  }

  /** How many of each, of what happens those in the span that was asked for. */
  @AdminAnswer
  record View(One contacts, One companies, One events, One pages) {}

  /** How many; about so many when it is not exact. */
  @AdminAnswer
  record One(long count, boolean exact) {

    static One of(Count count) {
      return new One(count.number(), count.isExact());
    }
  }
}
