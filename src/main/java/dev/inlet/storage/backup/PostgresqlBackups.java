package dev.inlet.storage.backup;

import dev.inlet.operate.OnlineBackup;
import dev.inlet.operate.OperationRefused;
import dev.inlet.storage.jdbc.OnPostgresql;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** Says that PostgreSQL has means of its own. */
@Singleton
@Requires(condition = OnPostgresql.class)
public final class PostgresqlBackups implements OnlineBackup {

  PostgresqlBackups() {}

  @Override
  public Archive begin() {
    throw refused();
  }

  /** For whoever asks for a backup, or has one to restore. */
  public static OperationRefused refused() {
    return OperationRefused.taken(
        "On PostgreSQL use pg_dump or pg_basebackup, and what restores theirs: one database holds"
            + " everything");
  }
}
