package dev.inlet.console.page;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import dev.inlet.listing.Window;
import dev.inlet.operate.KnownAccounts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the account that a page is about: the one its address names, or else the newest. */
@Singleton
public final class AccountChoices {
  private final AccountStore accounts;
  private final KnownAccounts known;

  AccountChoices(AccountStore accounts, KnownAccounts known) {
    this.accounts = accounts;
    this.known = known;
  }

  /** The page for the account; one that asks for an account when there is none at all. */
  public Page in(Section section, @Nullable String account, Function<AccountChoice, Page> page) {
    List<Account> newest = newest();
    if (account == null || account.isEmpty()) {
      return newest.isEmpty()
          ? new NoAccountPage(section)
          : page.apply(new AccountChoice(newest.getFirst(), newest));
    }
    Account chosen = known.get(account);
    var others = new ArrayList<>(newest);
    if (!others.contains(chosen)) {
      others.addFirst(chosen);
    }
    return page.apply(new AccountChoice(chosen, others));
  }

  /** As many as a list of choices can hold. */
  public List<Account> newest() {
    return accounts.accounts(Window.newest(Window.MAX_LIMIT)).items();
  }
}
