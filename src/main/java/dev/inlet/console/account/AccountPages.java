package dev.inlet.console.account;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.account.ApiKey;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.FieldProblem;
import dev.inlet.console.page.Link;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Gathers what an account's page shows. */
@Singleton
final class AccountPages {
  private final AccountStore accounts;
  private final KnownAccounts known;
  private final InstantSource clock;

  AccountPages(AccountStore accounts, KnownAccounts known, InstantSource clock) {
    this.accounts = accounts;
    this.known = known;
    this.clock = clock;
  }

  /**
   * The page of an account, which must exist.
   *
   * @param problem why a form on it was not taken; null when none was sent
   */
  AccountPage of(String id, @Nullable String cursor, @Nullable FieldProblem problem) {
    Account account = known.get(id);
    Listing<ApiKey> found = accounts.keys(id, Cursor.window(cursor, null));
    return new AccountPage(
        account,
        found.items().stream().map(key -> new KeyCard(key, clock.instant())).toList(),
        Link.to(Addresses.account(id)).goingOnAt(found.next()),
        problem,
        null);
  }
}
