package dev.inlet.console.account;

import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.erase.closing.Closing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an account was closed, and in the end the receipt of what was erased.
 *
 * @param kafkaUntil when the last of the calls as they were sent is gone from Kafka; null where it
 *     is not the journal, or the account was reopened
 */
public record ClosingPage(Closing closing, @Nullable Instant kafkaUntil) implements Page {

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
