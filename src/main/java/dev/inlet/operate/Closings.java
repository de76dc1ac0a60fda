package dev.inlet.operate;

import dev.inlet.account.Account;
import dev.inlet.account.Authenticator;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.erase.closing.AccountErasure;
import dev.inlet.erase.closing.Closing;
import dev.inlet.erase.closing.ClosingPolicy;
import dev.inlet.erase.closing.ClosingStore;
import dev.inlet.listing.Listing;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Closes accounts, takes that back while it can be, and has the receipts. An {@link
 * OperationRefused} says what cannot be done.
 */
@Singleton
public final class Closings {
  private final KnownAccounts accounts;
  private final ClosingStore store;
  private final ClosingPolicy policy;
  private final Authenticator authenticator;
  private final AuditLog audit;
  private final AccountErasure erasure;
  private final InstantSource clock;

  Closings(
      KnownAccounts accounts,
      ClosingStore store,
      ClosingPolicy policy,
      Authenticator authenticator,
      AuditLog audit,
      AccountErasure erasure,
      InstantSource clock) {
    this.accounts = accounts;
    this.store = store;
    this.policy = policy;
    this.authenticator = authenticator;
    this.audit = audit;
    this.erasure = erasure;
    this.clock = clock;
  }

  /** How long what a closed account has stays. */
  public Duration eraseAfter() {
    return policy.eraseAfter();
  }

  /**
   * Closes an account: its keys are revoked at once, and after {@link #eraseAfter} everything of it
   * is erased.
   */
  public Closing close(String accountId) {
    return close(accountId, policy.eraseAfter());
  }

  /**
   * The same with another delay.
   *
   * @param eraseAfter longer than a call may take to arrive
   */
  Closing close(String accountId, Duration eraseAfter) {
    Account account = accounts.get(accountId);
    Instant now = now();
    Closing closed =
        audit.noting(
            () -> {
              if (store.lockIsClosed(accountId)) {
                throw OperationRefused.taken("Account " + accountId + " is closed already");
              }
              return store.close(account, now, now.plus(eraseAfter));
            },
            closing ->
                deed(closing, Action.ACCOUNT_CLOSED)
                    .with("revokedKeys", closing.revokedKeys())
                    .with("eraseAt", closing.eraseAt().toString()));
    authenticator.forget();
    return closed;
  }

  /** Takes it back: the account is as before, with the keys that were revoked by it. */
  public Closing reopen(String accountId) {
    accounts.require(accountId);
    Instant now = now();
    Closing reopened =
        audit.noting(
            () -> {
              store.lockIsClosed(accountId);
              Closing closing =
                  store
                      .current(accountId)
                      .orElseThrow(
                          () -> OperationRefused.taken("Account " + accountId + " is not closed"));
              if (!store.reopen(closing, now)) {
                throw OperationRefused.taken(
                    "Account " + accountId + " is being erased, which cannot be taken back");
              }
              return get(closing.id());
            },
            closing -> deed(closing, Action.ACCOUNT_REOPENED));
    authenticator.forget();
    return reopened;
  }

  private static Deed deed(Closing closing, Action action) {
    return Deed.in(closing.accountId(), action, closing.accountId())
        .with("name", closing.accountName())
        .with("closing", Long.toString(closing.id()));
  }

  /** One, whatever has become of it; it must exist. */
  public Closing get(long id) {
    return store.find(id).orElseThrow(() -> OperationRefused.missing("There is no closing " + id));
  }

  /** All there were, newest first; of one account, which may be gone, or of all. */
  public Listing<Closing> list(@Nullable String accountId, Window window) {
    return store.list(accountId, window);
  }

  /** How an account stands that is closed; empty when it is not. */
  public Optional<Closing> current(String accountId) {
    return store.current(accountId);
  }

  /** All accounts that are closed and not erased yet, by their ids. */
  public Map<String, Closing> current() {
    return store.current();
  }

  /**
   * Until when calls as they were sent may stay where none can be erased, for a receipt; null where
   * there is no such place, or the account was reopened.
   */
  public @Nullable Instant copiesGoneBy(Closing closing) {
    return erasure.copiesGoneBy(closing);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
