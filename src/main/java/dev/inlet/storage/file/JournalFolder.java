package dev.inlet.storage.file;

import dev.inlet.journal.MemoryBudget;
import dev.inlet.storage.file.disk.Disk;
import dev.inlet.storage.jdbc.DatabaseUrl;
import dev.inlet.storage.jdbc.EarlierJournal;
import dev.inlet.storage.jdbc.OnH2;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import javax.sql.DataSource;

/** Opens the journal's folder, after it was carried over from where it was before. */
@Factory
@Requires(condition = OnH2.class)
final class JournalFolder {

  /**
   * @param contacts locked by then, so that no other process has the folder open
   */
  @Singleton
  @Bean(preDestroy = "close")
  SegmentedLog log(
      DatabaseUrl url,
      Disk disk,
      EarlierJournal earlier,
      MemoryBudget memory,
      @Named("default") DataSource contacts) {
    Path folder = url.journalFolder();
    new CarryOver(disk, folder, earlier, memory.read()).run();
    return new SegmentedLog(disk, folder, SegmentLimits.USUAL);
  }
}
