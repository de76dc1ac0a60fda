package dev.inlet.console.contact;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.ListPage;
import dev.inlet.console.page.Section;
import dev.inlet.console.search.ListSearch;
import dev.inlet.console.search.Tally;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists an account's contacts.
 *
 * @param next where the list goes on; null at its end
 */
public record ContactsPage(
    AccountChoice choice,
    ListSearch search,
    Tally tally,
    List<ContactRow> contacts,
    @Nullable String next)
    implements ListPage {

  @Override
  public String template() {
    return "contacts";
  }

  @Override
  public String title() {
    return "Contacts";
  }

  @Override
  public Section section() {
    return Section.CONTACTS;
  }

  /** What is found as a file. */
  public String export() {
    return search.export(account());
  }
}
