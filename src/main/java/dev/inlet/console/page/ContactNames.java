package dev.inlet.console.page;

import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds out what the people in a list are called, all of them together. */
@Singleton
public final class ContactNames {
  private final ContactStore contacts;

  ContactNames(ContactStore contacts) {
    this.contacts = contacts;
  }

  /**
   * What contacts are called, by the ids they are known under; those that were not identified are
   * left out, and so are some when there is too much to be read of them. May block.
   */
  public Map<String, String> of(String account, Collection<String> ids) {
    List<Person> people =
        ids.stream()
            .distinct()
            .flatMap(id -> Stream.of(Person.user(id), Person.anonymous(id)))
            .toList();
    if (people.isEmpty()) {
      return Map.of();
    }
    var names = new HashMap<String, String>();
    for (Contact contact : contacts.contactsOf(account, people).found().values()) {
      names.put(contact.person().id(), ContactLink.label(contact));
    }
    return names;
  }
}
