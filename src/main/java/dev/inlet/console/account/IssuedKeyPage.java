package dev.inlet.console.account;

import dev.inlet.account.Sender;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.operate.KeyRing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shows a new key, this once, and where to paste it.
 *
 * @param server where the public port is, as seen from the reader's browser
 * @param oldEnds when the key that it replaces stops working; null when it replaces none
 */
public record IssuedKeyPage(KeyRing.Issued issued, String server, @Nullable Instant oldEnds)
    implements Page {

  @Override
  public String template() {
    return "issued-key";
  }

  @Override
  public String title() {
    return "Copy the key now";
  }

  @Override
  public Section section() {
    return Section.ACCOUNTS;
  }

  @Override
  public String account() {
    return issued.key().accountId();
  }

  /** The key itself, which is shown this once. */
  public String secret() {
    return issued.secret().text();
  }

  /** Whether the key may be used with a sender of that name. */
  public boolean opens(String sender) {
    return Sender.named(sender).filter(issued.key().senders()::contains).isPresent();
  }

  public String back() {
    return Addresses.account(account());
  }

  public String deliveries() {
    return Addresses.list(Section.DELIVERIES, account(), null);
  }
}
