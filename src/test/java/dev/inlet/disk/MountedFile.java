package dev.inlet.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.h2.store.fs.FileBaseDefault;

/** An open file whose changes all go by its disk. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // a channel may be used at once
final class MountedFile extends FileBaseDefault {
  private final Path name;
  private final FileChannel real;
  private final Disk disk;

  MountedFile(Path name, FileChannel real, Disk disk) {
    this.name = name;
    this.real = real;
    this.disk = disk;
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    int length = bytes.remaining();
    disk.write(name, position, bytes.duplicate(), () -> writeFully(bytes, position));
    return length;
  }

  private void writeFully(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += real.write(bytes, at);
    }
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    disk.truncate(name, size, () -> real.truncate(size));
  }

  @Override
  public void force(boolean metaData) throws IOException {
    disk.force(name, () -> real.force(metaData));
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return real.read(bytes, position);
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
