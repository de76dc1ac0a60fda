package dev.inlet.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

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
    OpenFile open = super.read(file);
    var bytes = ByteBuffer.allocate((int) open.size());
    open.read(bytes, 0);
    bytes.flip();
    if (bytes.limit() >= SegmentHeader.LENGTH) {
      correct(bytes, SegmentHeader.read(file, bytes.slice(0, SegmentHeader.LENGTH)));
    }
    return new Corrected(bytes, open);
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

  private record Corrected(ByteBuffer bytes, OpenFile file) implements OpenFile {
    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void read(ByteBuffer into, long position) {
      int length = Math.min(into.remaining(), bytes.limit() - (int) position);
      if (length > 0) {
        into.put(bytes.slice((int) position, length));
      }
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
