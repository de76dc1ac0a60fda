package dev.inlet.storage.h2;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that H2's file is in, and what may be there for a while.
 *
 * @param path need not be there
 */
public record DataFolder(Path path) {
  private static final String BACKUP = "inlet-backup";
  private static final String RESTORING = "inlet-restoring";

  /** What a journal's files are called, the first of all, and where in one the calls begin. */
  private static final String CALLS = ".calls";

  private static final String FIRST_CALLS = "00000000000000000001" + CALLS;
  private static final int CALLS_BEGIN_AT = 28;

  /** Where a database is copied to for a backup. What is left of it was left by a crash. */
  public Path backup() {
    return path.resolve(BACKUP);
  }

  /** Where a backup is unpacked. As long as that is there, nothing else in the folder counts. */
  public Path restoring() {
    return path.resolve(RESTORING);
  }

  /**
   * Refuses a folder that is being restored, or was when that was killed.
   *
   * @throws IllegalStateException saying what to do
   */
  public void refuseUnlessRestored() {
    if (Files.exists(restoring())) {
      throw new IllegalStateException(
          "%s is not restored to the end: run inlet restore again, with the same file"
              .formatted(path));
    }
  }

  /**
   * Refuses to make a database anew beside a journal that has calls: they would be processed for
   * accounts that are not there.
   *
   * @param database H2's file
   * @param journal the folder of the calls
   * @throws IllegalStateException saying what to do
   */
  public static void refuseLost(Path database, Path journal) {
    if (!Files.exists(database) && hasCalls(journal)) {
      throw new IllegalStateException(
          "%s is missing, but the journal that belongs to it is in %s: restore both from one backup"
              .formatted(database, journal));
    }
  }

  private static boolean hasCalls(Path journal) {
    if (!Files.isDirectory(journal)) {
      return false;
    }
    try (Stream<Path> files = Files.list(journal)) {
      List<Path> calls = files.filter(file -> file.toString().endsWith(CALLS)).toList();
      return calls.size() > 1 || !calls.isEmpty() && !isUnused(calls.getFirst());
    } catch (IOException e) {
      return false; // Whoever opens the journal tells of it.
    }
  }

  /** Whether it is the first file of a journal, and nothing but room for calls. */
  private static boolean isUnused(Path calls) throws IOException {
    if (!calls.endsWith(FIRST_CALLS)) {
      return false; // Those before it were purged.
    }
    try (InputStream bytes = Files.newInputStream(calls)) {
      bytes.skipNBytes(Math.min(CALLS_BEGIN_AT, Files.size(calls)));
      return bytes.read() <= 0;
    }
  }

  /** Deletes a file, or a folder with all that is in it; nothing when it is not there. */
  public static void deleteAll(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when a file, or the names in a folder, are on the disk. */
  public static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
