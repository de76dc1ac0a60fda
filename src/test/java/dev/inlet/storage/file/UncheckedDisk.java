package dev.inlet.storage.file;

import dev.inlet.storage.file.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Another disk, on which the checksum of every frame is right when it is read, whatever the frame
 * holds; so it is as if nobody looked at it.
 */
public final class UncheckedDisk extends DiskAround {
  /** Where the checksum stands in a frame. */
  private static final int SUM = 4;

  /** Reads from a disk, and writes to it as it is. */
  public UncheckedDisk(Disk disk) {
    super(disk);
  }

  @Override
  public OpenFile read(Path file) throws IOException {
    return new Corrected(file, super.read(file));
  }

  private static void correct(ByteBuffer bytes, SegmentHeader segment) {
    int at = SegmentHeader.LENGTH;
    FrameHeader frame = FrameHeader.read(bytes, at);
    while (frame != null && frame.size() <= bytes.limit() - at) {
      int checked = frame.size() - FrameHeader.CHECKED;
      bytes.putInt(at + SUM, segment.sum(bytes.slice(at + FrameHeader.CHECKED, checked)));
      at += frame.size();
      frame = FrameHeader.read(bytes, at);
    }
  }

  /** Read as a whole, but not before somebody reads: who opens it may hold a lock. */
  private static final class Corrected implements OpenFile {
    private final Path path;
    private final OpenFile file;
    private @Nullable ByteBuffer bytes;

    Corrected(Path path, OpenFile file) {
      this.path = path;
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      ByteBuffer all = bytes();
      int length = Math.min(into.remaining(), all.limit() - (int) position);
      if (length > 0) {
        into.put(all.slice((int) position, length));
      }
    }

    private ByteBuffer bytes() throws IOException {
      ByteBuffer known = bytes;
      if (known != null) {
        return known;
      }
      var read = ByteBuffer.allocate((int) file.size());
      file.read(read, 0);
      read.flip();
      if (read.limit() >= SegmentHeader.LENGTH) {
        correct(read, SegmentHeader.read(path, read.slice(0, SegmentHeader.LENGTH)));
      }
      bytes = read;
      return read;
    }

    @Override
    public void write(ByteBuffer some, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void force() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
