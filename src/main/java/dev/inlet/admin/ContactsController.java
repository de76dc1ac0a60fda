package dev.inlet.admin;

import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.endpoint.AdminPort;
import dev.inlet.listing.Listing;
import dev.inlet.operate.Cursor;
import dev.inlet.operate.KnownAccounts;
import dev.inlet.operate.OperationRefused;
import dev.inlet.view.ShownContacts;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows an account's contacts. */
@AdminPort("/api/accounts/{account}/contacts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ContactsController {
  /** In characters, of what is looked for in names and ids. */
  static final int LONGEST_QUERY = 200;

  private static final int LONGEST_EMAIL = 320;

  private final KnownAccounts accounts;
  private final ContactStore contacts;
  private final ShownContacts shown;

  ContactsController(KnownAccounts accounts, ContactStore contacts, ShownContacts shown) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.shown = shown;
  }

  @Get
  String list(
      String account,
      @QueryValue @Nullable String q,
      @QueryValue @Nullable String email,
      @QueryValue @Nullable String order,
      @QueryValue @Nullable String cursor,
      @QueryValue @Nullable String limit) {
    accounts.require(account);
    Listing<Contact> found =
        contacts.list(
            account,
            Views.bounded("q", q, LONGEST_QUERY),
            Views.bounded("email", email, LONGEST_EMAIL),
            Cursor.window(cursor, limit, order));
    return Views.list("contacts", found, shown.of(account, found.items())::json);
  }

  @Get("/{id}")
  String show(String account, String id) {
    accounts.require(account);
    Contact contact =
        contacts.find(account, id).orElseThrow(() -> OperationRefused.noSuchContact(account, id));
    return shown.of(account, List.of(contact)).json(contact);
  }
}
