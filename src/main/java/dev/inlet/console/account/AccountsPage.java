package dev.inlet.console.account;

import dev.inlet.account.Account;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.FieldProblem;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.console.page.Sorting;
import dev.inlet.erase.closing.Closing;
import dev.inlet.listing.Count;
import dev.inlet.operate.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists the accounts, and creates one.
 *
 * @param sorting in which order they stand; null when there are too many to sort
 * @param problem why the account in {@code id} and {@code name} was not created; null otherwise
 * @param closed those that are closed and not erased yet, by their ids
 * @param maintained those whose calls alone are answered 503
 * @param total how many there are
 * @param next where the list goes on; null at its end
 */
public record AccountsPage(
    List<Account> accounts,
    @Nullable Sorting<Account> sorting,
    Map<String, Closing> closed,
    Set<String> maintained,
    Count total,
    @Nullable String next,
    @Nullable FieldProblem problem,
    String id,
    String name)
    implements Page {

  @Override
  public String template() {
    return "accounts";
  }

  @Override
  public String title() {
    return "Accounts and keys";
  }

  @Override
  public Section section() {
    return Section.ACCOUNTS;
  }

  public boolean isClosed(Account account) {
    return closed.containsKey(account.id());
  }

  public boolean isSandbox(Account account) {
    return Sandbox.is(account.id());
  }

  /** Whether calls of it alone are refused for maintenance. */
  public boolean isMaintained(Account account) {
    return maintained.contains(account.id());
  }

  /** The receipts of those that were closed. */
  public String closings() {
    return ClosingsPage.PATH;
  }

  public String url(Account account) {
    return Addresses.account(account.id());
  }

  public String deliveries(Account account) {
    return Addresses.list(Section.DELIVERIES, account.id(), null);
  }

  public String contacts(Account account) {
    return Addresses.list(Section.CONTACTS, account.id(), null);
  }
}
