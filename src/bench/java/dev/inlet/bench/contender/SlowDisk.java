package dev.inlet.bench.contender;

import dev.inlet.storage.file.DiskAround;
import dev.inlet.storage.file.disk.NioDisk;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/**
 * The disk under the journal's files, on which every force takes so many milliseconds more. H2
 * writes its file past it.
 */
@Singleton
@Replaces(NioDisk.class)
@Requires(property = SlowDisk.DELAY)
final class SlowDisk extends DiskAround {
  static final String DELAY = "bench.force-delay";

  private final long millis;

  SlowDisk(@Property(name = DELAY) long millis) {
    this.millis = millis;
  }

  private void delayed(Change force) throws IOException {
    force.happen();
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted in a force");
    }
  }

  @Override
  protected void forcing(Path file, Change force) throws IOException {
    delayed(force);
  }

  @Override
  protected void forcingFolder(Path folder, Change force) throws IOException {
    delayed(force);
  }
}
