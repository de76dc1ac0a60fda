package dev.inlet.storage.backup;

import dev.inlet.operate.BackupContents;
import dev.inlet.operate.OperationRefused;
import dev.inlet.storage.file.disk.OwnerOnly;
import dev.inlet.storage.h2.DataFolder;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup's files into a folder that holds nothing. They are unpacked and verified beside
 * their places, forced, and moved; until the last of it is done no server starts there, so that it
 * may be begun anew whenever it was killed.
 */
public final class Restoring {
  /** What bin/inlet leaves of a server that ran there, and what a file system does. */
  private static final Set<String> NOBODYS = Set.of("inlet.log", "inlet.log.1", "lost+found");

  private static final String LOCK = "lock";

  private final Path database;
  private final Path journal;
  private final DataFolder folder;

  /**
   * @param database where H2's file goes
   * @param journal where the journal's folder goes, in the same folder
   */
  public Restoring(Path database, Path journal) {
    this.database = database.toAbsolutePath().normalize();
    this.journal = journal.toAbsolutePath().normalize();
    this.folder = new DataFolder(this.database.resolveSibling("").normalize());
  }

  /**
   * Restores.
   *
   * @throws OperationRefused when the folder is used, or the archive useless
   */
  public BackupContents from(Path archive) {
    boolean isNew = !Files.exists(folder.path());
    boolean isBegunAnew = Files.exists(folder.restoring());
    try {
      refuseUsed();
      OwnerOnly.createFolder(folder.path());
      OwnerOnly.createFolder(folder.restoring());
      try (FileChannel lock = lock()) {
        if (isBegunAnew) {
          clear();
        } else if (Files.exists(database)) {
          DataFolder.deleteAll(folder.restoring());
          throw used(); // A server was faster.
        }
        return locked(archive, isNew);
      }
    } catch (IOException e) {
      throw OperationRefused.wrong(
          ("%s cannot be written to: make it a folder with enough room that this user may write"
                  + " to, or set INLET_DATA_DIR")
              .formatted(folder.path()));
    }
  }

  private BackupContents locked(Path archive, boolean isNew) throws IOException {
    try {
      BackupContents contents = unpack(archive).contents();
      settle();
      return contents;
    } catch (IOException | RuntimeException e) {
      clear();
      DataFolder.deleteAll(folder.restoring());
      if (isNew) {
        Files.deleteIfExists(folder.path());
      }
      throw e;
    }
  }

  private void refuseUsed() throws IOException {
    for (Path file : inside(folder.path())) {
      boolean isLeftOver =
          Files.exists(folder.restoring())
              && List.of(folder.restoring(), database, journal).contains(file);
      if (!isLeftOver && !NOBODYS.contains(file.getFileName().toString())) {
        throw used();
      }
    }
  }

  private OperationRefused used() {
    return OperationRefused.taken(
        "%s is not empty: a backup is restored into an empty folder alone, such as another"
                .formatted(folder.path())
            + " INLET_DATA_DIR");
  }

  private static List<Path> inside(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Held until the channel is closed. */
  private FileChannel lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.restoring().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw OperationRefused.taken(folder.path() + " is being restored by another process");
    }
    return channel;
  }

  /** Removes what one that was killed has left, but for the lock. */
  private void clear() throws IOException {
    DataFolder.deleteAll(database);
    DataFolder.deleteAll(journal);
    for (Path file : inside(folder.restoring())) {
      if (!file.endsWith(LOCK)) {
        DataFolder.deleteAll(file);
      }
    }
  }

  private Manifest unpack(Path archive) throws IOException {
    Path journalBeside = folder.restoring().resolve(Manifest.JOURNAL);
    OwnerOnly.createFolder(journalBeside);
    Manifest manifest =
        ArchiveReader.read(archive, entry -> new Forced(folder.restoring().resolve(entry.name())));
    DataFolder.force(journalBeside);
    DataFolder.force(folder.restoring());
    DataFolder.force(folder.path());
    DataFolder.force(folder.path().resolveSibling("."));
    return manifest;
  }

  private void settle() throws IOException {
    move(folder.restoring().resolve(Manifest.JOURNAL), journal);
    move(folder.restoring().resolve(Manifest.DATABASE), database);
    DataFolder.force(folder.restoring());
    DataFolder.force(folder.path());
    DataFolder.deleteAll(folder.restoring());
    DataFolder.force(folder.path());
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A new file that is on the disk once it is closed. */
  private static final class Forced extends FilterOutputStream {
    private final FileChannel channel;

    Forced(Path file) throws IOException {
      this(
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              OwnerOnly.file()));
    }

    private Forced(FileChannel channel) {
      super(Channels.newOutputStream(channel));
      this.channel = channel;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      if (channel.isOpen()) {
        channel.force(true);
      }
      super.close();
    }
  }
}
