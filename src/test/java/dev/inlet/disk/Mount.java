package dev.inlet.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A folder on a disk of the test's, as H2 sees it: {@code mounted:/folder/file}. */
public final class Mount extends FilePathWrapper {
  private static final String SCHEME = "mounted";
  private static final Map<Path, Disk> MOUNTED = new ConcurrentHashMap<>();

  /** For H2, which makes a path of each name from the one that is registered. */
  public Mount() {}

  /** Puts a folder on a disk, and returns the URL of an Inlet that stores there. */
  public static String at(Path folder, Disk disk) {
    FilePath.register(new Mount());
    MOUNTED.put(folder, disk);
    return "jdbc:h2:file:%s:%s".formatted(SCHEME, folder.resolve("inlet"));
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new MountedFile(file().getFileName(), super.open(mode), disk());
  }

  @Override
  public void moveTo(FilePath newName, boolean atomicReplace) {
    Path to = ((Mount) newName).file().getFileName();
    happening(
        () -> disk().move(file().getFileName(), to, () -> super.moveTo(newName, atomicReplace)));
  }

  @Override
  public void delete() {
    happening(() -> disk().delete(file().getFileName(), super::delete));
  }

  private static void happening(Disk.Real change) {
    try {
      change.happen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return Path.of(getBase().toString());
  }

  private Disk disk() {
    return disk(file().getParent());
  }

  /** What is mounted at a folder. */
  static Disk disk(Path folder) {
    return Objects.requireNonNull(MOUNTED.get(folder), "nothing is mounted");
  }

  /** Whether something is mounted there. */
  static boolean isMounted(Path folder) {
    return MOUNTED.containsKey(folder.normalize());
  }
}
