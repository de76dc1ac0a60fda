package dev.inlet.operate;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.account.Authenticator;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.erase.closing.ClosingStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The accounts there are; an {@link OperationRefused} says what cannot be done with them. */
@Singleton
public final class KnownAccounts {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /** The longest name of an account or a key, in characters. */
  private static final int LONGEST_NAME = 200;

  private final AccountStore accounts;
  private final Authenticator authenticator;
  private final ClosingStore closings;
  private final AuditLog audit;
  private final InstantSource clock;

  KnownAccounts(
      AccountStore accounts,
      Authenticator authenticator,
      ClosingStore closings,
      AuditLog audit,
      InstantSource clock) {
    this.closings = closings;
    this.audit = audit;
    this.accounts = accounts;
    this.authenticator = authenticator;
    this.clock = clock;
  }

  /** The account of that id, which must exist. */
  public Account get(String id) {
    return accounts.account(id).orElseThrow(() -> OperationRefused.noSuchAccount(id));
  }

  /** Whether there is an account of that id. */
  public boolean has(String id) {
    return accounts.account(id).isPresent();
  }

  /** Does nothing when the account exists. */
  public void require(String id) {
    get(id);
  }

  /**
   * What an account or a key is called, as it was given.
   *
   * @throws OperationRefused when it is missing, blank or too long
   */
  public static String checkedName(@Nullable String name) {
    if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
      throw OperationRefused.wrong("Missing name: 1 to " + LONGEST_NAME + " characters");
    }
    return name;
  }

  /** Creates an account that does not exist yet. */
  public Account create(@Nullable String id, @Nullable String name) {
    if (id == null || !ID.matcher(id).matches()) {
      throw OperationRefused.wrong(
          "id must be 1 to 64 lower-case letters, digits, hyphens or underscores, the first a"
              + " letter or digit");
    }
    if (!add(id, checkedName(name))) {
      throw OperationRefused.taken("Account " + id + " exists already");
    }
    return get(id);
  }

  /**
   * Creates one of Inlet's own, unless it exists.
   *
   * @param id begins with an underscore, as no customer's does
   */
  Account createOwn(String id, String name) {
    add(id, name);
    return get(id);
  }

  private boolean add(String id, String name) {
    var account = new Account(id, name, false, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return audit.noting(
        () -> accounts.create(account),
        done -> done ? Deed.in(id, Action.ACCOUNT_CREATED, id).with("name", account.name()) : null);
  }

  /**
   * Does nothing when the account is not closed.
   *
   * @throws OperationRefused when it is
   */
  void requireOpen(String id) {
    if (closings.current(id).isPresent()) {
      throw OperationRefused.taken("Account " + id + " is closed: reopen it first");
    }
  }

  /**
   * Changes what an account is called, and whether its calls are refused, at once. One that is
   * closed is not suspended besides.
   */
  public Account change(Account account, String name, boolean suspended) {
    if (suspended && !account.suspended()) {
      requireOpen(account.id());
    }
    var changed = new Account(account.id(), checkedName(name), suspended, account.createdAt());
    audit.noting(
        () -> {
          accounts.update(changed);
          if (!changed.name().equals(account.name())) {
            audit.note(deed(changed, Action.ACCOUNT_RENAMED).with("was", account.name()));
          }
          return null;
        },
        done ->
            suspended == account.suspended()
                ? null
                : deed(changed, suspended ? Action.ACCOUNT_SUSPENDED : Action.ACCOUNT_RESUMED));
    authenticator.forget();
    return changed;
  }

  private static Deed deed(Account account, Action action) {
    return Deed.in(account.id(), action, account.id()).with("name", account.name());
  }
}
