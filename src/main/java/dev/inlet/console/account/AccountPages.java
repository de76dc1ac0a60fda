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
import dev.inlet.console.page.Sorting;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import dev.inlet.operate.AuditTrail;
import dev.inlet.operate.Closings;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.MaintenanceSwitch;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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
    return of(id, cursor, null, problem);
  }

  /**
   * The same, with its keys in an order.
   *
   * @param sort a column, with a minus before it or not; null for the newest first
   */
  AccountPage of(
      String id, @Nullable String cursor, @Nullable String sort, @Nullable FieldProblem problem) {
    Account account = known.get(id);
    Listing<ApiKey> found = accounts.keys(id, Cursor.window(cursor, null));
    boolean isWhole = found.next() == null && cursor == null;
    Sorting<ApiKey> sorting = sorting(id, sort);
    List<ApiKey> keys = isWhole ? sorting.sorted(found.items()) : found.items();
    return new AccountPage(
        account,
        keys.stream().map(key -> new KeyCard(key, clock.instant())).toList(),
        isWhole ? sorting : null,
        Link.to(Addresses.account(id)).goingOnAt(found.next()),
        closings.current(id).orElse(null),
        maintenance.read(id),
        suspension(account),
        trail.list(AuditFilter.ofAccount(id), Window.newest(LATEST)).items(),
        problem,
        null);
  }

  private static Sorting<ApiKey> sorting(String account, @Nullable String sort) {
    var columns = new LinkedHashMap<String, Comparator<ApiKey>>();
    columns.put("name", Sorting.byText(ApiKey::name));
    columns.put("issued", Comparator.comparing(ApiKey::createdAt));
    columns.put("expires", Sorting.by(ApiKey::expiresAt));
    columns.put("last-use", Sorting.by(ApiKey::lastUsedAt));
    return new Sorting<>(columns, sort, Link.to(Addresses.account(account)));
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
