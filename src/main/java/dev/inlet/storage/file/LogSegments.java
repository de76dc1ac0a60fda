package dev.inlet.storage.file;

import dev.inlet.storage.file.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a log, by their first sequence numbers. Files are opened, replaced and deleted
 * under one lock, so that a file is always read by the index that belongs to it.
 *
 * <p>For any number of threads.
 */
final class LogSegments {
  private final Disk disk;
  private final Path folder;
  private final TreeMap<Long, Segment> segments = new TreeMap<>();
  private final ReadWriteLock files = new ReentrantReadWriteLock();

  /** None yet. */
  LogSegments(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /** Adds one whose file is there. */
  void add(Segment segment) {
    files.writeLock().lock();
    try {
      segments.put(segment.first(), segment);
    } finally {
      files.writeLock().unlock();
    }
  }

  /**
   * Has a segment take the place of the one that begins with the same sequence number, durably.
   *
   * @param created the file it was written to, which gets its name
   */
  void replace(Segment segment, Path created) throws IOException {
    files.writeLock().lock();
    try {
      disk.move(created, segment.file());
      segments.put(segment.first(), segment);
    } finally {
      files.writeLock().unlock();
    }
    disk.forceFolder(folder);
  }

  /** Deletes one with its file, durably: no later one is gone without the earlier ones. */
  void delete(Segment segment) throws IOException {
    files.writeLock().lock();
    try {
      disk.delete(segment.file());
      segments.remove(segment.first());
    } finally {
      files.writeLock().unlock();
    }
    disk.forceFolder(folder);
  }

  /** All of them, the oldest first. */
  List<Segment> all() {
    files.readLock().lock();
    try {
      return List.copyOf(segments.values());
    } finally {
      files.readLock().unlock();
    }
  }

  /** The last one; there must be one. */
  Segment newest() {
    files.readLock().lock();
    try {
      return segments.lastEntry().getValue();
    } finally {
      files.readLock().unlock();
    }
  }

  /** The one that holds a sequence number, or else the next one there is; null for none. */
  @Nullable Segment at(long seq) {
    files.readLock().lock();
    try {
      return find(seq);
    } finally {
      files.readLock().unlock();
    }
  }

  /** Opens that one. */
  @Nullable SegmentReader openAt(long seq) throws IOException {
    files.readLock().lock();
    try {
      return open(find(seq));
    } finally {
      files.readLock().unlock();
    }
  }

  /** Opens the last one that begins below a sequence number; null for none. */
  @Nullable SegmentReader openBelow(long seq) throws IOException {
    files.readLock().lock();
    try {
      Map.Entry<Long, Segment> found = segments.lowerEntry(seq);
      return open(found == null ? null : found.getValue());
    } finally {
      files.readLock().unlock();
    }
  }

  private @Nullable Segment find(long seq) {
    Map.Entry<Long, Segment> found = segments.floorEntry(seq);
    if (found == null || found.getValue().last() < seq) {
      found = segments.higherEntry(seq);
    }
    return found == null ? null : found.getValue();
  }

  private @Nullable SegmentReader open(@Nullable Segment segment) throws IOException {
    return segment == null ? null : new SegmentReader(segment, disk.read(segment.file()));
  }
}
