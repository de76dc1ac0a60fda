package dev.inlet.transfer;

import java.time.Instant;
import java.util.Optional;

/** Remembers into which accounts something was imported. Everything may block. */
public interface ImportedAccounts {

  /**
   * An import that has begun.
   *
   * @param by who has asked for it
   */
  record Begun(Instant at, String by) {}

  /** The import that began last, of those into an account. */
  Optional<Begun> last(String accountId);

  /** Notes that one begins, in the caller's transaction, which has locked the mark. */
  void begin(String accountId, Begun begun);

  /**
   * Waits until every instance looks live calls of an imported account up among those that were
   * imported.
   *
   * @param wasKnown whether they did so already
   */
  void awaitHeeded(boolean wasKnown);

  /**
   * Takes places for activities whose calls stand in another journal: so many, this one and those
   * below it. None is ever given twice, whatever was removed meanwhile. In the caller's
   * transaction, which has locked the mark.
   *
   * @return the first of them, which is negative
   */
  long takePlaces(String accountId, int count);
}
