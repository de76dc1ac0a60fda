package dev.inlet.transfer;

import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.company.Company;
import dev.inlet.contact.Person;
import dev.inlet.contact.PersonState;
import java.time.Instant;

/** One line of an exported account. */
public sealed interface AccountRecord {

  /**
   * What is known by one id, or a part of it: a contact has a line for each of its ids. Values come
   * with the time and message that set them, so that they merge as calls do.
   */
  record OfContact(PersonState state) implements AccountRecord {}

  /** What is known of one company, or a part of it; likewise. */
  record OfCompany(Company company) implements AccountRecord {}

  /** That somebody belongs to a company. */
  record OfMembership(Person member, String groupId) implements AccountRecord {}

  /**
   * Something somebody did.
   *
   * @param storedAt when the first Inlet made its call durable
   */
  record OfEvent(Instant storedAt, Event event) implements AccountRecord {}

  /** A page or screen somebody saw; likewise. */
  record OfPageView(Instant storedAt, PageView view) implements AccountRecord {}

  /** The first or the last line, which store nothing. */
  record Frame() implements AccountRecord {}
}
