package dev.inlet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.inlet.disk.FillingDisk;
import dev.inlet.disk.Mount;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 on a disk that is full for a while, under load. */
class FullDiskIT {
  private static final Duration FULL_FOR = Duration.ofSeconds(Extent.of(3, 30));

  @Test
  void whatWasAcknowledgedIsKeptAndCallsAreTakenAgain(@TempDir Path folder) throws Exception {
    var disk = new FillingDisk();
    Books books;
    try (RunningInlet inlet =
            RunningInlet.in(folder)
                .with("datasources.default.url", Mount.at(folder, disk))
                .start();
        var outage = new Outage(inlet)) {
      outage.during(disk::fill, FULL_FOR, disk::free);
      outage.settle("H2, disk full");
      books = outage.books();
    }
    assertTrue(disk.refusals() > 0, "the disk was full when something was to be written");
    try (RunningInlet again =
        RunningInlet.in(folder).with("inlet.data-dir", folder.toString()).start()) {
      books.balance(list -> again.all("acme", list));
    }
  }
}
