package dev.inlet.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** What a mounted disk makes of each change: it may note it, refuse it, or let it happen. */
public interface Disk {

  /** Lets a change happen. */
  @FunctionalInterface
  interface Real {
    void happen() throws IOException;
  }

  void write(Path file, long position, ByteBuffer bytes, Real write) throws IOException;

  void truncate(Path file, long size, Real truncate) throws IOException;

  void force(Path file, Real force) throws IOException;

  /** A file takes the place of another; none of that needs room. */
  default void move(Path file, Path to, Real move) throws IOException {
    move.happen();
  }

  default void delete(Path file, Real delete) throws IOException {
    delete.happen();
  }

  /** The names in a folder are forced. */
  default void forceFolder(Path folder, Real force) throws IOException {
    force.happen();
  }
}
