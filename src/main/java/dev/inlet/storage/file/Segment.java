package dev.inlet.storage.file;

import dev.inlet.storage.file.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
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

  /** The names of the segments in a folder, in their order; none where there is no folder. */
  static List<String> names(Disk disk, Path folder) throws IOException {
    return disk.exists(folder)
        ? disk.list(folder).stream().filter(Segment::isName).toList()
        : List.of();
  }

  /** The sequence number that it begins with. */
  long first() {
    return header.first();
  }

  /** The last sequence number that it stands for; one less than the first for none. */
  long last() {
    return index.next() - 1;
  }

  /** Whether it stands for no sequence number yet. */
  boolean isEmpty() {
    return last() < first();
  }

  /**
   * Refuses that calls are missing in front of it.
   *
   * @param before the segment before it; null when it is the first there is
   * @throws JournalDamaged when it does not follow that one
   */
  void refuseGapBehind(@Nullable Segment before) {
    if (before != null && before.last() + 1 != first()) {
      throw new JournalDamaged(
          "The journal's calls from %d to %d are missing in front of %s"
              .formatted(before.last() + 1, first() - 1, file));
    }
  }

  /**
   * Reads where the frames of a file are.
   *
   * @param isLast whether it may end without an index, or with what a crash has left
   * @throws JournalDamaged when frames are missing that it held
   */
  static Segment read(Disk disk, Path file, boolean isLast) throws IOException {
    try (Disk.OpenFile open = disk.read(file)) {
      Segment sealed = sealed(file, open);
      if (sealed == null && !isLast) {
        throw JournalDamaged.at(file, open.size());
      }
      return sealed == null ? SegmentScan.of(file, open) : sealed;
    }
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
