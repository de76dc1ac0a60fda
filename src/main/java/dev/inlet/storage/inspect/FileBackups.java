package dev.inlet.storage.inspect;

import dev.inlet.operate.BackupContents;
import dev.inlet.operate.BackupsAtRest;
import dev.inlet.operate.OperationRefused;
import dev.inlet.storage.backup.ArchiveReader;
import dev.inlet.storage.backup.ArchiveWriter;
import dev.inlet.storage.backup.Restoring;
import dev.inlet.storage.h2.DataFolder;
import dev.inlet.storage.jdbc.OnH2;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;

/** Backups of H2's file and the journal beside it, which nobody has open. */
@Singleton
@Requires(condition = OnH2.class)
final class FileBackups implements BackupsAtRest {
  private final RestingDatabase database;
  private final InstantSource clock;

  FileBackups(RestingDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void backUp(Path file) {
    if (!Files.exists(database.url().h2File())) {
      throw OperationRefused.missing(
          database.url().h2File()
              + " is not there, so there is nothing to back up: set INLET_DATA_DIR as the server"
              + " has it");
    }
    try (Connection connection = open()) {
      if (!RestingDatabase.isMade(connection)) {
        throw OperationRefused.missing("there is no data yet to back up");
      }
      try (ArchiveWriter archive =
              ArchiveWriter.atRest(connection, database.access(), clock.instant());
          OutputStream out = Files.newOutputStream(file)) {
        for (byte[] piece = archive.next(); piece != null; piece = archive.next()) {
          out.write(piece);
        }
      }
    } catch (SQLException e) {
      throw OperationRefused.taken(database.problem(e));
    } catch (IOException e) {
      throw OperationRefused.taken(
          "%s cannot be written, or %s cannot be read: look for room and permissions"
              .formatted(file, database.url().h2Folder()));
    } catch (IllegalStateException e) {
      throw OperationRefused.taken(
          String.valueOf(e.getMessage())); // It is damaged, or not restored.
    }
  }

  private Connection open() throws SQLException {
    new DataFolder(database.url().h2Folder()).refuseUnlessRestored();
    return database.open(";IFEXISTS=TRUE");
  }

  @Override
  public BackupContents restore(Path file) {
    return new Restoring(database.url().h2File(), database.url().journalFolder()).from(file);
  }

  @Override
  public BackupContents verify(Path file) {
    return ArchiveReader.verify(file);
  }
}
