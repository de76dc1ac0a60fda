package dev.inlet.storage.file.disk;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The disk as the operating system has it. */
@Singleton
public final class NioDisk implements Disk {
  /**
   * The JDK keeps a copy of what is written or read at a time outside the heap, for each thread.
   */
  private static final int AT_ONCE = 1 << 16;

  /** The disk; it remembers nothing. */
  public NioDisk() {}

  @Override
  public boolean exists(Path path) {
    return Files.exists(path);
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    OwnerOnly.createFolder(folder);
  }

  @Override
  public OpenFile create(Path file) throws IOException {
    return opened(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  @Override
  public OpenFile open(Path file) throws IOException {
    return opened(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public OpenFile read(Path file) throws IOException {
    return opened(file, StandardOpenOption.READ);
  }

  private static OpenFile opened(Path file, OpenOption... options) throws IOException {
    return new OpenChannel(FileChannel.open(file, Set.of(options), OwnerOnly.file()));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  @Override
  public void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private record OpenChannel(FileChannel channel) implements OpenFile {

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void read(ByteBuffer into, long position) throws IOException {
      int end = into.limit();
      long at = position;
      int read = 0;
      while (read >= 0 && into.position() < end) {
        into.limit(Math.min(end, into.position() + AT_ONCE));
        read = channel.read(into, at);
        at += read;
      }
      into.limit(end);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      int end = bytes.limit();
      long at = position;
      while (bytes.position() < end) {
        bytes.limit(Math.min(end, bytes.position() + AT_ONCE));
        at += channel.write(bytes, at);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void force() throws IOException {
      channel.force(false); // which includes the size
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
