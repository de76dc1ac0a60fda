package dev.inlet.storage.file;

import dev.inlet.journal.JournalEntry;
import dev.inlet.journal.Journaled;
import dev.inlet.storage.file.disk.Disk;
import dev.inlet.storage.file.disk.NioDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullUnmarked;

/** A journal's folder, seen from behind Inlet's back. */
@NullUnmarked
public final class JournalContents {
  private final Disk disk = new NioDisk();
  private final Path folder;

  /**
   * @param data where Inlet has its files
   */
  public JournalContents(Path data) {
    this.folder = data.resolve("inlet-journal");
  }

  /** Where a text occurs, as columns of a table of that name would be called. */
  public Set<String> columnsWith(String text) {
    var columns = new TreeSet<String>();
    for (Journaled call : calls()) {
      JournalEntry entry = call.entry();
      note(columns, "account_id", entry.accountId(), text);
      note(columns, "key_id", entry.keyId(), text);
      note(columns, "message_id", entry.messageId(), text);
      note(columns, "settings", String.valueOf(entry.settings()), text);
      note(columns, "body", new String(entry.body(), StandardCharsets.UTF_8), text);
    }
    return columns;
  }

  private static void note(Set<String> columns, String column, String value, String text) {
    if (value.contains(text)) {
      columns.add("journal." + column);
    }
  }

  /** All calls, also while Inlet appends to them. */
  public List<Journaled> calls() {
    var calls = new ArrayList<Journaled>();
    try {
      for (String name : disk.list(folder)) {
        if (Segment.isName(name)) {
          try (var reader = reader(folder.resolve(name))) {
            read(reader, calls);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return calls;
  }

  private SegmentReader reader(Path file) throws IOException {
    Disk.OpenFile open = disk.read(file);
    return new SegmentReader(SegmentScan.of(file, open), open);
  }

  private static void read(SegmentReader reader, List<Journaled> calls) throws IOException {
    BlockIndex index = reader.segment().index();
    for (int i = 0; i < index.size(); i++) {
      for (FrameReader frame : reader.frames(index.block(i))) {
        while (frame.next()) {
          calls.add(new Journaled(frame.seq(), frame.entry(), null));
        }
      }
    }
  }

  /** Changes all calls. Inlet must not run. */
  public void change(UnaryOperator<JournalEntry> change) throws IOException {
    List<Journaled> calls = calls();
    empty();
    long first = calls.isEmpty() ? 1 : calls.getFirst().seq();
    var header = SegmentHeader.beginningWith(first);
    try (var file = SegmentFile.create(disk, folder.resolve(Segment.name(first)), header)) {
      for (Journaled call : calls) {
        var frames = new FrameWriter();
        frames.begin(file.segment().index().next());
        frames.add(call.seq(), change.apply(call.entry()));
        WrittenFrame frame = frames.end(header);
        file.write(frame.bytes());
        file.segment().index().add(frame.header());
      }
    }
  }

  /** Appends a call that nobody has processed. Inlet must not run. */
  public void append(JournalEntry call) {
    try (var log = new SegmentedLog(disk, folder, SegmentLimits.USUAL)) {
      log.append(List.of(call));
    }
  }

  /** Has the journal be empty, and go on behind a sequence number. Inlet must not run. */
  public void endAt(long last) throws IOException {
    empty();
    var header = SegmentHeader.beginningWith(last + 1);
    SegmentFile.create(disk, folder.resolve(Segment.name(last + 1)), header).close();
  }

  /** Deletes it. */
  public void delete() throws IOException {
    empty();
    disk.delete(folder);
  }

  private void empty() throws IOException {
    for (String name : disk.list(folder)) {
      disk.delete(folder.resolve(name));
    }
  }
}
