package dev.inlet.disk;

import java.nio.file.Path;

/** Something that happened to a file; when, by {@link System#nanoTime}. */
public sealed interface Change {
  Path file();

  long at();

  /** Bytes were written, and are on their way to the disk. */
  record Written(Path file, long at, long position, byte[] bytes) implements Change {}

  /** The file was cut to a size; that too is on its way to the disk. */
  record Truncated(Path file, long at, long size) implements Change {}

  /**
   * The file took the name of another, and its place if there was one. Of H2's own files, whoever
   * does that forces the folder before anything else happens in it.
   */
  record Moved(Path file, long at, Path to) implements Change {}

  /** The file was removed. */
  record Deleted(Path file, long at) implements Change {}

  /**
   * What had been done to the file before is on the disk.
   *
   * @param upTo how many of all changes had been done when the forcing began
   */
  record Forced(Path file, long at, int upTo) implements Change {}

  /**
   * What had become of the names in a folder before is on the disk.
   *
   * @param upTo how many of all changes had been done when the forcing began
   */
  record FolderForced(Path file, long at, int upTo) implements Change {}
}
