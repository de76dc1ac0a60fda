package dev.inlet.storage.inspect;

import dev.inlet.operate.BackupContents;
import dev.inlet.operate.BackupsAtRest;
import dev.inlet.storage.backup.ArchiveReader;
import dev.inlet.storage.backup.PostgresqlBackups;
import dev.inlet.storage.jdbc.OnPostgresql;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Backups where PostgreSQL makes its own. */
@Singleton
@Requires(condition = OnPostgresql.class)
final class DatabaseBackups implements BackupsAtRest {

  @Override
  public void backUp(Path file) {
    throw PostgresqlBackups.refused();
  }

  @Override
  public BackupContents restore(Path file) {
    throw PostgresqlBackups.refused();
  }

  @Override
  public BackupContents verify(Path file) {
    return ArchiveReader.verify(file); // It may be another server's.
  }
}
