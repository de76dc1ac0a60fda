package dev.inlet.erase;

/**
 * An erasure that is not completed, and where its search is.
 *
 * @param scanned how far that place has been looked through
 * @param upTo the journal's end when it began; what is later is about somebody who came back
 * @param changesUpTo the end of the feed of changes when it began, likewise
 */
public record ErasureWork(
    long erasureId, String accountId, Place place, long scanned, long upTo, long changesUpTo) {

  /** The same search, further on in its place. */
  ErasureWork scannedTo(long further) {
    return new ErasureWork(erasureId, accountId, place, further, upTo, changesUpTo);
  }

  /** The same search, at the beginning of the next place. */
  ErasureWork inNextPlace() {
    Place next = place.next();
    return new ErasureWork(erasureId, accountId, next, next.beginning(), upTo, changesUpTo);
  }
}
