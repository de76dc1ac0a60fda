package dev.inlet.storage.file.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The disk that the journal is on: what it does to files, step by step. What is written, or cut
 * off, is safe once the file was forced; what is created, moved or deleted, once its folder was.
 */
public interface Disk {

  /** A file that is open. Several threads may read at once; one at a time writes. */
  interface OpenFile extends AutoCloseable {

    /** Its length in bytes. */
    long size() throws IOException;

    /** Reads until the buffer is full or the file ends. */
    void read(ByteBuffer into, long position) throws IOException;

    /** Writes all of the buffer. When it throws, some of it may be written. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Cuts off what is beyond a length. */
    void truncate(long size) throws IOException;

    /** Returns when all that was written and cut off is on the disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Whether there is a file or a folder of that name. */
  boolean exists(Path path);

  /** The names of what is in a folder, in their order. */
  List<String> list(Path folder) throws IOException;

  /** Creates a folder, and those above it that are missing. */
  void createFolder(Path folder) throws IOException;

  /** Creates a file, empty also if there was one, to be read and written. */
  OpenFile create(Path file) throws IOException;

  /** Opens a file to be read and written. */
  OpenFile open(Path file) throws IOException;

  /** Opens a file to be read, which stays readable when it is moved, replaced or deleted. */
  OpenFile read(Path file) throws IOException;

  /** Gives a file, or a folder, another name; a file that has this name is replaced. */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file, or an empty folder, if it is there. */
  void delete(Path path) throws IOException;

  /** Returns when the names in a folder are on the disk. */
  void forceFolder(Path folder) throws IOException;
}
