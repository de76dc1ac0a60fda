package dev.inlet.console.page;

import dev.inlet.account.Account;
import java.util.List;

/**
 * The account whose data a page shows, and those that could be chosen instead.
 *
 * @param isGuess whether nobody has chosen it
 * @param others the newest accounts, the chosen one among them
 */
public record AccountChoice(Account chosen, List<Account> others, boolean isGuess) {

  /** The account that is chosen. */
  public String id() {
    return chosen.id();
  }
}
