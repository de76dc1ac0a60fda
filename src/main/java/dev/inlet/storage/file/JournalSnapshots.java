package dev.inlet.storage.file;

import dev.inlet.storage.jdbc.OnH2;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Takes snapshots of the journal that is appended to. */
@Singleton
@Requires(condition = OnH2.class)
public final class JournalSnapshots {
  private final SegmentedLog log;

  JournalSnapshots(SegmentedLog log) {
    this.log = log;
  }

  /** What is done before a snapshot. */
  @FunctionalInterface
  public interface Before {
    void run() throws IOException;
  }

  /**
   * Does something, then takes a snapshot. From before the one until after the other nothing is
   * purged or rewritten, so that whatever the one finds unprocessed is in the other.
   */
  public JournalSnapshot after(Before before) throws IOException {
    return log.snapshotAfter(before);
  }
}
