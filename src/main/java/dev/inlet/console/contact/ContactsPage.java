package dev.inlet.console.contact;

import dev.inlet.console.page.AccountChoice;
import dev.inlet.console.page.Link;
import dev.inlet.console.page.ListPage;
import dev.inlet.console.page.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists an account's contacts.
 *
 * @param query part of a name, e-mail address or id; empty for all
 * @param next where the list goes on; null at its end
 */
public record ContactsPage(
    AccountChoice choice, String query, List<ContactRow> contacts, @Nullable String next)
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

  /** All of them as a file. */
  public String export() {
    return Link.to("/console/contacts/export").with("account", account()).toString();
  }
}
