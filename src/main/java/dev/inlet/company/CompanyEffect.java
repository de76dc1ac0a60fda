package dev.inlet.company;

import dev.inlet.contact.Person;
import dev.inlet.merge.Stamp;
import java.util.Set;

/** What a message did to a company, as whoever looks at the company can tell. */
public sealed interface CompanyEffect {

  /** The message that did it. */
  Stamp stamp();

  /**
   * A company is new, or shows something else.
   *
   * @param names of the traits, as sent and as reserved ones, that are others now
   */
  record Described(String groupId, Set<String> names, Stamp stamp) implements CompanyEffect {}

  /** Somebody has become a member of a company. */
  record Joined(Person member, String groupId, Stamp stamp) implements CompanyEffect {}
}
