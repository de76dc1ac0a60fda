package dev.inlet.alert;

import dev.inlet.delivery.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What this instance knows of itself at a moment. */
@Singleton
final class Gauges {
  private final MeterRegistry meters;
  private final Path dataDir;

  Gauges(MeterRegistry meters, @Property(name = "inlet.data-dir") Path dataDir) {
    this.meters = meters;
    this.dataDir = dataDir;
  }

  /** Room on a disk, in bytes. */
  record DiskSpace(long free, long all) {}

  /** Whether it is this instance that processes what all of them take. */
  boolean leads() {
    return MeterNames.gauge(meters, MeterNames.LEASE) > 0;
  }

  /** How old the oldest change is that a subscriber was not sent. */
  long webhookLagSeconds() {
    return MeterNames.gauge(meters, MeterNames.WEBHOOK_LAG);
  }

  /** Where the data are; null when there are no files, or nobody can tell. */
  @Nullable DiskSpace disk() {
    if (!Files.isDirectory(dataDir)) {
      return null;
    }
    try {
      FileStore store = Files.getFileStore(dataDir);
      return new DiskSpace(store.getUsableSpace(), store.getTotalSpace());
    } catch (IOException e) {
      return null;
    }
  }
}
