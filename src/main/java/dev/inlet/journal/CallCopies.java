package dev.inlet.journal;

import java.time.Instant;

/** Where calls stay as they were sent beside the journal, and nothing of them can be erased. */
public interface CallCopies {

  /** When the last copy of the calls that were taken up to a time is gone, by its age alone. */
  Instant goneBy(Instant takenUpTo);
}
