package dev.inlet.storage.file;

import java.time.Duration;

/**
 * When a segment gets no more frames. It is purged as a whole, so calls may outlive their retention
 * by its time; and rewritten as a whole when one of its calls is erased.
 *
 * @param bytes how large it becomes; the frame that reaches it may go beyond
 * @param time how much later than its first call its last may be stored
 * @param heldUp up to which size it is rewritten while calls wait for that, some hundredths of a
 *     second, and gets more of them afterwards; a larger one is sealed for it
 * @param ahead for how many bytes at a time a file is made longer
 */
record SegmentLimits(long bytes, Duration time, long heldUp, int ahead) {
  static final SegmentLimits USUAL =
      new SegmentLimits(64 << 20, Duration.ofDays(1), 4 << 20, 1 << 16);

  /** Whether a call that was stored then belongs into the next segment. */
  boolean isFull(BlockIndex index, long storedAt) {
    return index.calls() > 0
        && (index.end() >= bytes || storedAt - index.oldest() >= time.toNanos() / 1_000);
  }
}
