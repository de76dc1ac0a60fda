package dev.inlet.console;

import dev.inlet.contact.Contact;

/**
 * Leads to a contact.
 *
 * @param label what people call it: its name, its e-mail address, or its id
 */
public record ContactLink(String url, String label) {

  static ContactLink to(String account, Contact contact) {
    String id = contact.person().id();
    String label = contact.name() == null ? contact.email() : contact.name();
    return new ContactLink(
        "/console/accounts/" + Urls.encode(account) + "/contacts/" + Urls.encode(id),
        label == null || label.isBlank() ? id : label);
  }
}
