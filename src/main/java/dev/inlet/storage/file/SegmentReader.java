package dev.inlet.storage.file;

import dev.inlet.storage.file.BlockIndex.Block;
import dev.inlet.storage.file.disk.Disk.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the frames of a segment a block at a time: 64 KB, or a larger frame. It has the file open
 * for itself, so that it reads on when the segment is rewritten or purged meanwhile.
 */
final class SegmentReader implements AutoCloseable {
  private final Segment segment;
  private final OpenFile file;

  SegmentReader(Segment segment, OpenFile file) {
    this.segment = segment;
    this.file = file;
  }

  Segment segment() {
    return segment;
  }

  /**
   * The frames of a block, each of which was found to be whole.
   *
   * @throws JournalDamaged when one is not
   */
  List<FrameReader> frames(Block block) throws IOException {
    var bytes = ByteBuffer.allocate(block.length());
    file.read(bytes, block.offset());
    bytes.flip();
    var frames = new ArrayList<FrameReader>();
    long next = block.first();
    int at = 0;
    while (at < block.length()) {
      FrameHeader header = FrameHeader.whole(bytes, at, segment.header());
      if (header == null || header.first() != next) {
        throw JournalDamaged.at(segment.file(), block.offset() + at);
      }
      frames.add(new FrameReader(bytes, at, header));
      at += header.size();
      next = header.last() + 1;
    }
    return frames;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
