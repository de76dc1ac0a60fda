package dev.inlet.console.account;

import dev.inlet.account.Account;
import dev.inlet.account.Sender;
import dev.inlet.call.CallType;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.FieldProblem;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows an account and its keys, and lets them be issued, changed, rotated and revoked.
 *
 * @param next where the list of keys goes on; null at its end
 * @param problem why something was not done; null otherwise
 */
public record AccountPage(
    Account shown, List<KeyCard> keys, @Nullable String next, @Nullable FieldProblem problem)
    implements Page {

  @Override
  public String template() {
    return "account";
  }

  @Override
  public String title() {
    return shown.name();
  }

  @Override
  public Section section() {
    return Section.ACCOUNTS;
  }

  @Override
  public String account() {
    return shown.id();
  }

  public List<String> types() {
    return Stream.of(CallType.values()).map(CallType::wireName).toList();
  }

  public List<String> senders() {
    return Stream.of(Sender.values()).map(Sender::wireName).toList();
  }

  public String action(String what) {
    return Addresses.account(account()) + "/" + what;
  }

  public String deliveries() {
    return Addresses.list(Section.DELIVERIES, account(), null);
  }

  public String refusals() {
    return Addresses.refusals(account());
  }
}
