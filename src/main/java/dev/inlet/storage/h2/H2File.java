package dev.inlet.storage.h2;

import com.zaxxer.hikari.HikariDataSource;
import dev.inlet.fault.Fault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an H2 database that is closed.
 *
 * @param name its name, with its folder
 * @param compactedBytes up to which size it is compacted, which takes some seconds for 100 MB
 */
public record H2File(String name, long compactedBytes) {
  private static final Logger LOG = LoggerFactory.getLogger(H2File.class);
  private static final String ENDING = ".mv.db";
  private static final String COPY = ".compacting";

  /** The file of the database at a path, as a JDBC URL names it: without its ending. */
  public static H2File at(String path, long compactedBytes) {
    return new H2File(path + ENDING, compactedBytes);
  }

  /**
   * Closes the database, then writes only what is still there into a new file, which takes the old
   * one's place once it is on the disk: rows that were deleted are readable in the old one until H2
   * happens to write over them. A crash on the way leaves the old one.
   */
  public void closeAndCompact(HikariDataSource dataSource) {
    close(dataSource);
    if (!FileUtils.exists(name) || FileUtils.size(name) > compactedBytes) {
      return;
    }
    long before = FileUtils.size(name);
    try {
      FileTime changed = Files.getLastModifiedTime(CheckedFiles.onDisk(name));
      MVStore.compact(name, name + COPY, false, null);
      replaceByCopy(changed);
      LOG.info("Compacted {} from {} to {} bytes", name, before, FileUtils.size(name));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} could not be compacted, and stays as it is: {}", name, new Fault(e));
      removeCopy();
    }
  }

  /**
   * Has the copy take the file's place, unless somebody has begun to work on the file: what they
   * write would be lost. A process that is started meanwhile may also have removed the copy.
   *
   * @param changed when the file was written to last, as it was copied
   */
  void replaceByCopy(FileTime changed) throws IOException {
    Path file = CheckedFiles.onDisk(name);
    Path copy = CheckedFiles.onDisk(name + COPY);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null || !Files.getLastModifiedTime(file).equals(changed)) {
        throw new IOException("another process has opened it");
      }
      DataFolder.force(copy); // which makes no file where there is none
      FileUtils.moveAtomicReplace(name + COPY, name);
      DataFolder.force(file.resolveSibling("."));
    }
  }

  /** Closes the database for everybody, which a pool cannot do while somebody works on it. */
  private void close(HikariDataSource dataSource) {
    dataSource.setMinimumIdle(0); // or the pool would open the database again, to have one idle
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      LOG.debug("{} is closed already, or will be with the pool: {}", name, new Fault(e));
    }
    dataSource.close();
  }

  /** Removes what a crash while compacting has left. */
  public void removeCopy() {
    FileUtils.tryDelete(name + COPY);
  }

  /** Whether it is there. */
  public boolean exists() {
    return FileUtils.exists(name);
  }

  /** Deletes it. */
  public void delete() {
    removeCopy();
    FileUtils.delete(name);
  }
}
