package dev.inlet.journal;

import java.time.Instant;

/**
 * Where calls are before they come into the journal, and stay as they were sent: nothing of them
 * can be erased there.
 */
public interface CallCopies {

  /** When the last copy of the calls that were taken up to a time is gone, by its age alone. */
  Instant goneBy(Instant takenUpTo);

  /**
   * Whether all calls that were acknowledged before a time are in the journal, for all is known.
   */
  boolean areJournaled(Instant takenUpTo);
}
