package dev.inlet.operate;

import java.nio.file.Path;

/** Backups of data that no server has open. What cannot be done is {@link OperationRefused}. */
public interface BackupsAtRest {

  /**
   * Writes a backup of what is stored, and forces it.
   *
   * @param file replaced if it is there
   */
  void backUp(Path file);

  /**
   * Puts a backup's files where a server looks for them, durably and all at once: whoever is killed
   * on the way leaves a folder that no server starts on, and that the next one begins anew.
   *
   * @throws OperationRefused when the folder holds something already, or the archive is none, is
   *     damaged, or of a newer version; nothing of it is left then
   */
  BackupContents restore(Path file);

  /**
   * Reads a backup to its end.
   *
   * @throws OperationRefused when it could not be restored
   */
  BackupContents verify(Path file);
}
