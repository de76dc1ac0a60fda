package dev.inlet.storage.file;

import dev.inlet.storage.file.disk.Disk.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the newest segment from its beginning, to find where its whole frames end. Behind them may
 * be what a crash has left of the last write, which nobody was answered for. A whole frame behind a
 * broken one is no such thing, because a frame is written only once the one before it was forced.
 */
final class SegmentScan {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentScan.class);
  private static final int AT_ONCE = 1 << 18;

  private final Path path;
  private final OpenFile file;
  private final SegmentHeader segment;
  private final long size;
  private final ByteBuffer piece = ByteBuffer.allocate(AT_ONCE).limit(0);
  private long pieceAt;

  private SegmentScan(Path path, OpenFile file) throws IOException {
    this.path = path;
    this.file = file;
    this.segment = Segment.header(path, file);
    this.size = file.size();
  }

  /**
   * The segment of a file, as far as its frames are whole.
   *
   * @throws JournalDamaged when a whole frame lies behind a broken one
   */
  static Segment of(Path path, OpenFile file) throws IOException {
    return new SegmentScan(path, file).segment();
  }

  private Segment segment() throws IOException {
    var index = new BlockIndex(segment.first());
    FrameHeader frame = whole(index.end());
    while (frame != null && frame.first() == index.next()) {
      index.add(frame);
      frame = whole(index.end());
    }
    refuseWholeFramesBehind(index);
    return new Segment(path, segment, index);
  }

  private void refuseWholeFramesBehind(BlockIndex index) throws IOException {
    long left = 0;
    long at = index.end();
    while (load(at, 1)) {
      at = behindZeros(at);
      if (at < pieceAt + piece.limit()) {
        FrameHeader frame = isMagic(at) ? whole(at) : null;
        if (frame != null && frame.first() > index.next()) {
          throw JournalDamaged.at(path, index.end());
        }
        at++;
        left = at - index.end();
      }
    }
    if (left > 0) {
      LOG.info("{}: left out {} bytes of a write that was interrupted", path, left);
    }
  }

  /** The next byte of the piece that is no zero, or its end. */
  private long behindZeros(long at) {
    int next = (int) (at - pieceAt);
    while (next < piece.limit() && piece.get(next) == 0) {
      next++;
    }
    return pieceAt + next;
  }

  private boolean isMagic(long at) {
    return piece.get((int) (at - pieceAt)) == (byte) (FrameHeader.MAGIC >>> 24);
  }

  /** The header of the frame that begins there, if it is whole. */
  private @Nullable FrameHeader whole(long at) throws IOException {
    if (!load(at, FrameHeader.LENGTH)) {
      return null;
    }
    FrameHeader header = FrameHeader.read(piece, (int) (at - pieceAt));
    if (header == null || header.length() > size - at - FrameHeader.LENGTH) {
      return null;
    }
    int sum = FrameHeader.sum(piece, (int) (at - pieceAt));
    return sum == sum(at + FrameHeader.CHECKED, at + header.size()) ? header : null;
  }

  private int sum(long from, long to) throws IOException {
    CRC32C sum = segment.sum();
    long at = from;
    while (at < to && load(at, 1)) {
      int start = (int) (at - pieceAt);
      int length = (int) Math.min(piece.limit() - start, to - at);
      sum.update(piece.slice(start, length));
      at += length;
    }
    return (int) sum.getValue();
  }

  /** Reads on, unless these bytes are read already; false when the file has not so many. */
  private boolean load(long at, int length) throws IOException {
    if (at < pieceAt || at + length > pieceAt + piece.limit()) {
      pieceAt = at;
      piece.clear();
      file.read(piece, at);
      piece.flip();
    }
    return piece.limit() - (at - pieceAt) >= length;
  }
}
