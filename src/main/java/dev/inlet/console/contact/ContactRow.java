package dev.inlet.console.contact;

import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.ContactLink;
import dev.inlet.contact.Contact;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A contact in a list. */
public record ContactRow(
    String url, String label, @Nullable String email, String id, boolean isUser, Instant last) {

  static ContactRow of(String account, Contact contact) {
    String id = contact.person().id();
    return new ContactRow(
        Addresses.contact(account, id),
        ContactLink.label(contact),
        contact.email(),
        id,
        contact.person().isUser(),
        Objects.requireNonNull(contact.lastIdentifiedAt()));
  }
}
