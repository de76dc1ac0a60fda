package dev.inlet.storage.file;

import static dev.inlet.storage.file.SomeCalls.calls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.inlet.journal.JournalEntry;
import dev.inlet.storage.file.disk.NioDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class LogSegmentsTest {
  @TempDir private Path folder;

  private final NioDisk disk = new NioDisk();
  private LogSegments segments;
  private Segment oldest;
  private Segment newest;

  /** Those with the calls 11 to 20, and 31 to 40. */
  @BeforeEach
  void add() throws IOException {
    segments = new LogSegments(disk, folder);
    newest = written(Segment.name(31), 31, 10);
    oldest = written(Segment.name(11), 11, 10);
    segments.add(newest);
    segments.add(oldest);
  }

  private Segment written(String name, int first, int count) throws IOException {
    SegmentHeader header = SegmentHeader.beginningWith(first);
    try (SegmentFile file = SegmentFile.create(disk, folder.resolve(name), header)) {
      var frames = new FrameWriter();
      frames.begin(first);
      long seq = first;
      for (JournalEntry call : calls(first, count)) {
        frames.add(seq++, call);
      }
      WrittenFrame frame = frames.end(header);
      file.write(frame.bytes());
      file.segment().index().add(frame.header());
      return file.segment();
    }
  }

  private static long callsIn(SegmentReader reader) throws IOException {
    return reader.frames(reader.segment().index().block(0)).getFirst().header().calls();
  }

  @Test
  void theyAreInTheOrderOfTheirCalls() {
    assertEquals(List.of(oldest, newest), segments.all());
    assertSame(newest, segments.newest());
  }

  @Test
  void theOneThatHoldsACallIsFoundOrElseTheNext() {
    assertSame(oldest, segments.at(0));
    assertSame(oldest, segments.at(11));
    assertSame(oldest, segments.at(20));
    assertSame(newest, segments.at(21));
    assertSame(newest, segments.at(40));
    assertNull(segments.at(41));
  }

  @Test
  void theLastThatBeginsBelowACallIsOpened() throws IOException {
    assertNull(segments.openBelow(11));
    try (SegmentReader first = segments.openBelow(31);
        SegmentReader second = segments.openBelow(32)) {
      assertSame(oldest, first.segment());
      assertSame(newest, second.segment());
    }
  }

  @Test
  void whoHasOneOpenReadsItAsItWasWhileOthersReadWhatTookItsPlace() throws IOException {
    try (SegmentReader before = segments.openAt(11)) {
      Segment written = written("written", 11, 3);
      segments.replace(
          new Segment(oldest.file(), written.header(), written.index()), written.file());
      assertFalse(Files.exists(written.file()));
      try (SegmentReader after = segments.openAt(11)) {
        assertEquals(3, callsIn(after));
      }
      assertEquals(10, callsIn(before));
    }
  }

  @Test
  void oneThatIsDeletedIsGoneWithItsFile() throws IOException {
    segments.delete(oldest);
    assertFalse(Files.exists(oldest.file()));
    assertSame(newest, segments.at(11));
    segments.delete(newest);
    assertNull(segments.at(11));
    assertEquals(List.of(), segments.all());
  }
}
