package dev.inlet.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file of the journal: a header, frames that follow each other without a gap, and, once it gets
 * no more of them, its index. Its name is its first sequence number.
 */
record Segment(Path file, SegmentHeader header, BlockIndex index) {
  private static final String ENDING = ".calls";
  private static final int DIGITS = 20;

  /** The name of the segment that begins with a sequence number. */
  static String name(long first) {
    return ("%0" + DIGITS + "d" + ENDING).formatted(first);
  }

  /** Whether that is the name of a segment. */
  static boolean isName(String name) {
    return name.length() == DIGITS + ENDING.length()
        && name.endsWith(ENDING)
        && name.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
  }

  long first() {
    return header.first();
  }

  /** The last sequence number that it stands for; one less than the first for none. */
  long last() {
    return index.next() - 1;
  }

  boolean isEmpty() {
    return last() < first();
  }

  /** The header of a file. */
  static SegmentHeader header(Path file, Disk.OpenFile open) throws IOException {
    SegmentHeader header = SegmentHeader.read(file, bytes(open, 0, SegmentHeader.LENGTH));
    if (!name(header.first()).equals(file.getFileName().toString())) {
      throw new JournalDamaged(
          "The journal's file %s is that of another place in the journal".formatted(file));
    }
    return header;
  }

  /** A segment with the index that its file ends with; null when it ends otherwise. */
  static @Nullable Segment sealed(Path file, Disk.OpenFile open) throws IOException {
    SegmentHeader header = header(file, open);
    long size = open.size();
    int length = BlockIndex.length(bytes(open, size - BlockIndex.tail(), BlockIndex.tail()));
    if (length == 0 || length > size - SegmentHeader.LENGTH) {
      return null;
    }
    BlockIndex index = BlockIndex.read(bytes(open, size - length, length), header, size);
    return index == null ? null : new Segment(file, header, index);
  }

  private static ByteBuffer bytes(Disk.OpenFile open, long from, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    open.read(bytes, from);
    return bytes.flip();
  }
}
