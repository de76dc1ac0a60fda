package dev.inlet.journal;

import org.jspecify.annotations.Nullable;

/**
 * A call that passed every check.
 *
 * @param entry what is to be journaled
 * @param read what it was read as; null when that is too large to be kept until it is processed, so
 *     that it is read again then
 */
public record AcceptedCall(JournalEntry entry, @Nullable ReadCall read) {

  /** A call as it was read, of which a small one's reading is kept. */
  public static AcceptedCall of(JournalEntry entry, ReadCall read) {
    return new AcceptedCall(entry, Footprint.isKeptAsRead(entry) ? read : null);
  }
}
