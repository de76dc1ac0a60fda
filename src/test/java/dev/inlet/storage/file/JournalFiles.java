package dev.inlet.storage.file;

import dev.inlet.journal.Journal;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.storage.file.disk.Disk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The journal in files as Inlet has it, on any disk and in segments of any size. */
public final class JournalFiles {
  private final SegmentedLog log;
  private final FileJournal journal;

  /**
   * Opens it.
   *
   * @param segmentBytes how large a segment becomes
   * @param ahead for how many bytes at a time a file is made longer
   */
  public JournalFiles(Disk disk, Path folder, long segmentBytes, int ahead, MemoryBudget memory) {
    this.log =
        new SegmentedLog(
            disk,
            folder,
            new SegmentLimits(segmentBytes, Duration.ofDays(1), segmentBytes / 2, ahead));
    this.journal = new FileJournal(log, memory);
  }

  /** What Inlet has of it. */
  public Journal journal() {
    return journal;
  }

  /** All calls there are, in their order. */
  public List<Journaled> calls() {
    var calls = new ArrayList<Journaled>();
    log.read(0, Long.MAX_VALUE, FrameHeader.ALL_ACCOUNTS, call -> calls.add(call.call()));
    return calls;
  }

  /** Drops the oldest segment, as {@link dev.inlet.journal.Archive#purge} does. */
  public long purge(Instant storedBefore, long upTo) {
    return log.purge(storedBefore, upTo);
  }
}
