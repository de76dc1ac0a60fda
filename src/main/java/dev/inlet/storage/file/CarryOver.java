package dev.inlet.storage.file;

import dev.inlet.call.Warning;
import dev.inlet.journal.Journaled;
import dev.inlet.storage.file.disk.Disk;
import dev.inlet.storage.jdbc.EarlierJournal;
import dev.inlet.storage.jdbc.journal.JdbcJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the journal over from H2's file into the folder, once, in the memory of a few hundred
 * calls: all of it is written under another name, forced, and renamed, and only then is the file
 * deleted. Until that is over a mark in the folder says where it has come from. So whenever it ends
 * on the way, the next start goes on with what is there.
 */
final class CarryOver {
  private static final Logger LOG = LoggerFactory.getLogger(CarryOver.class);
  private static final String MARK = "carried-over";
  private static final int AT_ONCE = 256;
  private static final long TOLD_EVERY = 1_000_000;

  private final Disk disk;
  private final Path folder;
  private final Path unfinished;
  private final EarlierJournal earlier;
  private final long bytes;
  private final SegmentLimits limits = SegmentLimits.USUAL;
  private final FrameWriter frames = new FrameWriter();

  /**
   * @param bytes how large the bodies may be that are in memory together
   */
  CarryOver(Disk disk, Path folder, EarlierJournal earlier, long bytes) {
    this.disk = disk;
    this.folder = folder;
    this.unfinished = folder.resolveSibling(folder.getFileName() + SegmentedLog.NEW);
    this.earlier = earlier;
    this.bytes = bytes;
  }

  /**
   * Carries over what there is, or goes on with that.
   *
   * @throws IllegalStateException when there are a folder and a file that do not belong together
   */
  void run() {
    try {
      removeUnfinished();
      if (!disk.exists(folder) && earlier.exists()) {
        LOG.info("Carrying the journal over from {} into {}", earlier.name(), folder);
        earlier.read(
            connection -> {
              copy(connection);
              return true;
            });
        disk.move(unfinished, folder);
        disk.forceFolder(above());
      }
      finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path above() {
    return folder.resolveSibling(".").normalize();
  }

  private void removeUnfinished() throws IOException {
    if (disk.exists(unfinished)) {
      for (String name : disk.list(unfinished)) {
        disk.delete(unfinished.resolve(name));
      }
      disk.delete(unfinished);
    }
  }

  private void finish() throws IOException {
    Path mark = folder.resolve(MARK);
    if (disk.exists(mark)) {
      if (earlier.exists()) {
        earlier.delete();
        disk.forceFolder(above());
      }
      disk.delete(mark);
      disk.forceFolder(folder);
    } else if (earlier.exists()) {
      throw new IllegalStateException(
          "The journal is there twice, as the folder %s and as the file %s of an earlier version:"
                  .formatted(folder, earlier.name())
              + " move away the one that does not belong to the other file");
    }
  }

  private void copy(Connection connection) throws SQLException {
    try {
      disk.createFolder(unfinished);
      disk.create(unfinished.resolve(MARK)).close();
      copyCalls(connection);
      disk.forceFolder(unfinished);
      disk.forceFolder(above());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copyCalls(Connection connection) throws SQLException, IOException {
    long head = JdbcJournal.head(connection);
    List<Journaled> calls = JdbcJournal.next(connection, 0, AT_ONCE, bytes);
    SegmentFile file = begin(calls.isEmpty() ? head + 1 : calls.getFirst().seq());
    try {
      long told = 0;
      while (!calls.isEmpty()) {
        List<Journaled> next = JdbcJournal.next(connection, calls.getLast().seq(), AT_ONCE, bytes);
        // What was removed in between belongs to the frame before it.
        long last = next.isEmpty() ? head : next.getFirst().seq() - 1;
        if (isFull(file, calls)) {
          long first = file.segment().index().next();
          file.seal();
          file.close();
          file = begin(first);
        }
        write(file, calls, last, warnings(connection, calls));
        if (last / TOLD_EVERY > told) {
          told = last / TOLD_EVERY;
          LOG.info("Carried over up to {} of {}", last, head);
        }
        calls = next;
      }
      file.force();
    } finally {
      file.close();
    }
  }

  private boolean isFull(SegmentFile file, List<Journaled> calls) {
    return limits.isFull(
        file.segment().index(), FrameWriter.micros(calls.getFirst().entry().storedAt()));
  }

  private SegmentFile begin(long first) throws IOException {
    return SegmentFile.create(
        disk, unfinished.resolve(Segment.name(first)), SegmentHeader.beginningWith(first));
  }

  private static Map<Long, Set<Warning>> warnings(Connection connection, List<Journaled> calls)
      throws SQLException {
    return JdbcJournal.WARNINGS.find(connection, calls.stream().map(Journaled::seq).toList());
  }

  private void write(
      SegmentFile file, List<Journaled> calls, long last, Map<Long, Set<Warning>> warnings)
      throws IOException {
    frames.begin(file.segment().index().next());
    for (Journaled call : calls) {
      frames.add(
          call.seq(), call.entry().withWarnings(warnings.getOrDefault(call.seq(), Set.of())));
    }
    WrittenFrame frame = frames.end(file.segment().header(), last);
    file.write(frame.bytes());
    file.segment().index().add(frame.header());
  }
}
