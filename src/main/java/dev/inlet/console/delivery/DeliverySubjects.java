package dev.inlet.console.delivery;

import dev.inlet.console.page.Addresses;
import dev.inlet.console.page.ContactLink;
import dev.inlet.contact.Contact;
import dev.inlet.contact.ContactStore;
import dev.inlet.contact.Person;
import dev.inlet.delivery.DeliveryLog;
import dev.inlet.delivery.DeliveryLog.Entry;
import dev.inlet.delivery.Subject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out what deliveries are about, all of a page together. */
@Singleton
final class DeliverySubjects {
  private final DeliveryLog deliveries;
  private final ContactStore contacts;

  DeliverySubjects(DeliveryLog deliveries, ContactStore contacts) {
    this.deliveries = deliveries;
    this.contacts = contacts;
  }

  /** By the ids of the deliveries, as far as what was sent can be read. */
  Map<String, DeliverySubject> of(String account, List<Entry> entries) {
    Map<String, Subject> subjects = deliveries.subjects(account, entries);
    List<Person> people =
        subjects.values().stream()
            .map(DeliverySubjects::person)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    Map<Person, Contact> known =
        people.isEmpty() ? Map.of() : contacts.contactsOf(account, people).found();
    var shown = new HashMap<String, DeliverySubject>();
    subjects.forEach((id, subject) -> shown.put(id, shown(account, subject, known)));
    return shown;
  }

  private static @Nullable Person person(Subject subject) {
    if (subject.userId() != null) {
      return Person.user(subject.userId());
    }
    return subject.anonymousId() == null ? null : Person.anonymous(subject.anonymousId());
  }

  private static DeliverySubject shown(
      String account, Subject subject, Map<Person, Contact> known) {
    String who = subject.who();
    Person person = person(subject);
    Contact contact = person == null ? null : known.get(person);
    return new DeliverySubject(
        subject.what(),
        contact == null ? who : ContactLink.label(contact),
        who == null ? null : Addresses.contact(account, who));
  }
}
