package dev.inlet.storage.file;

import dev.inlet.storage.file.disk.Disk;
import dev.inlet.storage.file.disk.Disk.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A segment that frames are added to. One that fails to be written is to be closed and opened
 * again: what the system still remembers of a failed write tells nothing about the disk.
 *
 * <p>Not for several threads at once.
 */
final class SegmentFile implements AutoCloseable {
  private static final int PAGE = 4_096;

  private final Segment segment;
  private final OpenFile file;

  /** Up to where the file was filled with zeros, for the frames to come. */
  private long filled;

  private SegmentFile(Segment segment, OpenFile file) {
    this.segment = segment;
    this.file = file;
  }

  /** Creates a file with a header, and does not force it. */
  static SegmentFile create(Disk disk, Path file, SegmentHeader header) throws IOException {
    var created =
        new SegmentFile(
            new Segment(file, header, new BlockIndex(header.first())), disk.create(file));
    try {
      created.file.write(header.bytes(), 0);
      return created;
    } catch (IOException | RuntimeException e) {
      created.close();
      throw e;
    }
  }

  /** Opens the file of a segment, and cuts off what is not part of it. */
  static SegmentFile open(Disk disk, Segment segment) throws IOException {
    var opened = new SegmentFile(segment, disk.open(segment.file()));
    try {
      opened.cut();
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Cuts off what is behind the frames, durably. */
  void cut() throws IOException {
    if (file.size() > segment.index().end()) {
      file.truncate(segment.index().end());
      file.force();
      filled = 0;
    }
  }

  Segment segment() {
    return segment;
  }

  /** Writes frames behind those that are there, where nobody sees them yet. */
  void write(ByteBuffer frames) throws IOException {
    file.write(frames, segment.index().end());
  }

  /**
   * Writes a frame likewise, into room that the file has already: forcing a file that has become
   * longer takes longer.
   *
   * @param ahead for how many bytes it is made longer, once the room is used up
   */
  void write(ByteBuffer frame, int ahead) throws IOException {
    long end = segment.index().end() + frame.remaining();
    if (end > filled) {
      try {
        fill(end, end + ahead);
        filled = end + ahead;
      } catch (IOException e) {
        filled = end; // The frame alone may find room.
      }
    }
    write(frame);
  }

  /** By pages: Linux would remember larger pieces as one, and write all of it for each frame. */
  private void fill(long from, long to) throws IOException {
    for (long at = from; at < to; at += PAGE) {
      file.write(ByteBuffer.allocate((int) Math.min(PAGE, to - at)), at);
    }
  }

  void force() throws IOException {
    file.force();
  }

  /** Ends the segment with its index, durably. */
  void seal() throws IOException {
    cut();
    file.write(segment.index().bytes(segment.header()), segment.index().end());
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
