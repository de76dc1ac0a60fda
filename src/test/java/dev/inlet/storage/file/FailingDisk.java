package dev.inlet.storage.file;

import dev.inlet.storage.file.disk.NioDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;

/**
 * The real disk, on which one change does not happen, and none after it. Forcing takes no time,
 * since nothing takes the disk's power away.
 */
@NullUnmarked
class FailingDisk extends DiskAround {
  /** How the change fails. */
  enum Failure {
    /** As if the process ended before it. */
    BEFORE,
    /** As if the process ended after it. */
    AFTER,
    /** Of what is written, half is. */
    HALFWAY,
    /** The disk refuses it, and goes on to do what follows. */
    REFUSED
  }

  private final int change;
  private final Failure failure;
  private int changes;

  /**
   * @param change which one, from 1 on
   */
  FailingDisk(int change, Failure failure) {
    this.change = change;
    this.failure = failure;
  }

  /** On which every change happens. */
  static FailingDisk never() {
    return new FailingDisk(Integer.MAX_VALUE, Failure.BEFORE);
  }

  /** Whether it has come to that change. */
  boolean hasFailed() {
    return changes >= change;
  }

  private void take(Change happening) throws IOException {
    take(happening, () -> {});
  }

  private void take(Change happening, Change half) throws IOException {
    changes++;
    if (changes < change || failure == Failure.REFUSED && changes > change) {
      happening.happen();
      return;
    }
    if (changes == change) {
      switch (failure) {
        case AFTER -> happening.happen();
        case HALFWAY, REFUSED -> half.happen();
        case BEFORE -> {}
      }
    }
    throw new IOException("No disk any more");
  }

  @Override
  protected void creating(Path file, Change create) throws IOException {
    take(create);
  }

  @Override
  protected void writing(Path file, long position, ByteBuffer bytes, Change write)
      throws IOException {
    ByteBuffer half = bytes.duplicate().limit(bytes.position() + bytes.remaining() / 2);
    take(
        write,
        () -> {
          try (OpenFile open = new NioDisk().open(file)) {
            open.write(half, position);
          }
        });
  }

  @Override
  protected void truncating(Path file, long size, Change truncate) throws IOException {
    take(truncate);
  }

  @Override
  protected void forcing(Path file, Change force) throws IOException {
    take(() -> {});
  }

  @Override
  protected void moving(Path from, Path to, Change move) throws IOException {
    take(move);
  }

  @Override
  protected void deleting(Path path, Change delete) throws IOException {
    take(delete);
  }

  @Override
  protected void forcingFolder(Path folder, Change force) throws IOException {
    take(() -> {});
  }
}
