package dev.inlet.operate;

import dev.inlet.audit.Action;
import dev.inlet.audit.AuditLog;
import dev.inlet.audit.Deed;
import dev.inlet.operate.OnlineBackup.Archive;
import jakarta.inject.Singleton;

/** Hands out backups to administrators, and notes that somebody asked for one. */
@Singleton
public final class Backups {
  private final OnlineBackup backup;
  private final AuditLog audit;

  Backups(OnlineBackup backup, AuditLog audit) {
    this.backup = backup;
    this.audit = audit;
  }

  /** As {@link OnlineBackup#begin}; it is noted before, so that the backup tells of itself. */
  public Archive begin() {
    audit.noteFirst(Deed.of(Action.BACKUP_TAKEN, null));
    return backup.begin();
  }
}
