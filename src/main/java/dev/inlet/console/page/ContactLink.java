package dev.inlet.console.page;

import dev.inlet.contact.Contact;

/**
 * Leads to a contact.
 *
 * @param label what people call it: its name, its e-mail address, or its id
 */
public record ContactLink(String url, String label) {

  /** The link to a contact, by what it is best known as. */
  public static ContactLink to(String account, Contact contact) {
    return to(account, contact.person().id(), label(contact));
  }

  /** The link to a contact under a label. */
  public static ContactLink to(String account, String id, String label) {
    return new ContactLink(Addresses.contact(account, id), label);
  }

  /** What people call a contact: its name, its e-mail address, or its id. */
  public static String label(Contact contact) {
    if (contact.name() != null && !contact.name().isBlank()) {
      return contact.name();
    }
    return contact.email() != null && !contact.email().isBlank()
        ? contact.email()
        : contact.person().id();
  }
}
