package dev.inlet.storage.file;

import dev.inlet.journal.JournalEntry;
import dev.inlet.storage.file.disk.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls in one sequence, in a folder of {@linkplain Segment segments}, of which the last is added
 * to: a group of calls is one {@linkplain WrittenFrame frame}, which is written and forced before
 * the next one is begun. So a crash leaves whole frames and at most one that is broken, at the very
 * end.
 *
 * <p>Whatever the disk does, the calls of an {@link #append} that has returned are there: when
 * writing or forcing fails, the file is opened again and cut back to them before anything else is
 * written.
 *
 * <p>Any number of threads may read while one appends and one rewrites or purges. Failures of the
 * disk are {@link UncheckedIOException}s.
 */
final class SegmentedLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentedLog.class);

  /** What the name of a file ends with until all of it is written. */
  static final String NEW = ".new";

  private final Disk disk;
  private final Path folder;
  private final SegmentLimits limits;

  private final LogSegments segments;
  private final LogReader reader;

  /** Held while something is appended, or the segment changes to which it is. */
  private final ReentrantLock appending = new ReentrantLock();

  /** Held by who rewrites or purges. */
  private final ReentrantLock tidying = new ReentrantLock();

  private final FrameWriter frames = new FrameWriter();
  private SegmentFile current;
  private boolean isBroken;
  private volatile long last;

  /**
   * Opens the log in a folder, which need not be there.
   *
   * @throws JournalDamaged when calls are missing that were acknowledged
   */
  SegmentedLog(Disk disk, Path folder, SegmentLimits limits) {
    this.disk = disk;
    this.folder = folder;
    this.limits = limits;
    this.segments = new LogSegments(disk, folder);
    this.reader = new LogReader(segments);
    try {
      this.current = recover();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.last = current.segment().last();
  }

  /** Reads which segments there are, and opens the one that is added to. */
  private SegmentFile recover() throws IOException {
    if (!disk.exists(folder)) {
      disk.createFolder(folder);
      disk.forceFolder(folder.resolveSibling(".").normalize());
    }
    List<Path> found = new ArrayList<>();
    for (String name : disk.list(folder)) {
      if (Segment.isName(name)) {
        found.add(folder.resolve(name));
      } else if (name.endsWith(NEW)) {
        disk.delete(folder.resolve(name));
      }
    }
    Segment newest = null;
    for (Path file : found) {
      Segment segment = Segment.read(disk, file, file.equals(found.getLast()));
      segment.refuseGapBehind(newest);
      segments.add(segment);
      newest = segment;
    }
    return newest == null ? begin(1) : reopened(newest);
  }

  /** The last segment, to be added to; one behind it when it is sealed. */
  private SegmentFile reopened(Segment segment) throws IOException {
    forceWhatIsThere(segment);
    try (Disk.OpenFile open = disk.read(segment.file())) {
      if (Segment.sealed(segment.file(), open) != null) {
        return begin(segment.last() + 1);
      }
    }
    return SegmentFile.open(disk, segment);
  }

  /**
   * What a process wrote before it was killed, or called a file, may be in the system's memory
   * alone. From here on it counts, so it must outlive the power, too. It is written once more,
   * since the system forces nothing again of which that has failed.
   */
  private void forceWhatIsThere(Segment last) throws IOException {
    BlockIndex index = last.index();
    long from = index.size() == 0 ? 0 : index.block(index.size() - 1).offset();
    try (Disk.OpenFile open = disk.open(last.file())) {
      var bytes = ByteBuffer.allocate(Math.toIntExact(open.size() - from));
      open.read(bytes, from);
      open.write(bytes.flip(), from);
      open.force();
    }
    disk.forceFolder(folder);
  }

  /** Begins a segment: its file appears with its header, or not at all. */
  private SegmentFile begin(long first) throws IOException {
    Path file = folder.resolve(Segment.name(first));
    Path created = file.resolveSibling(file.getFileName() + NEW);
    SegmentHeader header = SegmentHeader.beginningWith(first);
    try (SegmentFile empty = SegmentFile.create(disk, created, header)) {
      empty.force();
    }
    disk.move(created, file);
    disk.forceFolder(folder);
    var segment = new Segment(file, header, new BlockIndex(first));
    SegmentFile opened = SegmentFile.open(disk, segment);
    segments.add(segment);
    return opened;
  }

  /** The highest sequence number so far; 0 for none. */
  long last() {
    return last;
  }

  /** No call below this sequence number is kept; 0 when none is kept at all. */
  long first() {
    Segment first = segments.at(0);
    return first == null || first.isEmpty() ? 0 : first.first();
  }

  /** Appends calls, durably, and returns the sequence number of the first. */
  long append(List<JournalEntry> entries) {
    appending.lock();
    try {
      repair();
      long first = last + 1;
      long seq = first;
      frames.begin(first);
      for (JournalEntry entry : entries) {
        frames.add(seq++, entry);
      }
      if (limits.isFull(
          current.segment().index(), FrameWriter.micros(entries.getFirst().storedAt()))) {
        rollOver();
      }
      append(frames.end(current.segment().header()));
      last = seq - 1;
      return first;
    } catch (IOException e) {
      LOG.warn("The journal cannot be written to: {}", e.getMessage());
      throw new UncheckedIOException(e);
    } finally {
      appending.unlock();
    }
  }

  private void append(WrittenFrame frame) throws IOException {
    isBroken = true;
    current.write(frame.bytes(), limits.ahead());
    current.force();
    current.segment().index().add(frame.header());
    isBroken = false;
  }

  /** Seals the current segment, and begins the next. */
  private void rollOver() throws IOException {
    isBroken = true;
    SegmentFile full = current;
    full.seal();
    current = begin(full.segment().last() + 1);
    full.close();
    isBroken = false;
  }

  /**
   * After a failure: what the system remembers of the file may not be on the disk, so it is closed,
   * cut back to what was forced, and looked at again.
   */
  private void repair() throws IOException {
    if (!isBroken) {
      return;
    }
    try {
      current.close();
    } catch (IOException e) {
      LOG.debug("Closing failed too: {}", e.getMessage());
    }
    Segment segment = segments.newest();
    removeBehind(segment);
    checkWhatWasForced(segment);
    current = SegmentFile.open(disk, segment);
    current.force();
    isBroken = false;
  }

  /** A next segment that nobody knows of may be there already. */
  private void removeBehind(Segment segment) throws IOException {
    for (String name : disk.list(folder)) {
      if (Segment.isName(name) && name.compareTo(Segment.name(segment.first())) > 0) {
        disk.delete(folder.resolve(name));
        disk.forceFolder(folder);
      }
    }
  }

  /** What was acknowledged must still be in the file. */
  private void checkWhatWasForced(Segment segment) throws IOException {
    BlockIndex index = segment.index();
    try (Disk.OpenFile open = disk.read(segment.file())) {
      if (open.size() < index.end()) {
        throw JournalDamaged.at(segment.file(), open.size());
      }
      if (index.size() > 0) {
        new SegmentReader(segment, open).frames(index.block(index.size() - 1));
      }
    }
  }

  /**
   * Reads calls, oldest first, as long as the visitor wants more.
   *
   * @param after exclusive
   * @param upTo inclusive
   * @param accounts which accounts' at least, as in {@link FrameHeader}
   */
  void read(long after, long upTo, long accounts, Predicate<FrameReader> visitor) {
    reader.read(after, Math.min(upTo, last), accounts, visitor);
  }

  /**
   * What a visitor makes of calls, newest first; it returns null for those that are not wanted.
   *
   * @param below exclusive
   * @param above exclusive
   * @param accounts which accounts' at least, as in {@link FrameHeader}
   * @param warned whether only those of which something was told as they were appended
   * @param limit how many at most
   */
  <T> List<T> newest(
      long below,
      long above,
      long accounts,
      boolean warned,
      int limit,
      Function<FrameReader, @Nullable T> visitor) {
    return reader.newest(Math.min(below, last + 1), above, accounts, warned, limit, visitor);
  }

  /**
   * Changes the bodies of calls, or removes them, durably: each segment that holds any is written
   * anew beside itself, and then takes its own place. A crash leaves the one or the other.
   *
   * @param change returns null for a call that is to go
   */
  void rewrite(NavigableSet<Long> seqs, Function<byte[], byte @Nullable []> change) {
    tidying.lock();
    try {
      Long next = seqs.isEmpty() ? null : seqs.first();
      while (next != null && next <= last) {
        Segment segment = segments.at(next);
        if (segment == null) {
          return;
        }
        if (segment.first() > next) {
          next = seqs.ceiling(segment.first());
        } else {
          next = rewrite(segment, seqs.tailSet(next, true), change);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      tidying.unlock();
    }
  }

  /** Rewrites a segment; returns the first of the numbers that are beyond it. */
  private @Nullable Long rewrite(
      Segment segment, NavigableSet<Long> seqs, Function<byte[], byte @Nullable []> change)
      throws IOException {
    appending.lock();
    try {
      repair();
      if (isCurrent(segment)) {
        if (segment.index().end() <= limits.heldUp()) {
          isBroken = true;
          replace(segment, seqs, change, SegmentFile::force);
          current.close();
          current = SegmentFile.open(disk, segments.newest());
          isBroken = false;
          return seqs.higher(segment.last());
        }
        rollOver();
      }
    } finally {
      appending.unlock();
    }
    replace(segment, seqs, change, SegmentFile::seal);
    return seqs.higher(segment.last());
  }

  private boolean isCurrent(Segment segment) {
    return current.segment().first() == segment.first();
  }

  /** How a file ends that was written anew. */
  private interface Ending {
    void end(SegmentFile file) throws IOException;
  }

  /** Writes a segment anew beside itself, and has that take its place. */
  private void replace(
      Segment segment,
      NavigableSet<Long> seqs,
      Function<byte[], byte @Nullable []> change,
      Ending ending)
      throws IOException {
    Path created = segment.file().resolveSibling(segment.file().getFileName() + NEW);
    BlockIndex index;
    try (var reader = new SegmentReader(segment, disk.read(segment.file()));
        SegmentFile rewritten = SegmentFile.create(disk, created, segment.header())) {
      new SegmentRewrite(seqs, change).copy(reader, rewritten);
      ending.end(rewritten);
      index = rewritten.segment().index();
    }
    segments.replace(new Segment(segment.file(), segment.header(), index), created);
  }

  /**
   * Drops the oldest segment, durably, when all its calls are older than a time and none lies
   * beyond a sequence number.
   *
   * @return how many calls that were; 0 when it stays
   */
  long purge(Instant storedBefore, long upTo) {
    tidying.lock();
    try {
      Segment oldest = segments.at(0);
      if (oldest == null || !mayGo(oldest, storedBefore, upTo)) {
        return 0;
      }
      leave(oldest);
      if (!mayGo(oldest, storedBefore, upTo)) {
        return 0; // Something was appended meanwhile.
      }
      segments.delete(oldest);
      return Math.max(1, oldest.index().calls());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      tidying.unlock();
    }
  }

  /** Has no more calls appended to a segment. */
  private void leave(Segment segment) throws IOException {
    appending.lock();
    try {
      repair();
      if (isCurrent(segment)) {
        rollOver();
      }
    } finally {
      appending.unlock();
    }
  }

  private static boolean mayGo(Segment segment, Instant storedBefore, long upTo) {
    return !segment.isEmpty()
        && segment.last() <= upTo
        && segment.index().newest() < FrameWriter.micros(storedBefore);
  }

  /** As {@link JournalSnapshots#after} says. */
  JournalSnapshot snapshotAfter(JournalSnapshots.Before before) throws IOException {
    tidying.lock();
    try {
      before.run();
      return snapshot();
    } finally {
      tidying.unlock();
    }
  }

  /** Calls wait for as long as it takes to open the files. */
  private JournalSnapshot snapshot() throws IOException {
    var pinned = new ArrayList<JournalSnapshot.PinnedFile>();
    appending.lock();
    try {
      repair(); // The file may hold more than what is durable, and an index behind it.
      List<Segment> all = segments.all();
      for (Segment segment : all) {
        pinned.add(JournalSnapshot.pin(disk, segment));
      }
      return new JournalSnapshot(all.getFirst().first(), last, List.copyOf(pinned));
    } catch (IOException | RuntimeException e) {
      new JournalSnapshot(0, 0, pinned).close();
      throw e;
    } finally {
      appending.unlock();
    }
  }

  @Override
  public void close() {
    appending.lock();
    try (SegmentFile closed = current) {
      if (!isBroken) {
        closed.cut();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      appending.unlock();
    }
  }
}
