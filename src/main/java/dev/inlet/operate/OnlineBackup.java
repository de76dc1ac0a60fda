package dev.inlet.operate;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Backs up what is stored, while calls are taken and processed. */
public interface OnlineBackup {

  /** An archive on its way. Not for several threads at once. */
  interface Archive extends AutoCloseable {

    /**
     * The next piece; null when that was all. An archive is whole only with its last piece.
     *
     * @throws IOException when something cannot be read any more; the archive is useless then
     */
    byte @Nullable [] next() throws IOException;

    @Override
    void close();
  }

  /**
   * Takes a backup: everything that was acknowledged before is in it. Returns once the database is
   * copied, which takes some seconds for each GB and as much room beside it, and keeps nobody
   * waiting but those who want a backup or remove something from the journal. One at a time is
   * taken.
   *
   * @throws OperationRefused when there is not enough room, or the database has means of its own
   */
  Archive begin();
}
