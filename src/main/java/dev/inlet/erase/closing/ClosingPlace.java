package dev.inlet.erase.closing;

/**
 * What of a closed account is erased, in this order. Keys go first, so that no refusal of theirs
 * comes after. Their names are stored.
 */
public enum ClosingPlace {
  KEY,
  SET_ASIDE,
  EVENT,
  PAGE_VIEW,
  MEMBERSHIP,
  PERSON,
  /** What the feed says of it: the changes go, their places stay for those who read on. */
  CHANGE,
  /** Calls as they were sent: noted here, and removed by what cleans the journal. */
  JOURNAL,
  COMPANY,
  REFUSED_DELIVERY,
  /** Everything is gone but the account itself. */
  ACCOUNT;

  private static final ClosingPlace[] ALL = values();

  /** What comes after this; the account after all. */
  ClosingPlace next() {
    return this == ACCOUNT ? ACCOUNT : ALL[ordinal() + 1];
  }
}
