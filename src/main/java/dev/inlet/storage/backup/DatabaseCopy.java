package dev.inlet.storage.backup;

import dev.inlet.operate.OperationRefused;
import dev.inlet.storage.h2.DataFolder;
import dev.inlet.storage.jdbc.DatabaseAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of H2's file as of one moment, made by H2 while others write to it: its own statement
 * copies the file, and opening the copy once leaves out what was not committed.
 */
final class DatabaseCopy {
  /** What is left for calls, which wait for room when there is none. */
  private static final long ROOM_LEFT = 256L << 20;

  private static final String NAME = "copy";
  private static final String ENDING = ".mv.db";

  private final DatabaseAccess access;
  private final DataFolder folder;

  DatabaseCopy(DatabaseAccess access) {
    this.access = access;
    this.folder = new DataFolder(access.url().h2Folder());
  }

  /**
   * Copies the database of a connection, on a thread that nobody interrupts: H2 would close the
   * file for everybody.
   *
   * @return the copy, to be {@linkplain #remove removed}
   */
  Taken take(Connection connection) throws SQLException {
    try {
      return copied(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Taken copied(Connection connection) throws IOException, SQLException {
    refuseWithoutRoom();
    remove();
    Files.createDirectory(
        folder.backup(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path zip = folder.backup().resolve("h2.zip");
    long before = mark(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("BACKUP TO '%s'".formatted(zip.toString().replace("'", "''")));
    }
    Path file = folder.backup().resolve(NAME + ENDING);
    try (var files = new ZipInputStream(Files.newInputStream(zip))) {
      unpack(files, file);
    }
    Files.delete(zip);
    long mark = markOfCopy();
    if (mark < before) {
      throw new IOException("H2's copy ends before what it was to hold");
    }
    return new Taken(file, mark);
  }

  /** A copy, and up to where the journal is processed in it. */
  record Taken(Path file, long mark) {}

  private void refuseWithoutRoom() throws IOException {
    long needed = 2 * Files.size(access.url().h2File()) + ROOM_LEFT;
    if (Files.getFileStore(folder.path()).getUsableSpace() < needed) {
      throw OperationRefused.taken(
          "A backup needs %,d MB of room in %s for a while: make that first"
              .formatted(needed >> 20, folder.path()));
    }
  }

  private static void unpack(ZipInputStream files, Path file) throws IOException {
    @Nullable ZipEntry entry = files.getNextEntry();
    while (entry != null && !entry.getName().endsWith(ENDING)) {
      entry = files.getNextEntry();
    }
    if (entry == null) {
      throw new IOException("H2 has backed up no file");
    }
    Files.copy(files, file);
  }

  private long markOfCopy() throws SQLException {
    String url = access.url().contactsAt(folder.backup().resolve(NAME)) + ";IFEXISTS=TRUE";
    try (Connection connection =
        DriverManager.getConnection(url, access.with(access.url().driverProperties()))) {
      return mark(connection);
    }
  }

  private static long mark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT mark FROM progress WHERE id = 1")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Removes what there is of a copy. Whoever has it open goes on reading. */
  void remove() {
    DataFolder.deleteAll(folder.backup());
  }
}
