package dev.inlet.console;

import dev.inlet.contact.Contact;

/**
 * Leads to a contact.
 *
 * @param label what people call it: its name, its e-mail address, or its id
 */
public record ContactLink(String url, String label) {

  static ContactLink to(String account, Contact contact) {
    return to(account, contact.person().id(), ContactRow.label(contact));
  }

  static ContactLink to(String account, String id, String label) {
    return new ContactLink(Places.contact(account, id), label);
  }
}
