package dev.inlet.admin;

import dev.inlet.account.Account;
import dev.inlet.account.AccountStore;
import jakarta.inject.Singleton;

/** Answers 404 for paths below an account that does not exist. */
@Singleton
final class KnownAccounts {
  private final AccountStore accounts;

  KnownAccounts(AccountStore accounts) {
    this.accounts = accounts;
  }

  /** The account of that id, which must exist. */
  Account get(String id) {
    return accounts.account(id).orElseThrow(() -> AdminRefusal.noSuchAccount(id));
  }

  /** Does nothing when the account exists. */
  void require(String id) {
    if (accounts.account(id).isEmpty()) {
      throw AdminRefusal.noSuchAccount(id);
    }
  }
}
