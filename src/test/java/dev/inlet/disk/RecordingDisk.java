package dev.inlet.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Notes every change in its order; of forcing, that it has ended. */
public final class RecordingDisk implements Disk {
  private final List<Change> changes = new ArrayList<>();

  @Override
  public void write(Path file, long position, ByteBuffer bytes, Real write) throws IOException {
    var copy = new byte[bytes.remaining()];
    bytes.get(copy);
    note(new Change.Written(file, System.nanoTime(), position, copy));
    write.happen();
  }

  @Override
  public void truncate(Path file, long size, Real truncate) throws IOException {
    note(new Change.Truncated(file, System.nanoTime(), size));
    truncate.happen();
  }

  @Override
  public void force(Path file, Real force) throws IOException {
    int upTo = count();
    force.happen();
    note(new Change.Forced(file, System.nanoTime(), upTo));
  }

  @Override
  public void move(Path file, Path to, Real move) throws IOException {
    note(new Change.Moved(file, System.nanoTime(), to));
    move.happen();
  }

  @Override
  public void delete(Path file, Real delete) throws IOException {
    note(new Change.Deleted(file, System.nanoTime()));
    delete.happen();
  }

  @Override
  public void forceFolder(Path folder, Real force) throws IOException {
    int upTo = count();
    force.happen();
    note(new Change.FolderForced(folder, System.nanoTime(), upTo));
  }

  private synchronized void note(Change change) {
    changes.add(change);
  }

  private synchronized int count() {
    return changes.size();
  }

  /** All changes so far. */
  public synchronized List<Change> changes() {
    return List.copyOf(changes);
  }
}
