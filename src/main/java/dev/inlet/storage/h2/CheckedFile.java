package dev.inlet.storage.h2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.zip.CRC32C;
import org.h2.store.fs.FileBaseDefault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open file of {@link CheckedFiles}: puts a checksum into each chunk that is written, and shows
 * the end of a chunk only when the checksum is right.
 *
 * <p>When there is no room for the file to grow, it waits for room, however long. H2 would close
 * the database for everyone; so it does not even notice, and those who wait for it are answered
 * 503.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // a channel may be used at once
final class CheckedFile extends FileBaseDefault {
  private static final Logger LOG = LoggerFactory.getLogger(CheckedFile.class);
  private static final int READ_AT_ONCE = 1 << 16;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final FileChannel file;

  CheckedFile(FileChannel file) {
    this.file = file;
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    ChunkFooter.stamp(bytes);
    int length = bytes.remaining();
    while (bytes.hasRemaining()) {
      writeOrWait(bytes, position + length - bytes.remaining());
    }
    return length;
  }

  private void writeOrWait(ByteBuffer bytes, long position) throws IOException {
    try {
      file.write(bytes, position);
    } catch (IOException e) {
      boolean grows = file.isOpen() && position + bytes.remaining() > file.size();
      if (!grows || !pause()) {
        throw e;
      }
      LOG.warn("Waiting for room on the disk: {}", e.getMessage());
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    int start = bytes.position();
    int read = file.read(bytes, position);
    if (read == ChunkFooter.LENGTH && ChunkFooter.mayEndAt(position + read)) {
      hideUnlessWhole(bytes.duplicate().flip().position(start), position);
    }
    return read;
  }

  private void hideUnlessWhole(ByteBuffer bytes, long position) throws IOException {
    ChunkFooter footer = ChunkFooter.read(bytes);
    if (footer != null && footer.sum() != sum(position - footer.bodyLength(), position)) {
      bytes.put(new byte[bytes.remaining()]);
    }
  }

  private long sum(long from, long to) throws IOException {
    var sum = new CRC32C();
    ByteBuffer piece = ByteBuffer.allocate(READ_AT_ONCE);
    long at = Math.max(0, from);
    while (at < to) {
      piece.clear().limit((int) Math.min(READ_AT_ONCE, to - at));
      int read = file.read(piece, at);
      if (read < 0) {
        break;
      }
      sum.update(piece.flip());
      at += read;
    }
    return sum.getValue();
  }

  @Override
  protected void implTruncate(long size) throws IOException {
    file.truncate(size);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    file.force(metaData);
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return file.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }
}
