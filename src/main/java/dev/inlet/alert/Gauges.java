package dev.inlet.alert;

import dev.inlet.delivery.MeterNames;
import io.micrometer.core.instrument.Gauge;
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
  private static final String WEBHOOK_LAG = "inlet.webhook.lag.seconds";

  private final MeterRegistry meters;
  private final Path dataDir;

  Gauges(MeterRegistry meters, @Property(name = "inlet.data-dir") Path dataDir) {
    this.meters = meters;
    this.dataDir = dataDir;
  }

  /** Room on a disk, in bytes. */
  record Room(long free, long all) {}

  /** Whether it is this instance that processes what all of them take. */
  boolean leads() {
    return read(MeterNames.LEASE) > 0;
  }

  /** How many calls are not processed yet. */
  long waiting() {
    return read(MeterNames.WAITING) + read(MeterNames.LAG);
  }

  /** How old the oldest change is that a subscriber was not sent. */
  long webhookLagSeconds() {
    return read(WEBHOOK_LAG);
  }

  /** Where the data are; null when there are no files, or nobody can tell. */
  @Nullable Room room() {
    if (!Files.isDirectory(dataDir)) {
      return null;
    }
    try {
      FileStore disk = Files.getFileStore(dataDir);
      return new Room(disk.getUsableSpace(), disk.getTotalSpace());
    } catch (IOException e) {
      return null;
    }
  }

  private long read(String name) {
    Gauge gauge = meters.find(name).gauge();
    return gauge == null || Double.isNaN(gauge.value()) ? 0 : (long) gauge.value();
  }
}
