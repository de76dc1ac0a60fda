package dev.inlet.console.account;

import dev.inlet.account.Account;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.Section;
import java.util.List;
import java.util.Map;

/**
 * How an account's deliveries were answered by this instance since its start.
 *
 * @param counts how many, by status
 */
public record AccountAnswers(Account account, Map<Integer, Long> counts) {

  /**
   * Deliveries with one answer.
   *
   * @param url where they are listed
   */
  public record Count(int status, long count, String url) {}

  public List<Count> list() {
    return counts.entrySet().stream()
        .map(one -> new Count(one.getKey(), one.getValue(), url(one.getKey())))
        .toList();
  }

  private String url(int status) {
    return Link.to(Section.DELIVERIES.path())
        .with("account", account.id())
        .with("status", Integer.toString(status))
        .toString();
  }

  public String accountUrl() {
    return Addresses.account(account.id());
  }

  public String deliveries() {
    return Addresses.list(Section.DELIVERIES, account.id(), null);
  }
}
