package dev.inlet.console.contact;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.Page;
import dev.inlet.console.page.Section;
import dev.inlet.erase.Erasure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of an erasure.
 *
 * @param kafkaUntil when the last of the calls as they were sent is gone from Kafka; null where it
 *     is not the journal
 */
public record ErasedPage(AccountChoice choice, Erasure receipt, @Nullable Instant kafkaUntil)
    implements Page {

  @Override
  public String template() {
    return "erased";
  }

  @Override
  public String title() {
    return "Erased";
  }

  @Override
  public Section section() {
    return Section.CONTACTS;
  }

  @Override
  public String account() {
    return choice.id();
  }

  public String contacts() {
    return Addresses.list(Section.CONTACTS, account(), null);
  }
}
