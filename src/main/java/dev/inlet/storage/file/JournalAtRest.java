package dev.inlet.storage.file;

import dev.inlet.journal.Journaled;
import dev.inlet.storage.file.BlockIndex.Block;
import dev.inlet.storage.file.disk.NioDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the calls of a journal's folder, oldest first, while nobody writes to it. */
public final class JournalAtRest {
  private final Path folder;

  /**
   * @param folder need not be there
   */
  public JournalAtRest(Path folder) {
    this.folder = folder;
  }

  /** Takes calls, each with what was told of it as it was appended. */
  public interface Reader<E extends Exception> {
    /**
     * Takes one.
     *
     * @return whether it wants more
     */
    boolean take(Journaled call) throws E;
  }

  /**
   * Reads them all, cut as a start would cut them.
   *
   * @throws IllegalStateException when the journal is damaged; the message says what to do
   */
  public <E extends Exception> void read(Reader<E> reader) throws IOException, E {
    var disk = new NioDisk();
    List<String> names = Segment.names(disk, folder);
    for (String name : names) {
      Segment segment = Segment.read(disk, folder.resolve(name), name.equals(names.getLast()));
      try (var open = new SegmentReader(segment, disk.read(segment.file()))) {
        if (!read(open, reader)) {
          return;
        }
      }
    }
  }

  private static <E extends Exception> boolean read(SegmentReader segment, Reader<E> reader)
      throws IOException, E {
    BlockIndex index = segment.segment().index();
    for (int i = 0; i < index.size(); i++) {
      Block block = index.block(i);
      for (FrameReader frame : segment.frames(block)) {
        while (frame.next()) {
          if (!reader.take(new Journaled(frame.seq(), frame.entry(), null))) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
