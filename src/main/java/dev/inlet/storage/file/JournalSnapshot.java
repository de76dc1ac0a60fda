package dev.inlet.storage.file;

import dev.inlet.storage.file.disk.Disk;
import dev.inlet.storage.file.disk.NioDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The journal as it was at one moment: all that was durable then, and nothing behind it. Its files
 * stay readable as they were, whatever is appended, rewritten or purged meanwhile.
 *
 * @param first no call below this sequence number is in it
 * @param last the highest sequence number
 */
public record JournalSnapshot(long first, long last, List<PinnedFile> files)
    implements AutoCloseable {

  /**
   * One of its files.
   *
   * @param name without its folder
   * @param length how much of it belongs to the snapshot, from its beginning
   */
  public record PinnedFile(String name, long length, Disk.OpenFile file) {

    /** Reads until the buffer is full or the snapshot's part of the file ends. */
    public void read(ByteBuffer into, long position) throws IOException {
      into.limit((int) Math.min(into.limit(), into.position() + length - position));
      file.read(into, position);
    }

    private void close() {
      try {
        file.close();
      } catch (IOException e) {
        // It was only read.
      }
    }
  }

  /** Whether a file of the journal may be called so. */
  public static boolean isSegment(String name) {
    return Segment.isName(name);
  }

  /**
   * That of a folder to which nobody writes, cut as a start would cut it.
   *
   * @throws IllegalStateException when it is damaged; the message says what to do
   */
  public static JournalSnapshot of(Path folder) throws IOException {
    var disk = new NioDisk();
    List<String> names = Segment.names(disk, folder);
    Segment before = null;
    var files = new ArrayList<PinnedFile>();
    long first = 1;
    try {
      for (String name : names) {
        Path file = folder.resolve(name);
        Segment segment = Segment.read(disk, file, name.equals(names.getLast()));
        segment.refuseGapBehind(before);
        first = before == null ? segment.first() : first;
        files.add(pin(disk, segment));
        before = segment;
      }
    } catch (IOException | RuntimeException e) {
      files.forEach(PinnedFile::close);
      throw e;
    }
    return new JournalSnapshot(first, before == null ? 0 : before.last(), List.copyOf(files));
  }

  /** With its index, if it has that; or else up to the end of its frames. */
  static PinnedFile pin(Disk disk, Segment segment) throws IOException {
    Disk.OpenFile open = disk.read(segment.file());
    try {
      boolean isSealed = Segment.sealed(segment.file(), open) != null;
      return new PinnedFile(
          segment.file().getFileName().toString(),
          isSealed ? open.size() : segment.index().end(),
          open);
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  @Override
  public void close() {
    files.forEach(PinnedFile::close);
  }
}
