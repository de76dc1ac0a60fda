package dev.inlet.storage.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the frames of a segment lie: a line for each block, which is a run of frames of some 64 KB,
 * or one larger frame. A segment that gets no more frames has its index at its end. Several threads
 * may use it; what was added stays as it is.
 */
final class BlockIndex {
  private static final int BLOCK = 1 << 16;
  private static final int MAGIC = 0x494e4a58; // "INJX"
  private static final int HEAD = 48;
  private static final int LINE = 3 * Long.BYTES;
  private static final int TAIL = 8;

  /**
   * Frames that are read together.
   *
   * @param first the first sequence number that they stand for
   * @param offset where they begin in the file
   * @param length of all of them, in bytes
   * @param accounts as in {@link FrameHeader}
   * @param hasWarnings as there
   */
  record Block(long first, long offset, int length, long accounts, boolean hasWarnings) {}

  private long next;
  private long end = SegmentHeader.LENGTH;
  private long calls;
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;

  private int size;
  private long[] firsts = new long[16];

  /** Offset and, in the lowest bit, whether anything is told of the calls. */
  private long[] offsets = new long[16];

  private long[] accounts = new long[16];

  /**
   * @param first the sequence number that the segment begins with
   */
  BlockIndex(long first) {
    this.next = first;
  }

  /** Adds the frame that follows. */
  synchronized void add(FrameHeader frame) {
    boolean begins = size == 0 || end + frame.size() - offset(size - 1) > BLOCK;
    if (begins) {
      if (size == firsts.length) {
        firsts = Arrays.copyOf(firsts, size * 2);
        offsets = Arrays.copyOf(offsets, size * 2);
        accounts = Arrays.copyOf(accounts, size * 2);
      }
      firsts[size] = frame.first();
      offsets[size] = end << 1;
      accounts[size] = 0;
      size++;
    }
    accounts[size - 1] |= frame.accounts();
    offsets[size - 1] |= frame.hasWarnings() ? 1 : 0;
    end += frame.size();
    next = frame.last() + 1;
    calls += frame.calls();
    oldest = Math.min(oldest, frame.newest());
    newest = Math.max(newest, frame.newest());
  }

  private long offset(int block) {
    return offsets[block] >>> 1;
  }

  /** How many blocks there are. */
  synchronized int size() {
    return size;
  }

  /** A block by its place, as far as it is filled. */
  synchronized Block block(int place) {
    long offset = offset(place);
    long upTo = place + 1 < size ? offset(place + 1) : end;
    return new Block(
        firsts[place], offset, (int) (upTo - offset), accounts[place], (offsets[place] & 1) != 0);
  }

  /** The place of the block that holds a sequence number, or of the nearest one. */
  synchronized int find(long seq) {
    int found = Arrays.binarySearch(firsts, 0, size, seq);
    return Math.max(0, found >= 0 ? found : -found - 2);
  }

  /** Where the frames end in the file. */
  synchronized long end() {
    return end;
  }

  /** The sequence number that follows. */
  synchronized long next() {
    return next;
  }

  /** How many calls there are. */
  synchronized long calls() {
    return calls;
  }

  /** When the first call was stored, in microseconds since 1970, or nearly so. */
  synchronized long oldest() {
    return oldest;
  }

  /** When the newest call was stored, in microseconds since 1970. */
  synchronized long newest() {
    return newest;
  }

  /** The index as it stands at the end of a file. */
  synchronized ByteBuffer bytes(SegmentHeader segment) {
    int length = HEAD + size * LINE + TAIL;
    var bytes = ByteBuffer.allocate(length);
    bytes.putInt(MAGIC).putInt(0).putInt(size).putInt(0);
    bytes.putLong(next).putLong(calls).putLong(oldest).putLong(newest);
    for (int i = 0; i < size; i++) {
      bytes.putLong(firsts[i]).putLong(offsets[i]).putLong(accounts[i]);
    }
    bytes.putInt(length).putInt(MAGIC);
    bytes.putInt(4, segment.sum(bytes.slice(8, length - 8)));
    return bytes.clear();
  }

  /** How long the index is that a file ends with, by its last bytes; 0 when there is none. */
  static int length(ByteBuffer tail) {
    return tail.remaining() == TAIL && tail.getInt(4) == MAGIC ? Math.max(0, tail.getInt(0)) : 0;
  }

  /** How many last bytes of a file tell that. */
  static int tail() {
    return TAIL;
  }

  /** Reads the index at the end of a file; null when it is none, or not whole. */
  static @Nullable BlockIndex read(ByteBuffer bytes, SegmentHeader segment, long fileSize) {
    int length = bytes.remaining();
    if (length < HEAD + TAIL
        || bytes.getInt(0) != MAGIC
        || bytes.getInt(4) != segment.sum(bytes.slice(8, length - 8))) {
      return null;
    }
    var index = new BlockIndex(segment.first());
    index.fill(bytes);
    index.end = fileSize - length;
    return index;
  }

  private synchronized void fill(ByteBuffer bytes) {
    size = bytes.getInt(8);
    next = bytes.getLong(16);
    calls = bytes.getLong(24);
    oldest = bytes.getLong(32);
    newest = bytes.getLong(40);
    firsts = new long[Math.max(1, size)];
    offsets = new long[firsts.length];
    accounts = new long[firsts.length];
    for (int i = 0; i < size; i++) {
      int at = HEAD + i * LINE;
      firsts[i] = bytes.getLong(at);
      offsets[i] = bytes.getLong(at + Long.BYTES);
      accounts[i] = bytes.getLong(at + 2 * Long.BYTES);
    }
  }
}
