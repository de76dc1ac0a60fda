package dev.inlet.erase;

/**
 * An erasure that is not completed, and where its search is.
 *
 * @param scanned how far that place has been looked through
 * @param upTo the journal's end when it began; what is later is about somebody who came back
 */
public record ErasureWork(long erasureId, String accountId, Place place, long scanned, long upTo) {

  /** The same search, further on in its place. */
  ErasureWork scannedTo(long further) {
    return new ErasureWork(erasureId, accountId, place, further, upTo);
  }

  /** The same search, at the beginning of the next place. */
  ErasureWork inNextPlace() {
    return new ErasureWork(erasureId, accountId, place.next(), 0, upTo);
  }
}
