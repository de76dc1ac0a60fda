package dev.inlet.admin;

import dev.inlet.account.Account;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account, as the contract describes it. */
@AdminAnswer
record AccountView(String id, String name, boolean suspended, Instant createdAt) {

  static AccountView of(Account account) {
    return new AccountView(account.id(), account.name(), account.suspended(), account.createdAt());
  }

  /**
   * A page of accounts.
   *
   * @param nextCursor where the next page begins; null at the end
   */
  @AdminAnswer
  record Page(List<AccountView> accounts, @Nullable String nextCursor) {

    static Page of(Listing<Account> found) {
      return new Page(found.map(AccountView::of).items(), Cursor.next(found));
    }
  }
}
