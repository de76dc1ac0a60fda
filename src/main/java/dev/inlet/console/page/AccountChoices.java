package dev.inlet.console.page;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.listing.Window;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.Sandbox;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.http.cookie.Cookie;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the account that a page is about: the one its address names, or else the one that this
 * visitor looked at last, or else the newest, which the page then says.
 */
@Singleton
public final class AccountChoices {
  /** By which a browser tells which account its visitor looked at last. */
  public static final String COOKIE = "inlet-account";

  private final AccountStore accounts;
  private final KnownAccounts known;

  AccountChoices(AccountStore accounts, KnownAccounts known) {
    this.accounts = accounts;
    this.known = known;
  }

  /** The page for the account; one that asks for an account when there is none at all. */
  public Page in(Section section, @Nullable String account, Function<AccountChoice, Page> page) {
    List<Account> newest = newest();
    if (account != null && !account.isEmpty()) {
      return page.apply(chosen(known.get(account), newest));
    }
    Optional<Account> last = last().flatMap(accounts::account);
    if (last.isPresent()) {
      return page.apply(chosen(last.get(), newest));
    }
    return newest.isEmpty()
        ? new NoAccountPage(section)
        : page.apply(new AccountChoice(guess(newest), newest, newest.size() > 1));
  }

  /** The newest of a customer. */
  private static Account guess(List<Account> newest) {
    return newest.stream()
        .filter(account -> !Sandbox.is(account.id()))
        .findFirst()
        .orElseGet(newest::getFirst);
  }

  private static AccountChoice chosen(Account account, List<Account> newest) {
    var others = new ArrayList<>(newest);
    if (!others.contains(account)) {
      others.addFirst(account);
    }
    return new AccountChoice(account, others, false);
  }

  /** The id of the account that the visitor who asks looked at last. */
  public static Optional<String> last() {
    return ServerRequestContext.currentRequest()
        .flatMap(request -> request.getCookies().findCookie(COOKIE))
        .map(Cookie::getValue)
        .filter(id -> !id.isBlank());
  }

  /** As many as a list of choices can hold. */
  public List<Account> newest() {
    return accounts.accounts(Window.newest(Window.MAX_LIMIT)).items();
  }
}
