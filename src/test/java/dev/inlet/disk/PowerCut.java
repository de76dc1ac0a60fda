package dev.inlet.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What a disk holds after the power went: everything that was forced, and of each later change all,
 * nothing, or some pages. Which, is chosen at random for each change by itself, so that later ones
 * survive earlier ones.
 */
public final class PowerCut {
  private static final int PAGE = 4_096;

  /** What forcing is worth. */
  public enum Forcing {
    KEPT,
    /** As if nobody had forced anything, to see that this is noticed. */
    IGNORED
  }

  private final List<Change> changes;
  private final Forcing forcing;
  private final Random random;

  /**
   * @param changes all that happened before the cut, to files that were not there at first
   */
  public PowerCut(List<Change> changes, Forcing forcing, Random random) {
    this.changes = changes;
    this.forcing = forcing;
    this.random = random;
  }

  /** Leaves the files in a folder as the cut leaves them. */
  public void leaveIn(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<Path, Integer> durable = durable();
    Map<Path, Integer> names = durableNames();
    var files = new HashMap<Path, RandomAccessFile>();
    try {
      for (int i = 0; i < changes.size(); i++) {
        Change change = changes.get(i);
        switch (change) {
          case Change.Moved moved -> {
            if (isDurable(names, moved.file(), i) || random.nextBoolean()) {
              close(files.remove(moved.file()));
              close(files.remove(moved.to()));
              Files.move(
                  folder.resolve(moved.file()),
                  folder.resolve(moved.to()),
                  StandardCopyOption.REPLACE_EXISTING);
            }
          }
          case Change.Deleted deleted -> {
            if (isDurable(names, deleted.file(), i) || random.nextBoolean()) {
              close(files.remove(deleted.file()));
              Files.deleteIfExists(folder.resolve(deleted.file()));
            }
          }
          case Change.Written written ->
              carryOut(written, open(files, folder, written.file()), isDurable(durable, i));
          case Change.Truncated truncated ->
              carryOut(truncated, open(files, folder, truncated.file()), isDurable(durable, i));
          case Change.Forced forced -> {}
          case Change.FolderForced forced -> {}
        }
      }
    } finally {
      for (RandomAccessFile file : files.values()) {
        file.close();
      }
    }
  }

  /**
   * Whether a new name is safe: the journal's folder was forced since; H2's folder is, before
   * whatever comes next.
   */
  private boolean isDurable(Map<Path, Integer> names, Path file, int change) {
    Path folder = file.getParent();
    return folder == null ? change + 1 < changes.size() : change < names.getOrDefault(folder, 0);
  }

  /** How many changes of names are safe, by folder. */
  private Map<Path, Integer> durableNames() {
    var durable = new HashMap<Path, Integer>();
    for (Change change : changes) {
      if (change instanceof Change.FolderForced forced && forcing == Forcing.KEPT) {
        durable.merge(forced.file(), forced.upTo(), Math::max);
      }
    }
    return durable;
  }

  private boolean isDurable(Map<Path, Integer> durable, int change) {
    return change < durable.getOrDefault(changes.get(change).file(), 0);
  }

  private static RandomAccessFile open(Map<Path, RandomAccessFile> files, Path folder, Path name)
      throws IOException {
    RandomAccessFile file = files.get(name);
    if (file == null) {
      Files.createDirectories(folder.resolve(name).getParent());
      file = new RandomAccessFile(folder.resolve(name).toFile(), "rw");
      files.put(name, file);
    }
    return file;
  }

  private static void close(@Nullable RandomAccessFile file) throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /** How many changes are safe, by file. */
  private Map<Path, Integer> durable() {
    var durable = new HashMap<Path, Integer>();
    for (Change change : changes) {
      if (change instanceof Change.Forced forced && forcing == Forcing.KEPT) {
        durable.merge(forced.file(), forced.upTo(), Math::max);
      }
    }
    return durable;
  }

  private void carryOut(Change.Written written, RandomAccessFile file, boolean isDurable)
      throws IOException {
    switch (isDurable ? 0 : random.nextInt(3)) {
      case 0 -> write(written, file, 0, written.bytes().length);
      case 1 -> writeSomePages(written, file);
      default -> {}
    }
  }

  private void carryOut(Change.Truncated truncated, RandomAccessFile file, boolean isDurable)
      throws IOException {
    if (isDurable || random.nextBoolean()) {
      file.setLength(Math.min(file.length(), truncated.size()));
    }
  }

  private void writeSomePages(Change.Written written, RandomAccessFile file) throws IOException {
    int from = 0;
    while (from < written.bytes().length) {
      int toPageEnd = PAGE - (int) ((written.position() + from) % PAGE);
      int length = Math.min(toPageEnd, written.bytes().length - from);
      if (random.nextBoolean()) {
        write(written, file, from, length);
      }
      from += length;
    }
  }

  private static void write(Change.Written written, RandomAccessFile file, int from, int length)
      throws IOException {
    file.seek(written.position() + from);
    file.write(written.bytes(), from, length);
  }
}
