package dev.inlet.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk on which, while it is full, no file can grow; what a file has may be overwritten. */
public final class FillingDisk implements Disk {
  private final Map<Path, Long> sizes = new ConcurrentHashMap<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean full;

  public void fill() {
    full = true;
  }

  public void free() {
    full = false;
  }

  /** How often there was no room. */
  public int refusals() {
    return refusals.get();
  }

  @Override
  public void write(Path file, long position, ByteBuffer bytes, Real write) throws IOException {
    long end = position + bytes.remaining();
    if (full && end > sizes.getOrDefault(file, 0L)) {
      refusals.incrementAndGet();
      throw new IOException("No space left on device");
    }
    write.happen();
    sizes.merge(file, end, Math::max);
  }

  @Override
  public void truncate(Path file, long size, Real truncate) throws IOException {
    truncate.happen();
    sizes.put(file, size);
  }

  @Override
  public void move(Path file, Path to, Real move) throws IOException {
    move.happen();
    Long size = sizes.remove(file);
    sizes.put(to, size == null ? 0 : size);
  }

  @Override
  public void delete(Path file, Real delete) throws IOException {
    delete.happen();
    sizes.remove(file);
  }

  @Override
  public void force(Path file, Real force) throws IOException {
    force.happen();
  }
}
