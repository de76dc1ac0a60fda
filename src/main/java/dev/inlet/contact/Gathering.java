package dev.inlet.contact;

import dev.inlet.merge.Registers;

/**
 * Puts together how a contact is found from all of its ids, which may be many: they are taken in
 * one by one, and none is kept.
 */
public final class Gathering {
  private final PersonState own;
  private final Registers linked = new Registers();
  private SearchedIds ids = SearchedIds.NONE;
  private boolean isKnown;

  /** Begins with the state of its own id. */
  public Gathering(PersonState own) {
    this.own = own;
    this.isKnown = own.isIdentified();
  }

  /** Takes in the name of a linked id; false when there is no room for another. */
  public boolean addId(String anonymousId) {
    ids = ids.with(anonymousId);
    return !ids.isFull();
  }

  /** Takes in the reserved traits of a linked id that was identified. */
  public void addFields(Registers fields) {
    isKnown = true;
    linked.merge(Lookup.saidIn(fields));
  }

  /** How the contact is found. */
  public ContactEntry entry() {
    return isKnown ? ContactEntry.Known.of(own, linked, ids) : new ContactEntry.None(own.person());
  }
}
