package dev.inlet.command.remote;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that is there under its name only once it is whole, for whoever writes it alone. */
public final class WholeFile {
  /** While it is written. */
  private static final String PART = ".part";

  private WholeFile() {}

  /** Writes it under another name, and tells something of it. */
  @FunctionalInterface
  public interface Content<T> {
    T writeTo(Path part) throws IOException;
  }

  /**
   * Writes a file that is not there yet.
   *
   * @throws Failed when it is there, or cannot be written
   */
  public static <T> T write(Path file, Content<T> content) {
    Path whole = file.toAbsolutePath();
    if (Files.exists(whole)) {
      throw new Failed(file + " is there already: name another file");
    }
    Path part = whole.resolveSibling(whole.getFileName() + PART);
    try {
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      T told = content.writeTo(part);
      force(part);
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
      force(whole.resolveSibling("."));
      return told;
    } catch (IOException e) {
      throw new Failed(file + " cannot be written: name a file in a folder with enough room");
    } finally {
      delete(part);
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // It is nothing under this name.
    }
  }
}
