package dev.inlet.operate.export;

import dev.inlet.activity.ActivityFilter;
import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Lists of an account as files. Who took one is noted, before it is read; what they looked for is
 * not, since it may name somebody.
 */
@Singleton
public final class Exports {
  private final ContactsCsv contacts;
  private final CompaniesCsv companies;
  private final EventsCsv events;
  private final PagesCsv pages;
  private final AuditLog audit;

  Exports(
      ContactsCsv contacts,
      CompaniesCsv companies,
      EventsCsv events,
      PagesCsv pages,
      AuditLog audit) {
    this.contacts = contacts;
    this.companies = companies;
    this.events = events;
    this.pages = pages;
    this.audit = audit;
  }

  /** What the file of a list is called. */
  public static String fileName(String list, String account) {
    return "%s-%s.csv".formatted(list, account);
  }

  /** Contacts, as {@link dev.inlet.contact.ContactStore#list} finds them by a query. */
  public Publisher<byte[]> contacts(String account, @Nullable String query) {
    note(account, "contacts", query == null);
    return contacts.of(account, query);
  }

  /** Companies, as {@link dev.inlet.company.CompanyStore#list} finds them by a query. */
  public Publisher<byte[]> companies(String account, @Nullable String query) {
    note(account, "companies", query == null);
    return companies.of(account, query);
  }

  /** Events, as {@link dev.inlet.activity.ActivityStore#findEvents} finds them. */
  public Publisher<byte[]> events(String account, ActivityFilter filter) {
    note(account, "events", isAll(filter));
    return events.of(account, filter);
  }

  /** Pages and screens, likewise. */
  public Publisher<byte[]> pages(String account, ActivityFilter filter) {
    note(account, "pages", isAll(filter));
    return pages.of(account, filter);
  }

  private static boolean isAll(ActivityFilter filter) {
    return filter.equals(new ActivityFilter(null, null, null, null));
  }

  private void note(String account, String list, boolean isAll) {
    audit.noteFirst(
        Deed.in(account, Action.LIST_EXPORTED, list).with("which", isAll ? "all" : "some"));
  }
}
