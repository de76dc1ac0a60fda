package dev.inlet.storage.file;

import dev.inlet.journal.Journal;
import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.journal.MemoryBudget;
import dev.inlet.storage.jdbc.OnH2;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The journal in files: one write and one flush for the calls of an append. */
@Singleton
@Requires(condition = OnH2.class)
final class FileJournal implements Journal {
  private final SegmentedLog log;
  private final MemoryBudget memory;

  FileJournal(SegmentedLog log, MemoryBudget memory) {
    this.log = log;
    this.memory = memory;
  }

  @Override
  public long append(List<JournalEntry> entries) {
    return log.append(entries);
  }

  @Override
  public List<Journaled> read(long after, int limit) {
    var calls = new ArrayList<Journaled>();
    var room = new long[] {memory.read()};
    if (limit > 0) {
      log.read(
          after,
          Long.MAX_VALUE,
          FrameHeader.ALL_ACCOUNTS,
          call -> {
            room[0] -= call.bodyLength();
            boolean fits = calls.isEmpty() || room[0] >= 0;
            if (fits) {
              calls.add(call.call());
            }
            return fits && calls.size() < limit;
          });
    }
    return calls;
  }

  @Override
  public long last() {
    return log.last();
  }

  @Override
  public boolean isShared() {
    return false;
  }
}
