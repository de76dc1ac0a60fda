package dev.inlet.storage.file;

import dev.inlet.journal.JournalEntry;
import dev.inlet.storage.file.BlockIndex.Block;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.NavigableSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies a segment, a block at a time, with some of its calls changed or left out. Each frame goes
 * on to stand for the same sequence numbers, so that a missing one is still noticed.
 */
final class SegmentRewrite {
  private final NavigableSet<Long> seqs;
  private final Function<byte[], byte @Nullable []> change;
  private final FrameWriter frames = new FrameWriter();

  /**
   * @param seqs whose calls are changed
   * @param change returns the new body; null for a call that is left out
   */
  SegmentRewrite(NavigableSet<Long> seqs, Function<byte[], byte @Nullable []> change) {
    this.seqs = seqs;
    this.change = change;
  }

  /** Copies all frames to a file that has the same header. */
  void copy(SegmentReader from, SegmentFile to) throws IOException {
    BlockIndex index = from.segment().index();
    for (int i = 0; i < index.size(); i++) {
      Block block = index.block(i);
      var written = new ArrayList<FrameHeader>();
      var bytes = new ByteArrayOutputStream(block.length());
      for (FrameReader frame : from.frames(block)) {
        WrittenFrame copy = copy(frame, to.segment().header());
        written.add(copy.header());
        bytes.write(copy.bytes().array(), position(copy), copy.header().size());
      }
      to.write(ByteBuffer.wrap(bytes.toByteArray()));
      written.forEach(to.segment().index()::add);
    }
  }

  private static int position(WrittenFrame frame) {
    return frame.bytes().arrayOffset() + frame.bytes().position();
  }

  private WrittenFrame copy(FrameReader frame, SegmentHeader segment) {
    FrameHeader header = frame.header();
    Long hit = seqs.ceiling(header.first());
    if (hit == null || hit > header.last()) {
      return new WrittenFrame(header, frame.bytes());
    }
    frames.begin(header.first());
    while (frame.next()) {
      JournalEntry entry = frame.entry();
      byte @Nullable [] body =
          seqs.contains(frame.seq()) ? change.apply(entry.body()) : entry.body();
      if (body != null) {
        frames.add(frame.seq(), entry.withBody(body));
      }
    }
    return frames.end(segment, header.last(), header.newest());
  }
}
