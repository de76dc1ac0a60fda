package dev.inlet.crash;

import dev.inlet.storage.file.DiskAround;
import dev.inlet.storage.file.disk.NioDisk;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real disk, which lets the process die at the crash point. */
@Singleton
@Replaces(NioDisk.class)
@Requires(property = CrashPoint.PROPERTY)
final class CrashingDisk extends DiskAround {
  private static final int FRAME = 0x494e4a31;

  private static void take(Step step, Change change) throws IOException {
    try {
      Crash.ahead()
          .around(
              step,
              () -> {
                change.happen();
                return null;
              });
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isNew(Path file) {
    return file.toString().endsWith(".new");
  }

  @Override
  protected void writing(Path file, long position, ByteBuffer bytes, Change write)
      throws IOException {
    int magic = bytes.remaining() < Integer.BYTES ? 0 : bytes.getInt(bytes.position());
    if (isNew(file)) {
      if (position == 0) {
        write.happen(); // the header of any segment
      } else {
        take(Step.WRITE_ANEW, write);
      }
    } else if (magic == FRAME) {
      take(Step.WRITE, write);
    } else {
      write.happen();
    }
  }

  @Override
  protected void forcing(Path file, Change force) throws IOException {
    take(isNew(file) ? Step.FORCE_ANEW : Step.FORCE, force);
  }

  @Override
  protected void moving(Path from, Path to, Change move) throws IOException {
    if (Files.exists(to)) {
      take(Step.REPLACE, move);
    } else {
      move.happen();
    }
  }

  @Override
  protected void forcingFolder(Path folder, Change force) throws IOException {
    take(Step.FORCE_FOLDER, force);
  }
}
