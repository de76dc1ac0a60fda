package dev.inlet.erase.closing;

import java.time.Instant;

/**
 * An account that is being erased, and where that is.
 *
 * @param erasureId the receipt that counts
 * @param scanned how far the place has been looked through, where rows stay that were looked at
 * @param upTo the journal's end when it began
 * @param changesUpTo the end of the feed of changes then
 */
public record ClosingWork(
    long id,
    String accountId,
    long erasureId,
    Instant beganAt,
    ClosingPlace place,
    long scanned,
    long upTo,
    long changesUpTo) {

  /** The same, further on in its place. */
  ClosingWork scannedTo(long further) {
    return new ClosingWork(id, accountId, erasureId, beganAt, place, further, upTo, changesUpTo);
  }

  /** The same, at the beginning of the next place. */
  ClosingWork inNextPlace() {
    return new ClosingWork(id, accountId, erasureId, beganAt, place.next(), 0, upTo, changesUpTo);
  }
}
