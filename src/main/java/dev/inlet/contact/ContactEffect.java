package dev.inlet.contact;

import dev.inlet.merge.Stamp;
import java.util.Set;

/** What a message did to a contact, as whoever looks at the contact can tell. */
public sealed interface ContactEffect {

  /** The message that did it. */
  Stamp stamp();

  /**
   * A contact is new, or shows something else.
   *
   * @param contact the id it was known under at that time
   * @param names of the traits, as sent and as reserved ones, that are others as far as this very
   *     id goes, or that went away with an id that belongs to somebody else now
   */
  record Updated(Person contact, Set<String> names, Stamp stamp) implements ContactEffect {}

  /**
   * An anonymous id has turned out to be a contact's.
   *
   * @param contact the user
   * @param names of the traits that came with it
   */
  record Merged(Person contact, String anonymousId, Set<String> names, Stamp stamp)
      implements ContactEffect {}
}
