package dev.inlet.console.account;

import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.erase.closing.Closing;
import org.jspecify.annotations.Nullable;

/** That an account was closed, and in the end the receipt of what was erased. */
public record ClosingPage(Closing closing) implements Page {

  @Override
  public String template() {
    return "closing";
  }

  @Override
  public String title() {
    return closing.accountName()
        + switch (closing.state()) {
          case CLOSED -> " is closed";
          case REOPENED -> " was reopened";
          case ERASING -> " is being erased";
          case ERASED -> " is erased";
        };
  }

  @Override
  public Section section() {
    return Section.ACCOUNTS;
  }

  /** The page of the account; null when it is gone. */
  public @Nullable String accountUrl() {
    return closing.completedAt() == null ? Addresses.account(closing.accountId()) : null;
  }

  /** The receipts of all accounts that were closed. */
  public String all() {
    return ClosingsPage.PATH;
  }
}
