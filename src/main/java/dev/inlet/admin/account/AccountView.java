package dev.inlet.admin.account;

import dev.inlet.account.Account;
import dev.inlet.admin.AdminAnswer;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An account, as the contract describes it.
 *
 * @param maintenance whether its calls alone are answered 503
 * @param closing how it stands when it is closed; null when it is not
 */
@AdminAnswer
record AccountView(
    String id,
    String name,
    boolean suspended,
    boolean maintenance,
    Instant createdAt,
    @Nullable ClosingView closing) {

  static AccountView of(Account account, Set<String> maintained, @Nullable ClosingView closing) {
    return new AccountView(
        account.id(),
        account.name(),
        account.suspended(),
        maintained.contains(account.id()),
        account.createdAt(),
        closing);
  }

  /**
   * A page of accounts.
   *
   * @param nextCursor where the next page begins; null at the end
   */
  @AdminAnswer
  record Page(List<AccountView> accounts, @Nullable String nextCursor) {

    static Page of(Listing<Account> found, Function<Account, AccountView> view) {
      return new Page(found.map(view).items(), Cursor.next(found));
    }
  }
}
