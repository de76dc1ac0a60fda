package dev.inlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files of a server that is stopped, for a test alone. */
final class FolderCopy {
  private FolderCopy() {}

  /**
   * Copies a folder with all that is in it.
   *
   * @param copy not there yet
   */
  static void make(Path folder, Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(folder.relativize(file).toString()));
      }
    }
  }
}
