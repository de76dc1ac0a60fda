package dev.inlet.console.account;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.account.ApiKey;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditEntry;
import dev.inlet.audit.AuditFilter;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.FieldProblem;
import dev.inlet.console.page.Link;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.operate.AuditTrail;
import dev.inlet.operate.Closings;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.MaintenanceSwitch;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Gathers what an account's page shows. */
@Singleton
final class AccountPages {
  private static final int LATEST = 5;

  private final AccountStore accounts;
  private final KnownAccounts known;
  private final AuditTrail trail;
  private final Closings closings;
  private final MaintenanceSwitch maintenance;
  private final InstantSource clock;

  AccountPages(
      AccountStore accounts,
      KnownAccounts known,
      AuditTrail trail,
      Closings closings,
      MaintenanceSwitch maintenance,
      InstantSource clock) {
    this.closings = closings;
    this.maintenance = maintenance;
    this.trail = trail;
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
        closings.current(id).orElse(null),
        maintenance.read(id),
        suspension(account),
        trail.list(AuditFilter.ofAccount(id), Window.newest(LATEST)).items(),
        problem,
        null);
  }

  private @Nullable AuditEntry suspension(Account account) {
    return account.suspended()
        ? trail
            .list(
                new AuditFilter(null, account.id(), null, Action.ACCOUNT_SUSPENDED.wireName()),
                Window.newest(1))
            .items()
            .stream()
            .findFirst()
            .orElse(null)
        : null;
  }
}
