package dev.inlet.handler;

import dev.inlet.activity.Event;
import dev.inlet.activity.PageView;
import dev.inlet.company.CompanyChange;
import dev.inlet.contact.ContactChange;
import dev.inlet.contact.Person;

/** What a handler asks for. The processor carries it out, together with its whole batch. */
public sealed interface Change {

  /** Something was said about people. */
  record OfContact(ContactChange change) implements Change {}

  /** Something was said about a company and its members. */
  record OfCompany(CompanyChange change) implements Change {}

  /** Someone did something. */
  record OfEvents(Event event) implements Change {}

  /** Someone saw a page or screen. */
  record OfPageViews(PageView view) implements Change {}

  /** Something for the feed alone, such as {@code trial.started}. */
  record OfFeed(OwnChange change) implements Change {}

  /**
   * Somebody is to be erased, with everything that names them up to this call. Of what other calls
   * of the same moment say of them it is not certain whether it comes before.
   */
  record OfErasure(Person person) implements Change {}
}
