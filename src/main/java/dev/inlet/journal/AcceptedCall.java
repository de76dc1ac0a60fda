package dev.inlet.journal;

import dev.inlet.call.Identity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call that passed every check.
 *
 * @param entry what is to be journaled
 * @param identity whom it is about
 * @param read what it was read as; null when that is too large to be kept until it is processed, so
 *     that it is read again then
 * @param isOld whether it happened so long ago that nobody waits to see it, as when an archive is
 *     replayed
 */
public record AcceptedCall(
    JournalEntry entry, Identity identity, @Nullable ReadCall read, boolean isOld) {
  /** Longer than Segment tries again, and than a clock is wrong that is set to local time. */
  static final Duration OLD_AFTER = Duration.ofDays(1);

  /** A call as it was read, of which a small one's reading is kept. */
  public static AcceptedCall of(JournalEntry entry, ReadCall read) {
    return new AcceptedCall(
        entry,
        read.call().common().identity(),
        Footprint.isKeptAsRead(entry) ? read : null,
        read.call().common().time().isBefore(entry.storedAt().minus(OLD_AFTER)));
  }
}
