package dev.inlet.contact;

import dev.inlet.merge.Registers;

/** How somebody is to be found in lists, now that changes were applied. */
public sealed interface ContactEntry {

  /** The id that is meant. */
  Person person();

  /**
   * As a contact.
   *
   * @param linked what its linked ids have said of what contacts are looked up by
   */
  record Known(Person person, Registers linked, Lookup lookup) implements ContactEntry {

    static Known of(PersonState own, Registers linked, SearchedIds ids) {
      Registers said = Lookup.saidIn(own.fields());
      said.merge(linked);
      return new Known(own.person(), linked, Lookup.of(own.person(), said, ids));
    }
  }

  /** Not at all: nobody identified it yet, or it is part of another contact. */
  record None(Person person) implements ContactEntry {}

  /** Only all of its ids can tell: by a {@link Gathering}, once their states are stored. */
  record Unsure(Person person) implements ContactEntry {}
}
