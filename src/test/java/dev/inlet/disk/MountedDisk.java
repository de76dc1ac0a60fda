package dev.inlet.disk;

import dev.inlet.storage.file.DiskAround;
import dev.inlet.storage.file.disk.NioDisk;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The disk under the journal's files, where H2's are {@linkplain Mount mounted}. */
@Singleton
@Replaces(NioDisk.class)
@Requires(property = "datasources.default.url", pattern = "jdbc:h2:file:mounted:.*")
final class MountedDisk extends DiskAround {

  private static Disk disk(Path file) {
    return Mount.disk(file.getParent().getParent());
  }

  /** With the journal's folder in front. */
  private static Path name(Path file) {
    return file.getParent().getParent().relativize(file);
  }

  @Override
  protected void creating(Path file, Change create) throws IOException {
    disk(file).truncate(name(file), 0, create::happen);
  }

  @Override
  protected void writing(Path file, long position, ByteBuffer bytes, Change write)
      throws IOException {
    disk(file).write(name(file), position, bytes, write::happen);
  }

  @Override
  protected void truncating(Path file, long size, Change truncate) throws IOException {
    disk(file).truncate(name(file), size, truncate::happen);
  }

  @Override
  protected void forcing(Path file, Change force) throws IOException {
    disk(file).force(name(file), force::happen);
  }

  @Override
  protected void moving(Path from, Path to, Change move) throws IOException {
    disk(from).move(name(from), name(to), move::happen);
  }

  @Override
  protected void deleting(Path path, Change delete) throws IOException {
    disk(path).delete(name(path), delete::happen);
  }

  @Override
  protected void forcingFolder(Path folder, Change force) throws IOException {
    Path above = Mount.isMounted(folder) ? folder : folder.getParent();
    Mount.disk(above).forceFolder(above.relativize(folder), force::happen);
  }
}
