package dev.inlet.operate;

import dev.inlet.activity.ActivityFilter;
import dev.inlet.contact.ContactStore;
import dev.inlet.listing.Window;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads which events, or pages and screens, somebody asks for. May block. */
@Singleton
public final class ActivityQueries {
  private final ContactStore contacts;

  ActivityQueries(ContactStore contacts) {
    this.contacts = contacts;
  }

  /**
   * Reads it; null and empty is any.
   *
   * @param contact the id of a contact
   * @param name the very name
   * @param from as {@link AskedTime}, when they were stored at the earliest
   * @param to before when they were stored
   * @param window of which the oldest first cannot be had of one contact
   */
  public ActivityFilter read(
      String account,
      @Nullable String contact,
      @Nullable String name,
      @Nullable String from,
      @Nullable String to,
      Window window) {
    String whose = set(contact);
    if (whose != null && !window.isNewestFirst()) {
      throw OperationRefused.wrong("What one contact did has the newest first: leave order out");
    }
    Instant earliest = AskedTime.read("from", set(from));
    Instant end = AskedTime.read("to", set(to));
    AskedTime.check(earliest, end);
    return new ActivityFilter(
        whose == null ? null : contacts.peopleOf(account, whose), set(name), earliest, end);
  }

  private static @Nullable String set(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
