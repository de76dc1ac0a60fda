package dev.inlet.erase;

/** Where the search of an erasure looks, in this order. Their names are stored. */
public enum Place {
  /** The events of the erased themselves, as far as the first transaction has left them. */
  OWN_EVENT,
  /** Their page views. */
  OWN_PAGE_VIEW,
  /** Events of others, which may have come with an anonymousId of the erased. */
  EVENT,
  /** Page views of others. */
  PAGE_VIEW,
  /** What the feed says of the erased, before it says that they were erased. */
  CHANGE,
  SET_ASIDE,
  REFUSED_DELIVERY,
  JOURNAL,
  /** Everything is looked through. */
  NOWHERE;

  private static final Place[] ALL = values();

  /** Where to look after this; nowhere after the last. */
  Place next() {
    return this == NOWHERE ? NOWHERE : ALL[ordinal() + 1];
  }

  /**
   * How far it is looked through at first. Activities that were imported stand below the journal.
   */
  long beginning() {
    return this == EVENT || this == PAGE_VIEW ? Long.MIN_VALUE : 0;
  }
}
