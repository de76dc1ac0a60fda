package dev.inlet.storage.file;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the calls of a frame. Its checksum is of all that follows it, the calls
 * included. A format that packs the calls otherwise gets another magic number.
 *
 * @param length of what follows the header, in bytes
 * @param calls how many there are
 * @param first the first sequence number that the frame stands for
 * @param span for how many it stands: more than there are calls once some were removed
 * @param newest when the newest of its calls was stored, in microseconds since 1970
 * @param accounts whose calls there may be, as {@link #accounts(String)} of each
 * @param hasWarnings whether something is told of any of them
 */
record FrameHeader(
    int length, int calls, long first, long span, long newest, long accounts, boolean hasWarnings) {
  /** In bytes. */
  static final int LENGTH = 56;

  static final int MAGIC = 0x494e4a31; // "INJ1"

  /** Where the checksum stands, and where what it is of begins. */
  private static final int SUM = 4;

  static final int CHECKED = 8;

  /** Whatever account's, as {@link #accounts} of all of them. */
  static final long ALL_ACCOUNTS = -1;

  private static final int BITS = Long.SIZE - 1;

  /** One of 64 bits for an account, the same in all versions of Java. */
  static long accounts(String accountId) {
    int hash = accountId.hashCode();
    return 1L << ((hash ^ hash >>> 6 ^ hash >>> 12 ^ hash >>> 18) & BITS);
  }

  /** The last sequence number that the frame stands for. */
  long last() {
    return first + span - 1;
  }

  /** The length of the frame, in bytes. */
  int size() {
    return LENGTH + length;
  }

  /** Writes it before its calls: into the first bytes of a buffer that holds the whole frame. */
  void write(ByteBuffer frame, SegmentHeader segment) {
    frame
        .putInt(0, MAGIC)
        .putInt(8, length)
        .putInt(12, calls)
        .putInt(16, hasWarnings ? 1 : 0)
        .putInt(20, 0)
        .putLong(24, first)
        .putLong(32, span)
        .putLong(40, newest)
        .putLong(48, accounts);
    frame.putInt(SUM, segment.sum(frame.slice(CHECKED, size() - CHECKED)));
  }

  /** Reads a header as it is there; null when these bytes are none. */
  static @Nullable FrameHeader read(ByteBuffer bytes, int at) {
    if (bytes.limit() - at < LENGTH || bytes.getInt(at) != MAGIC || bytes.getInt(at + 8) < 0) {
      return null;
    }
    return new FrameHeader(
        bytes.getInt(at + 8),
        bytes.getInt(at + 12),
        bytes.getLong(at + 24),
        bytes.getLong(at + 32),
        bytes.getLong(at + 40),
        bytes.getLong(at + 48),
        bytes.getInt(at + 16) != 0);
  }

  /** The checksum that stands in a header. */
  static int sum(ByteBuffer bytes, int at) {
    return bytes.getInt(at + SUM);
  }

  /** Reads the header of a frame that is whole; null when there is none. */
  static @Nullable FrameHeader whole(ByteBuffer bytes, int at, SegmentHeader segment) {
    FrameHeader header = read(bytes, at);
    boolean isWhole =
        header != null
            && header.length <= bytes.limit() - at - LENGTH
            && sum(bytes, at) == segment.sum(bytes.slice(at + CHECKED, header.size() - CHECKED));
    return isWhole ? header : null;
  }
}
